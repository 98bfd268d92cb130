"""A server of its own: overload, SIGTERM, SIGHUP, several workers."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from service.operation.metrics import FOLDER
from tests.service.operation.conftest import Served, Start
from tests.service.operation.small_app import BROKEN, NEXT, VERSION
from tests.service.operation.test_metrics import numbers

WORK = {"text": "x", "seconds": 0.05}


def versions(served: Served, stop: threading.Event) -> tuple[Counter[str], list[str]]:
    """Ask one request after the other until told to stop; versions seen, and what went wrong."""
    seen, wrong = Counter[str](), list[str]()
    with served.client as client:
        while not stop.is_set():
            answer = client.post("/work", json={"text": "x", "seconds": 0.002})
            if answer.status_code != 200 or len(set(answer.json()["versions"])) != 1:
                wrong.append(answer.text)
            else:
                seen.update(set(answer.json()["versions"]))
    return seen, wrong


async def burst(served: Served, count: int) -> list[tuple[httpx.Response, float]]:
    """Answers to many requests at once, with the seconds that each took."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{served.port}", timeout=60) as client:

        async def one() -> tuple[httpx.Response, float]:
            started = time.perf_counter()
            return await client.post("/work", json=WORK), time.perf_counter() - started

        await client.get("/healthz")
        return await asyncio.gather(*(one() for _ in range(count)))


def test_more_than_the_line_holds_get_429_and_when_to_come_again(start: Start) -> None:
    answers = asyncio.run(burst(start(KASIP_QUEUE="5"), 40))
    counts = Counter(answer.status_code for answer, _ in answers)
    assert set(counts) == {200, 429}
    assert counts[200] >= 6
    for answer, _ in answers:
        if answer.status_code == 429:
            assert int(answer.headers["Retry-After"]) >= 1
            assert answer.json()["type"] == "/problems/busy"


def test_text_that_takes_longer_than_the_deadline_gets_503(start: Start) -> None:
    with start(KASIP_DEADLINE_S="0.2").client as client:
        answer = client.post("/work", json={"text": "x", "seconds": 1})
    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/late"


def test_sigterm_finishes_what_is_under_way_and_exits_with_0(start: Start) -> None:
    served = start()
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(lambda: served.client.post("/work", json={"text": "x", "seconds": 1}))
        time.sleep(0.3)
        assert served.stop() == 0
        assert answer.result().status_code == 200


def test_sigterm_takes_readiness_away_while_requests_are_still_answered(start: Start) -> None:
    served = start(KASIP_DRAIN_S="1.5")
    with served.client as client:
        assert client.get("/readyz").status_code == 200
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        refused, answered = client.get("/readyz"), client.post("/work", json=WORK)
    assert refused.status_code == 503
    assert refused.json()["type"] == "/problems/not-ready"
    assert answered.status_code == 200
    assert answered.headers["Connection"] == "close"
    assert served.process.wait(30) == 0


def test_second_sigterm_does_not_wait(start: Start) -> None:
    served = start(KASIP_DRAIN_S="60")
    served.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    assert served.stop() == 0


def test_sigint_ends_at_once_with_0(start: Start) -> None:
    assert start(KASIP_DRAIN_S="60").stop(signal.SIGINT) == 0


def test_sigterm_with_a_caller_that_never_finishes_its_body_ends_all_the_same(start: Start) -> None:
    served = start(KASIP_BODY_S="1")
    with served.connect() as sock:
        sock.sendall(b"POST /work HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{")
        time.sleep(0.2)
        assert served.stop() == 0


def test_everything_a_server_says_is_json(start: Start) -> None:
    served = start()
    with served.client as client:
        client.post("/crash", json={"text": "secret"})
    assert served.stop() == 0
    said = served.log()
    events = [json.loads(line) for line in said.splitlines()]
    assert {"request", "crash"} <= {event["event"] for event in events}
    assert "secret" not in said


