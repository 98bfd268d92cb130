"""Answers in the form of the API, made without a matcher; and processes that make them."""

import hashlib
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from service.state.answering import Record
from service.state.entries import Entry
from service.state.options import StateSettings
from service.state.running import Runner
from service.state.state import State, open_state

ENTRY = Entry(who="local", action="match", decision={"status": "matched", "level": 4})


class Clock:
    """Time that passes when a test says so; stands in for the module `time`."""

    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def time(self) -> float:
        """Seconds since 1970."""
        return self.now_s

    monotonic = time


def answer(record: Record) -> Record:
    """What a matcher would say; refuses what is no text."""
    if not isinstance(record.get("text"), str):
        return {"error": {"kind": "no-text", "detail": "The record has no text."}}
    return {
        "status": "matched",
        "professions": [{"id": "sotsialnyi-rabotnik"}],
        "level": {"value": 4},
        "catalogue_version": "c1",
        "model_version": "m1+ab",
        "input_sha256": hashlib.sha256(record["text"].encode()).hexdigest(),
    }


def lines(count: int) -> list[bytes]:
    """A batch of so many items, their ids counted from 0."""
    return [json.dumps({"id": number, "text": f"text {number}"}).encode() for number in range(count)]


def ids(results: list[bytes]) -> list[Any]:
    """Ids of result lines."""
    return [json.loads(line)["id"] for line in results]


def opened(url: str, home: Path) -> State:
    """The same database once more, as another process would open it."""
    return open_state(home, StateSettings.model_validate({"database_url": url}))


def start(work: Callable[..., None], *arguments: Any) -> BaseProcess:
    """A process of its own that does some work; it shares no connection with this one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=work, args=arguments)
    process.start()
    return process


def joined(processes: list[BaseProcess]) -> list[int | None]:
    """Exit codes of processes, once they have ended."""
    for process in processes:
        process.join(60)
    return [process.exitcode for process in processes]


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for something that another thread or process does."""
    until_s = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until_s, "it did not happen"
        time.sleep(0.02)


def append_many(url: str, home: Path, count: int) -> None:
    """Write rows into the audit log."""
    state = opened(url, home)
    for _ in range(count):
        state.audit.append([ENTRY])
    state.close()


def run_slowly(url: str, home: Path, lease_s: float) -> None:
    """Run a batch, a tenth of a second for each item."""

    def slow(record: Record) -> Record:
        time.sleep(0.1)
        return answer(record)

    state = opened(url, home)
    Runner(state.batches, state.audit, lease_s=lease_s).run_next(slow)


def run_until_boom(url: str, home: Path) -> None:
    """Run a batch; the process is killed where a text says so."""

    def killed(record: Record) -> Record:
        if record["text"] == "boom":
            os.kill(os.getpid(), signal.SIGKILL)
        return answer(record)

    state = opened(url, home)
    Runner(state.batches, state.audit, lease_s=0).run_next(killed)


def run_all(url: str, home: Path) -> None:
    """Run batches until none waits."""
    state = opened(url, home)
    while state.runner.run_next(answer):
        pass
    state.close()
