"""Runs shards in several processes of this machine, each with a matcher of its own.

A worker that dies (killed for memory, say) is started again and its shard is answered anew. Workers end with their
parent, however it ends: their pipe closes.
"""

import signal
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from service.bulk.engine import Versions, check_same
from service.bulk.errors import BulkError
from service.bulk.match_shard import Answered, match_shard
from service.bulk.runners import Runner
from service.bulk.shards import Shard
from service.loading import load_matcher
from service.settings import Settings

ATTEMPTS = 3  # times that a shard is given to a worker before the run ends
PATIENCE_S = 5.0  # for a worker to end


@dataclass(frozen=True, slots=True)
class Worker:
    """A process and our end of its pipe."""

    process: SpawnProcess
    connection: Connection


@dataclass(frozen=True, slots=True)
class Processes:
    """Workers that are ready."""

    settings: Settings
    versions: Versions
    workers: list[Worker]
    _again: deque[Shard] = field(default_factory=deque)  # whose worker died
    _deaths: Counter[int] = field(default_factory=Counter)  # by the number of the shard

    def run(self, shards: Iterator[Shard]) -> Iterator[tuple[Shard, Answered]]:
        """Answers as they come. A worker has one shard at a time, so no more are in memory."""
        idle, busy = deque(self.workers), dict[object, tuple[Worker, Shard]]()
        while True:
            while idle and (shard := self._next(shards)):
                worker = idle.popleft()
                busy[worker.connection] = worker, shard
                with suppress(OSError):  # it died; its pipe tells so below
                    worker.connection.send(shard.rows)
            if not busy:
                return
            for connection in wait([worker.connection for worker, _ in busy.values()]):
                worker, shard = busy.pop(connection)
                try:
                    answered = worker.connection.recv()
                except (EOFError, OSError):
                    idle.append(self._replace(worker, shard))
                else:
                    idle.append(worker)
                    yield shard, answered

    def _next(self, shards: Iterator[Shard]) -> Shard | None:
        return self._again.popleft() if self._again else next(shards, None)

    def _replace(self, worker: Worker, shard: Shard) -> Worker:
        """Start another worker for one that died, and keep its shard to be answered again."""
        self._deaths[shard.number] += 1
        if self._deaths[shard.number] == ATTEMPTS:
            raise BulkError(
                f"{ATTEMPTS} worker processes died at lines {shard.rows[0].line} to {shard.rows[-1].line} of the input, "
                "perhaps for want of memory. Give fewer --workers and go on with --resume."
            )
        self._again.append(shard)
        fresh = _start(self.settings)
        self.workers[self.workers.index(worker)] = fresh
        _end([worker])
        check_same(self.versions, _greeting(fresh), "A worker that was started again")
        return fresh


@contextmanager
def processes(settings: Settings, count: int) -> Iterator[Runner]:
    """Start workers and load a matcher in each. Raises ModelError, IndexFault or SlowDawgError."""
    workers = [_start(settings) for _ in range(count)]
    try:
        versions = [_greeting(worker) for worker in workers]
        for found in versions:
            check_same(versions[0], found, "A worker")
        yield Processes(settings, versions[0], workers)
    finally:
        _end(workers)


def _start(settings: Settings) -> Worker:
    """A new process. Ctrl-C reaches every process of a terminal; blocked at the start, it is left to the parent."""
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(theirs, settings), daemon=True)
    resource_tracker.ensure_running()  # else started within, it would unblock the signal again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        theirs.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return Worker(process, ours)


def _greeting(worker: Worker) -> Versions:
    """The versions that a new worker tells first; the error that it met instead is raised."""
    try:
        told = worker.connection.recv()
    except EOFError as exc:
        raise BulkError("A worker process ended at its start. Give fewer --workers if memory is short.") from exc
    if isinstance(told, Exception):
        raise told
    versions: Versions = told
    return versions


def _serve(connection: Connection, settings: Settings) -> None:
    """What a worker does: greet, then rows in and answers out until the pipe closes."""
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            matcher = load_matcher(settings)
        except Exception as exc:  # noqa: BLE001  # told by the parent, as if it had happened there
            connection.send(exc)
            return
        connection.send(Versions.of(matcher))
        while True:
            connection.send(match_shard(connection.recv(), matcher))


def _end(workers: list[Worker]) -> None:
    for worker in workers:
        worker.connection.close()
        worker.process.terminate()
    for worker in workers:
        worker.process.join(PATIENCE_S)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.process.close()