@pytest.mark.parametrize("workers", [1, 2])
def test_sighup_switches_every_process_without_a_failed_or_mixed_answer(start: Start, workers: int) -> None:
    served, stop = start(workers=workers), threading.Event()
    with ThreadPoolExecutor() as threads:
        asked = [threads.submit(versions, served, stop) for _ in range(2)]
        for number in range(2, 12):
            (served.folder / VERSION).write_text(f"v{number}")
            served.process.send_signal(signal.SIGHUP)
            time.sleep(0.2)
        time.sleep(1)
        stop.set()
        found = [task.result() for task in asked]
    seen, wrong = found[0][0] + found[1][0], found[0][1] + found[1][1]
    assert not wrong
    assert "v11" in seen
    assert len(seen) > 3
    with served.client as client:
        last = {client.post("/work", json={"text": ""}).json()["versions"][0] for _ in range(10)}
    assert last == {"v11"}
    assert served.stop() == 0


def test_sighup_while_a_server_starts_neither_ends_it_nor_is_forgotten(start: Start, folder: Path) -> None:
    (folder / NEXT).write_text("v2")
    served = start()
    time.sleep(0.3)
    with served.client as client:
        assert client.post("/work", json={"text": ""}).json()["versions"] == ["v2", "v2"]
    assert served.stop() == 0


def test_reload_by_http_reaches_every_worker(start: Start) -> None:
    served = start(workers=2)
    (served.folder / VERSION).write_text("v2")
    with served.client as client:
        answer = client.post("/v1/admin/reload").json()
    assert (answer["before"], answer["after"]) == ("v1", "v2")
    time.sleep(1)
    seen = set()
    for _ in range(20):
        with served.client as client:
            found = client.post("/work", json={"text": ""}).json()
            seen.add((found["pid"], found["versions"][0]))
    assert {version for _, version in seen} == {"v2"}


def test_broken_new_index_is_refused_and_the_old_one_goes_on(start: Start) -> None:
    served = start()
    (served.folder / VERSION).write_text(BROKEN)
    with served.client as client:
        answer = client.post("/v1/admin/reload")
        assert answer.status_code == 409
        assert str(served.folder / VERSION) in answer.json()["detail"]
        assert client.post("/work", json=WORK).json()["versions"] == ["v1", "v1"]
        assert client.get("/readyz").status_code == 200
    served.process.send_signal(signal.SIGHUP)
    time.sleep(0.3)
    assert served.stop() == 0
    assert '"index refused"' in served.log()


def test_worker_that_is_killed_is_started_again(start: Start) -> None:
    served = start(workers=2)
    with served.client as client:
        victim = client.post("/work", json={"text": ""}).json()["pid"]
    os.kill(victim, signal.SIGKILL)
    until = time.monotonic() + 30
    pids: set[int] = set()
    while len(pids - {victim}) < 2 and time.monotonic() < until:
        try:
            with served.client as client:
                pids.add(client.post("/work", json={"text": ""}).json()["pid"])
        except httpx.TransportError:
            time.sleep(0.1)
    assert len(pids - {victim}) == 2
    assert served.stop() == 0


def test_metrics_of_all_workers_add_up(start: Start) -> None:
    served = start(workers=2)
    before = _counted(served)
    for _ in range(20):
        with served.client as client:
            client.post("/work", json={"text": ""})
    assert _counted(served) - before == 20
    assert served.stop() == 0


def test_service_that_can_not_start_says_why_and_fails(start: Start) -> None:
    served = start()
    environment = {"KASIP_HOME": str(served.folder / "nowhere"), "PATH": ""}
    command = [sys.executable, "-m", "tests.service.operation.small_app", str(served.port + 1), "2"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1
    assert "worker did not come up" in run.stdout
    assert FOLDER not in run.stdout


def _counted(served: Served) -> float:
    with served.client as client:
        return numbers(client.get("/metrics").text)["kasip_requests_total{method=POST,route=/work,status=200}"]
