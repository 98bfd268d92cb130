"""The service over HTTP: start, memory, time of an answer, how many a core gives; on loopback, with an end."""

import asyncio
import os
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bench import child, texts
from bench.figures import Results, at_least, at_most, percentile
from tests.load.client import Answer, Connections, at_rate, one_after_another
from tests.load.service import Service, own_home, rollup_mb

WORDS = 300
TEXTS = 100
STARTS = 3
POLL_S = 0.02
ALONE_S, FULL_S, STEADY_S = 6.0, 8.0, 6.0
CALLERS = 4  # enough that the service never waits for the next request
LOADS = (0.25, 0.5, 0.75, 0.9)  # of what one core gives


def main() -> None:
    """Measure and write what was found; the service has one core, the load another one where there is."""
    served, loading = child.cores()[0], child.cores()[-1]
    os.sched_setaffinity(0, {loading})
    results = Results()
    if served == loading:
        results.notes.append("There is one core only: service and load shared it, so HTTP figures are too low.")
    with own_home(with_index=True) as home:
        for measure in (start, one_worker, two_workers):
            asyncio.run(measure(home, served, results))
            results.write(child.given_file())


async def start(home: Path, core: int, results: Results) -> None:
    """From the command until the service is ready, several times."""
    took_s = []
    for _ in range(STARTS):
        with Service(home, core=core) as service:
            took_s.append(await start_s(service))
    results.tell("start", "service ready after", statistics.median(took_s), "s", at_most(2.0))


async def one_worker(home: Path, core: int, results: Results) -> None:
    """Memory, time and rate of one process."""
    with Service(home, core=core) as service:
        await service.ready()
        memory = rollup_mb(service.process.pid)
        results.tell("memory.ready", "memory of a worker when ready, RSS", memory["Rss"], "MB")
        await load(service, results)
        memory = rollup_mb(service.process.pid)
        results.tell("memory.rss", "memory of a worker after load, RSS", memory["Rss"], "MB", at_most(300.0))
        results.tell("memory.pss", "memory of a worker after load, PSS", memory["Pss"], "MB")
        maps = Path(f"/proc/{service.process.pid}/maps").read_text(encoding="utf-8")
        results.tell("torch", "torch in a serving process", "/torch/" in maps, "", at_most(0))


async def start_s(service: Service) -> float:
    """Seconds from the command until the service is ready."""
    began_s = time.perf_counter()
    await service.ready(poll_s=POLL_S)
    return time.perf_counter() - began_s


async def load(service: Service, results: Results) -> None:
    """One caller alone, then as much as the core gives, then steady rates below that."""
    given, connections = texts.texts(WORDS, count=TEXTS), Connections(service.port)

    async def send(number: int) -> Answer:
        return await connections.ask("POST", "/v1/match", {"text": given[number % TEXTS]})

    for number in range(TEXTS):  # every word is known afterwards
        await send(number)
    alone = await one_after_another(send, callers=1, seconds=ALONE_S)
    results.tell("http.p50", "HTTP match, 300 words, one caller, p50", times(alone, 50), "ms")
    results.tell("http.p99", "HTTP match, 300 words, one caller, p99", times(alone, 99), "ms")
    began_s = time.perf_counter()
    answers = [a for a in await one_after_another(send, callers=CALLERS, seconds=FULL_S) if a.status == 200]
    per_s = len(answers) / (time.perf_counter() - began_s)
    results.tell("http.rate", "HTTP match, 300 words, answers a second of one core", per_s, "/s", at_least(300.0))
    await steady(send, per_s, results)
    connections.close()


async def steady(send: Callable[[int], Awaitable[Answer]], per_s: float, results: Results) -> None:
    """Requests that come at a steady rate whether or not earlier ones were answered."""
    results.points["http.p50"], results.points["http.p99"] = [], []
    for share in LOADS:
        answers = await at_rate(send, per_s=share * per_s, seconds=STEADY_S)
        refused = sum(answer.status != 200 for answer in answers)
        for percent in (50, 99):
            results.points[f"http.p{percent}"].append([share * per_s, times(answers, percent)])
            name = f"HTTP match at {share:.0%} of that rate, p{percent}"
            results.tell(f"http.{share:g}.p{percent}", name, times(answers, percent), "ms")
        if refused:
            results.notes.append(f"At {share:.0%} of the rate {refused} of {len(answers)} requests were refused.")


def times(answers: list[Answer], share: float) -> float:
    """A percentile of the times of good answers, in milliseconds."""
    return percentile([answer.took_s for answer in answers if answer.status == 200], share)


async def two_workers(home: Path, core: int, results: Results) -> None:
    """Memory of two processes that share a port, each after some texts; they may use all cores."""
    with Service(home, workers=2) as service:
        await service.ready()
        given = texts.texts(WORDS, count=TEXTS)
        await asyncio.gather(*(service.match(text) for text in given[:10]))
        for text in given:  # each on a connection of its own, so that both workers get some
            await service.match(text)
        found = [rollup_mb(pid) for pid in service.workers()]
        for kind in ("Rss", "Pss"):
            mean = statistics.mean(memory[kind] for memory in found)
            name = f"memory of each of {len(found)} workers after load, {kind.upper()}"
            results.tell(f"memory.two.{kind.lower()}", name, mean, "MB")


if __name__ == "__main__":
    main()
