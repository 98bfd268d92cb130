"""Everything that runs the service, in one place: routes ask it to work, the server tells it to reload and to stop."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog

from indexing.errors import IndexFault
from models.errors import ModelError
from models.memory import give_back
from service.operation.gate import Gate
from service.operation.lifecycle import Lifecycle
from service.operation.metrics import Metrics
from service.operation.options import OperationSettings
from service.operation.switch import Current, Switch
from service.operation.tracing import Tracing, open_tracing

TURN_S = 0.0005  # after which a thread gives Python's lock to one that waits for it

T = TypeVar("T")
R = TypeVar("R")

log = structlog.get_logger("service")


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """The engine, the gate before it, and what is known of both."""

    options: OperationSettings
    current: Current[T]
    gate: Gate
    metrics: Metrics
    lifecycle: Lifecycle
    tracing: Tracing
    canary: Callable[[T], None]
    reloader: ThreadPoolExecutor  # one thread: each new one would keep memory of its own for what it has loaded

    async def run(self, name: str, work: Callable[[T], R]) -> R:
        """Do work with the engine in its turn, all of it with the same one. Raises Busy, Late, and what it raises."""
        with self.current.use() as engine, self.tracing.span(name):
            result = await self.gate.run(work, engine)
        self.lifecycle.prove()
        return result

    def run_beside(self, work: Callable[[T], R]) -> R:
        """Do work of a background thread, such as an item of a batch, when its turn comes."""
        with self.current.use() as engine:
            return self.gate.run_beside(work, engine)

    async def ready(self) -> None:
        """Raise NotReady unless a request would be answered."""
        with self.current.use() as engine:
            await self.lifecycle.ready(self.gate, lambda: self.canary(engine))

    async def reload(self) -> Switch:
        """Switch to the index that is current on disk, here and in the other processes of this service.

        Raises IndexFault or ModelError; the old index then stays.
        """
        switch = await self.reload_here()
        if self.lifecycle.supervisor is not None:
            os.kill(self.lifecycle.supervisor, signal.SIGHUP)
        return switch

    async def reload_here(self) -> Switch:
        """Switch in this process alone. Raises IndexFault or ModelError."""
        try:
            switch = await asyncio.get_running_loop().run_in_executor(self.reloader, self._reload)
        except (IndexFault, ModelError) as exc:
            self.metrics.switches.labels("refused").inc()
            log.error("index refused", version=self.current.version, reason=str(exc))
            raise
        self.metrics.switches.labels("switched" if switch.changed else "unchanged").inc()
        if switch.changed:
            self.metrics.serving(switch.after, before=switch.before)
            gc.freeze()
        log.info("reload", before=switch.before, after=switch.after, took_s=round(switch.took_s, 2))
        return switch

    def _reload(self) -> Switch:
        switch = self.current.reload()
        give_back()
        return switch

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Around the life of the app."""
        sys.setswitchinterval(TURN_S)
        gc.freeze()  # the index never is garbage; looking through it would halt every request
        self.metrics.serving(self.current.version)
        try:
            yield
        finally:
            self.gate.close()
            self.reloader.shutdown(wait=False)
            self.current.close()
            self.tracing.close()


def open_operation(
    options: OperationSettings,
    load: Callable[[], T],
    *,
    version_of: Callable[[T], str],
    canary: Callable[[T], None],
    pointed: Callable[[], str] | None = None,
) -> Operation[T]:
    """Load the engine and make what runs it. Raises what `load` and `canary` raise, and TracingMissing."""
    metrics = Metrics()
    return Operation(
        options=options,
        current=Current(load, version_of=version_of, check=canary, pointed=pointed),
        gate=Gate(limit=options.concurrency, queue=options.queue, deadline_s=options.deadline_s, meter=metrics),
        metrics=metrics,
        lifecycle=Lifecycle(drain_s=options.drain_s),
        tracing=open_tracing(options.otlp_endpoint),
        canary=canary,
        reloader=ThreadPoolExecutor(1, thread_name_prefix="reload"),
    )
