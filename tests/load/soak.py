"""The soak: a service on this machine under three times its capacity, then twenty index switches, then SIGTERM.

`python -m tests.load.soak [SECONDS]` (60 by default), or `make soak`. It makes a home of its own with two indexes, the
second by `kasip build` beside the running service, prints figures, and ends with 1 when one is not as promised.
"""

import asyncio
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import orjson

from corpus.catalogue import Catalogue
from corpus.store import load, save, write_atomically
from indexing.build import FOLDER, POINTER
from service.settings import PROJECT
from tests.load.client import Answer, ask, at_rate, one_after_another
from tests.load.service import KASIP, Service, environment, own_home

TEXTS = PROJECT / "eval" / "goldset" / "dev.jsonl"
MEASURE_S = 10.0
OVER, HALF = 3.0, 0.5
SWITCHES = 20
REFUSED_S = 0.05
GROWTH = 0.10


class Figures:
    """What was measured, printed as it comes, and what was not as promised."""

    def __init__(self) -> None:
        self.broken: list[str] = []

    def tell(self, name: str, value: object, *, holds: bool = True) -> None:
        """Print a figure; `holds` says whether it is as promised."""
        print(f"{'ok  ' if holds else 'FAIL'}  {name}: {value}", flush=True)  # noqa: T201
        if not holds:
            self.broken.append(name)


def main() -> int:
    """Run it all; returns the exit code."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    figures, texts = Figures(), [orjson.loads(line)["text"] for line in TEXTS.read_bytes().splitlines()]
    with own_home() as home:
        first, second = two_catalogues(home)
        build(home, first)
        service = Service(home)
        try:
            asyncio.run(soak(service, second, texts, seconds, figures))
        finally:
            service.process.kill()
            service.process.wait()
    print(f"{len(figures.broken)} figures are not as promised")  # noqa: T201
    return 1 if figures.broken else 0


async def soak(service: Service, second: Catalogue, texts: list[str], seconds: float, figures: Figures) -> None:
    """All phases, one after the other."""
    await service.ready()
    per_s = await capacity(service, texts, figures)
    await overload(service, texts, OVER * per_s, seconds, figures)
    await switches(service, second, texts, HALF * per_s, figures)
    await stop(service, figures)


async def capacity(service: Service, texts: list[str], figures: Figures) -> float:
    """Requests a second that the service answers when two callers ask without a pause."""

    async def send(number: int) -> Answer:
        return await service.match(texts[number % len(texts)])

    for text in texts:  # every word is known afterwards, so memory has its size
        await service.match(text)
    answers = await one_after_another(send, callers=2, seconds=MEASURE_S)
    per_s = sum(answer.status == 200 for answer in answers) / MEASURE_S
    figures.tell("capacity", f"{per_s:.1f} requests/s, {summary(answers, 200)}", holds=per_s > 0)
    return per_s


async def overload(service: Service, texts: list[str], per_s: float, seconds: float, figures: Figures) -> None:
    """More than the service can do, for a while."""

    async def send(number: int) -> Answer:
        return await service.match(texts[number % len(texts)])

    before_mb, sampled = service.memory_mb(), [service.memory_mb()]
    watch = asyncio.ensure_future(sample(service, sampled))
    answers = await at_rate(send, per_s=per_s, seconds=seconds)
    watch.cancel()
    statuses = Counter(answer.status for answer in answers)
    refusals = [answer for answer in answers if answer.status == 429]
    figures.tell(f"{OVER:g} times capacity for {seconds:g} s", dict(statuses), holds=set(statuses) <= {200, 429})
    figures.tell("answered", summary(answers, 200))
    in_time = sum(answer.took_s < REFUSED_S for answer in refusals) / max(1, len(refusals))
    figures.tell("refused", f"{summary(answers, 429)}, {in_time:.1%} within 50 ms", holds=in_time >= 0.99)
    told = sum(b"retry-after:" in answer.head.lower() for answer in refusals)
    figures.tell("refusals that say when to come again", f"{told} of {len(refusals)}", holds=told == len(refusals))
    growth = max(sampled) / before_mb - 1
    figures.tell("memory", f"{before_mb:.0f} MB, at most {max(sampled):.0f} MB", holds=growth <= GROWTH)
    after = await ask(service.port, "GET", "/readyz")
    figures.tell("ready afterwards", after.status, holds=after.status == 200)


async def sample(service: Service, sampled: list[float]) -> None:
    """Note the memory every half second until cancelled."""
    while True:
        await asyncio.sleep(0.5)
        sampled.append(service.memory_mb())


async def switches(service: Service, second: Catalogue, texts: list[str], per_s: float, figures: Figures) -> None:
    """Build the second index beside the service, then switch to and fro while requests go on."""
    pointer = service.home / FOLDER / POINTER
    versions = [pointer.read_text()]
    chosen = texts[:20]
    known = [await answers_of(service, chosen)]
    stop, sent = asyncio.Event(), list[Answer]()
    load_on = asyncio.ensure_future(keep_asking(service, chosen, per_s, stop, sent))
    started = time.monotonic()
    await asyncio.to_thread(build, service.home, second)
    figures.tell(
        "build beside the service", f"{time.monotonic() - started:.1f} s", holds=pointer.read_text() != versions[0]
    )
    versions.append(pointer.read_text())
    took, before_mb = [], service.memory_mb()
    settled_mb = before_mb
    for number in range(SWITCHES):
        write_atomically(pointer, versions[(number + 1) % 2].encode())
        answer = await ask(service.port, "POST", "/v1/admin/reload")
        took.append(answer.took_s)
        if answer.status != 200 or answer.json()["after"] != versions[(number + 1) % 2]:
            figures.tell(f"switch {number + 1}", answer.body.decode(), holds=False)
        await asyncio.sleep(0.5)
        if number == 1:  # the first switches leave their mark once, on any number of later ones: told, and not a leak
            settled_mb = service.memory_mb()
    figures.tell("memory after two switches", f"{before_mb:.0f} MB before, {settled_mb:.0f} MB after")
    stop.set()
    await load_on
    write_atomically(pointer, versions[1].encode())
    await ask(service.port, "POST", "/v1/admin/reload")
    known.append(await answers_of(service, chosen))
    tell_switches(figures, known, sent, took, settled_mb, service.memory_mb())


def tell_switches(
    figures: Figures, known: list[list[Any]], sent: list[Answer], took: list[float], before_mb: float, after_mb: float
) -> None:
    """Whether every answer is wholly one of the first or wholly one of the second index."""
    statuses = Counter(answer.status for answer in sent)
    figures.tell(f"{SWITCHES} switches at half load", dict(statuses), holds=set(statuses) == {200})
    figures.tell("switch", f"{min(took):.1f} to {max(took):.1f} s")
    whole = [{orjson.dumps(answer) for answer in version} for version in known]
    found = Counter(
        tuple(orjson.dumps(timeless(answer.json())) in version for version in whole)
        for answer in sent
        if answer.status == 200
    )
    figures.tell("answers of the first, the second index", [found[True, False], found[False, True]])
    mixed = found[False, False]
    figures.tell("answers that are of neither", mixed, holds=mixed == 0)
    figures.tell(
        "memory", f"{before_mb:.0f} MB before, {after_mb:.0f} MB after", holds=after_mb <= before_mb * (1 + GROWTH)
    )


async def keep_asking(
    service: Service, texts: list[str], per_s: float, stop: asyncio.Event, sent: list[Answer]
) -> None:
    """Send requests at a rate until told to stop."""

    async def send(number: int) -> Answer:
        answer = await service.match(texts[number % len(texts)])
        sent.append(answer)
        return answer

    while not stop.is_set():
        await at_rate(send, per_s=per_s, seconds=max(1.0, 2 / per_s))


async def answers_of(service: Service, texts: list[str]) -> list[Any]:
    """The answers that the index at hand gives."""
    return [timeless((await service.match(text)).json()) for text in texts]


def timeless(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without what differs each time."""
    return {name: value for name, value in answer.items() if name not in ("processing_ms", "id")}


