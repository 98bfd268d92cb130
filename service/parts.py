"""Everything that a running service is made of."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from indexing.build import FOLDER, POINTER
from matching.matcher import Matcher
from service.bulk.errors import RowError
from service.bulk.match_shard import answer
from service.loading import load_matcher
from service.operation import canary
from service.operation.operation import Operation, open_operation
from service.operation.options import OperationSettings
from service.pages.table_line import table_line
from service.pages.table_rows import MARK
from service.settings import Settings
from service.state.answering import ItemFailed
from service.state.entries import Entry
from service.state.options import StateSettings
from service.state.state import State, open_state
from service.state.worker import Worker
from service.uploads.extract import Extractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of one process; routes get them by `PartsOf`."""

    settings: Settings
    operation: Operation[Matcher]
    state: State
    extractor: Extractor
    worker: Worker  # runs batches

    async def note(self, entry: Entry) -> None:
        """Add to the audit log, if it is kept. Raises AuditBroken, StateUnavailable."""
        if self.settings.audit:
            await run_in_threadpool(self.state.audit.append, [entry])

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Around the life of the app."""
        self.worker.start()
        try:
            async with self.operation.running():
                try:
                    yield
                finally:
                    await run_in_threadpool(self.worker.stop)
        finally:
            await run_in_threadpool(self.extractor.close)
            self.state.close()


def open_parts(settings: Settings, matcher: Matcher | None = None) -> Parts:
    """Open all parts; without a matcher the current index is loaded.

    Raises IndexFault, ModelError, SlowDawgError, StateError, TracingMissing.
    """
    operation = open_operation(
        OperationSettings(),
        _loader(settings, matcher),
        version_of=lambda loaded: loaded.index.version,
        canary=canary.check,
        pointed=lambda: _pointed(settings),
    )
    state = open_state(settings.home, StateSettings())
    return Parts(
        settings=settings,
        operation=operation,
        state=state,
        extractor=Extractor(workers=settings.upload_workers),
        worker=Worker(state.runner, _match_line(operation)),
    )


def _loader(settings: Settings, first: Matcher | None) -> Callable[[], Matcher]:
    """Loads the current index; the first time it gives the matcher at hand."""
    given = [first] if first else []
    return lambda: given.pop() if given else load_matcher(settings)


def _pointed(settings: Settings) -> str:
    """Version of the index that a load would give; nothing when there is none, so that the load says why."""
    place = settings.home / FOLDER / POINTER
    return place.read_text(encoding="utf-8").strip() if place.exists() else ""


def _match_line(operation: Operation[Matcher]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Answers one record of a batch, in its turn among the requests; a row of a page's table as the page tells it."""

    def answered(record: dict[str, Any], matcher: Matcher) -> dict[str, Any]:
        return table_line(record, matcher) if record.get(MARK) is True else answer(record, matcher)

    def match_line(record: dict[str, Any]) -> dict[str, Any]:
        try:
            return operation.run_beside(lambda matcher: answered(record, matcher))
        except RowError as exc:
            raise ItemFailed(exc.kind, exc.detail) from exc

    return match_line


def parts_of(request: Request) -> Parts:
    """The parts of the app that a request came to."""
    found: Parts = request.app.state.parts
    return found


PartsOf = Annotated[Parts, Depends(parts_of)]
