"""Several processes on one port: starts them, starts a dead one again, hands signals on."""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import connection, get_context
from multiprocessing.context import SpawnProcess
from typing import Any

import structlog
from prometheus_client.multiprocess import mark_process_dead

from service.operation import logs
from service.operation.metrics import FOLDER

TOO_SOON_S = 5.0  # a worker that ends sooner has not come up, and would not the next time
LOOK_S = 0.5

log = structlog.get_logger("service")


class Supervisor:
    """Keeps workers alive until it is told to stop."""

    def __init__(self, target: Callable[..., int], given: tuple[Any, ...], *, workers: int) -> None:
        self._target = target
        self._given = given
        self._started: dict[SpawnProcess, float] = {}
        self._stopping = False
        self._failed = False
        for _ in range(workers):
            self._start()

    def run(self) -> int:
        """Watch the workers; returns the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda caught, _: self._hand_on(caught))
        while self._started:
            connection.wait([process.sentinel for process in self._started], timeout=LOOK_S)
            for process in [p for p in self._started if p.exitcode is not None]:
                self._ended(process)
        return 1 if self._failed else 0

    def _start(self) -> None:
        process = get_context("spawn").Process(target=_worker, args=(self._target, self._given, os.getpid()))
        process.start()
        self._started[process] = time.monotonic()

    def _ended(self, process: SpawnProcess) -> None:
        lived_s = time.monotonic() - self._started.pop(process)
        if FOLDER in os.environ:
            mark_process_dead(process.pid)  # type: ignore[no-untyped-call]
        if self._stopping:
            self._failed = self._failed or process.exitcode != 0
        elif lived_s < TOO_SOON_S:
            log.error("worker did not come up", pid=process.pid, exit_code=process.exitcode)
            self._failed = True
            self._hand_on(signal.SIGTERM)
        else:
            log.error("worker died", pid=process.pid, exit_code=process.exitcode)
            self._start()

    def _hand_on(self, number: int) -> None:
        self._stopping = self._stopping or number != signal.SIGHUP
        for process in self._started:
            if process.pid is not None and process.exitcode is None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, number)


def supervise(target: Callable[..., int], given: tuple[Any, ...], *, workers: int) -> int:
    """Run `target(*given, pid of this process)` in several processes; returns the exit code."""
    logs.configure()
    with _shared_metrics():
        return Supervisor(target, given, workers=workers).run()


def _worker(target: Callable[..., int], given: tuple[Any, ...], parent: int) -> None:
    raise SystemExit(target(*given, parent))


@contextmanager
def _shared_metrics() -> Iterator[None]:
    """A folder where the workers keep their numbers, unless the operator has named one."""
    if FOLDER in os.environ:
        yield
        return
    folder = os.environ[FOLDER] = tempfile.mkdtemp(prefix="kasip-metrics-")
    try:
        yield
    finally:
        del os.environ[FOLDER]
        shutil.rmtree(folder, ignore_errors=True)
