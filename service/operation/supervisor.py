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
from multiprocessing.synchronize import Event
from typing import Any

import structlog
from prometheus_client.multiprocess import mark_process_dead

from service.operation import logs
from service.operation.metrics import FOLDER

PAUSE_S = 1.0  # before a dead worker is started again
LOOK_S = 0.5
STOPPED = (0, -signal.SIGTERM)  # exit codes of workers that were told to; the second, while one was starting

Target = Callable[..., int]

log = structlog.get_logger("service")


class Supervisor:
    """Keeps workers alive until it is told to stop, or none of them ever came up."""

    def __init__(self, target: Target, given: tuple[Any, ...], *, workers: int) -> None:
        self._context = get_context("spawn")
        self._up = self._context.Event()  # some worker serves or has served
        self._arguments = (target, given, self._up, os.getpid())
        self._processes: list[SpawnProcess] = []
        self._stopping = False
        self._failed = False
        for _ in range(workers):
            self._start()

    def run(self) -> int:
        """Watch the workers; returns the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda caught, _: self._hand_on(caught))
        while self._processes:
            connection.wait([process.sentinel for process in self._processes], timeout=LOOK_S)
            for process in [each for each in self._processes if each.exitcode is not None]:
                self._ended(process)
        return 1 if self._failed else 0

    def _start(self) -> None:
        process = self._context.Process(target=_worker, args=self._arguments)
        process.start()
        self._processes.append(process)

    def _ended(self, process: SpawnProcess) -> None:
        self._processes.remove(process)
        if FOLDER in os.environ:
            mark_process_dead(process.pid)  # type: ignore[no-untyped-call]
        if self._stopping:
            self._failed = self._failed or process.exitcode not in STOPPED
        elif self._up.is_set():
            log.error("worker died", pid=process.pid, exit_code=process.exitcode)
            time.sleep(PAUSE_S)
            if not self._stopping:  # told so meanwhile
                self._start()
        else:
            log.error("worker did not come up", pid=process.pid, exit_code=process.exitcode)
            self._failed = True
            self._hand_on(signal.SIGTERM)

    def _hand_on(self, number: int) -> None:
        self._stopping = self._stopping or number != signal.SIGHUP
        for process in self._processes:
            if process.pid is not None and process.exitcode is None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, number)


def supervise(target: Target, given: tuple[Any, ...], *, workers: int) -> int:
    """Run `target(*given, up, pid of this process)` in several processes; returns the exit code.

    A worker sets the event `up` when it serves.
    """
    logs.configure()
    with _shared_metrics():
        return Supervisor(target, given, workers=workers).run()


def _worker(target: Target, given: tuple[Any, ...], up: Event, parent: int) -> None:
    raise SystemExit(target(*given, up, parent))


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
