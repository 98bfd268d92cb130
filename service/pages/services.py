"""What the pages stand on; whoever starts the service gives it."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from matching.matcher import Matcher
from service.operation.gate import Busy, Late
from service.operation.switch import Closed
from service.pages.failures import Failure
from service.settings import Settings
from service.state.batches import Batches
from service.state.entries import Entry
from service.state.feedback import Feedback
from service.uploads.extract import Extractor

R = TypeVar("R")


class Current(Protocol):
    """Gives the matcher of one request."""

    def use(self) -> AbstractContextManager[Matcher]:
        """The matcher that serves now, the same to the end of the request."""


class Engine(Protocol):
    """Does work with the matcher in its turn; `service.operation.operation.Operation` is one."""

    @property
    def current(self) -> Current:
        """Where the matcher comes from."""

    async def run(self, name: str, work: Callable[[Matcher], R]) -> R:
        """Do work. Raises Busy, Late, and what the work raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The engine and what stands around it. What is None is left out of the pages: no field, no button, no page."""

    settings: Settings
    engine: Engine
    extractor: Extractor | None = None
    feedback: Feedback | None = None
    batches: Batches | None = None
    wake: Callable[[], None] | None = None  # tells the worker that a batch waits
    note: Callable[[Entry], Awaitable[None]] | None = None  # writes to the audit log

    def use(self) -> AbstractContextManager[Matcher]:
        """The matcher of one request."""
        return self.engine.current.use()

    async def run(self, name: str, work: Callable[[Matcher], R]) -> R:
        """Do work with the matcher. Raises Failure when there is no place or no time for it, and what it raises."""
        try:
            return await self.engine.run(name, work)
        except Busy as exc:
            raise Failure(429, "busy", seconds=exc.retry_after_s) from exc
        except Late as exc:
            raise Failure(503, "late", seconds=round(exc.deadline_s)) from exc
        except Closed as exc:
            raise Failure(503, "stopped") from exc