async def stop(service: Service, figures: Figures) -> None:
    """SIGTERM: not ready, still answering, then gone with 0."""
    service.process.send_signal(signal.SIGTERM)
    await asyncio.sleep(0.5)
    ready = await ask(service.port, "GET", "/readyz")
    live = await ask(service.port, "GET", "/healthz")
    code = await asyncio.to_thread(service.process.wait, 60)
    figures.tell(
        "SIGTERM",
        f"ready {ready.status}, live {live.status}, exit {code}",
        holds=(ready.status, live.status, code) == (503, 200, 0),
    )


def summary(answers: list[Answer], status: int) -> str:
    """How many answers have a status, and how long they took."""
    took = sorted(1000 * answer.took_s for answer in answers if answer.status == status)
    if not took:
        return f"no {status}"
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    parts = [f"{name} {took[int(share * (len(took) - 1))]:.0f}" for name, share in shares.items()]
    return f"{len(took)} x {status}, ms: {', '.join(parts)}, max {took[-1]:.0f}"


def two_catalogues(home: Path) -> tuple[Catalogue, Catalogue]:
    """The project's catalogue, and the one of its first documents alone."""
    documents = sorted((PROJECT / "corpus" / "data" / "documents").glob("*.txt"))
    manifest = documents[0].with_name("manifest.json")
    found = []
    for chosen in (documents, documents[:-1]):
        ingest = [*KASIP, "ingest", *map(str, chosen), "--manifest", str(manifest)]
        subprocess.run(
            ingest, cwd=PROJECT, env=environment(home), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        found.append(load(home))
        (home / "catalogue.json").unlink()
    return found[0], found[1]


def build(home: Path, catalogue: Catalogue) -> None:
    """`kasip build` of a catalogue."""
    save(home, catalogue)
    subprocess.run(
        [*KASIP, "build"],
        cwd=PROJECT,
        env=environment(home),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    sys.exit(main())
