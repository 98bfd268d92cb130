"""Batches as their owners see them: create, ask, fetch, cancel; and what happens to their files in time.

The database holds who, when and how many; the texts are in files of the spool only (see `service.state.spool`).
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from service.state.database import Database
from service.state.errors import BatchMissing, QueueFull, ResultsErased
from service.state.spool import Spool
from service.state.tables import BatchRow

UNFINISHED = ("queued", "running")
ORPHANED_S = 3600  # after which files without a row are no batch on its way in


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is taken, and for how long it is kept."""

    items: int = 10_000
    size_bytes: int = 50_000_000
    unfinished: int = 10  # batches of one owner
    days: float = 7  # that files are kept after the end, or after the arrival of what is never run


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Where a batch stands."""

    id: str
    status: str  # queued, running, done, cancelled or failed
    items: int
    done: int
    errors: int  # items that got an error instead of an answer
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    erased_at: datetime | None  # when its files were deleted
    failure: str | None  # spool: its files were lost or could not be written; expired: it was not run in time


class Batches:
    """The batches in one database and one spool folder. Safe to share between threads."""

    def __init__(self, database: Database, spool_folder: Path, limits: Limits | None = None) -> None:
        self.database = database
        self.spool = Spool(spool_folder)
        self.limits = limits or Limits()

    def create(self, lines: Iterable[bytes], *, owner: str) -> Batch:
        """Take a batch of jsonl lines. Raises BatchEmpty, BatchTooLarge, QueueFull, StateUnavailable.

        A line that is no record is taken too and gets its error among the results.
        """
        self._check_queue(owner)
        identifier = secrets.token_hex(16)
        items = self.spool.store(identifier, lines, items=self.limits.items, size_bytes=self.limits.size_bytes)
        row = BatchRow(id=identifier, owner=owner, status="queued", items=items, created_at=_now())
        try:
            with self.database.write() as session:
                session.add(row)
        except BaseException:
            self.spool.erase(identifier)
            raise
        return _batch(row)

    def get(self, identifier: str, *, owner: str) -> Batch:
        """Where a batch stands. Raises BatchMissing, for another owner's too."""
        with self.database.read() as session:
            return _batch(_owned(session, identifier, owner))

    def results(self, identifier: str, *, owner: str) -> Iterator[bytes]:
        """The results so far, one jsonl line for each item in the input's order. Raises BatchMissing, ResultsErased."""
        batch = self.get(identifier, owner=owner)
        if batch.erased_at is not None:
            raise ResultsErased(f"The files of batch {identifier} were deleted. Send it again.")
        return self.spool.results(identifier, batch.done)

    def cancel(self, identifier: str, *, owner: str) -> Batch:
        """End a batch, if it has not ended, and delete its files at once. Raises BatchMissing."""
        with self.database.write() as session:
            row = _owned(session, identifier, owner, lock=True)
            if row.status in UNFINISHED:
                row.status, row.finished_at, row.lease_until = "cancelled", _now(), None
            row.erased_at = row.erased_at or _now()
        self.spool.erase(identifier)
        return _batch(row)

    def purge(self) -> None:
        """Delete files whose time is over, and those that a crash has left. Raises StateUnavailable."""
        old = _now() - timedelta(days=self.limits.days)
        with self.database.write() as session:
            waiting = BatchRow.status.in_(UNFINISHED) & (BatchRow.created_at < old)
            session.execute(
                update(BatchRow).where(waiting).values(status="failed", failure="expired", finished_at=_now())
            )
            over = or_(BatchRow.finished_at < old, BatchRow.failure == "expired") & BatchRow.erased_at.is_(None)
            session.execute(update(BatchRow).where(over).values(erased_at=_now(), lease_until=None))
        for identifier, changed_s in self.spool.batches():
            self._sweep(identifier, changed_s)

    def _sweep(self, identifier: str, changed_s: float) -> None:
        with self.database.read() as session:
            row = session.scalar(select(BatchRow).where(BatchRow.id == identifier))
        if row is None:
            if _now().timestamp() - changed_s > ORPHANED_S:
                self.spool.erase(identifier)
        elif row.erased_at is not None:
            self.spool.erase(identifier)
        elif row.status not in UNFINISHED:
            self.spool.erase_input(identifier)

    def _check_queue(self, owner: str) -> None:
        own = (BatchRow.owner == owner) & BatchRow.status.in_(UNFINISHED)
        with self.database.read() as session:
            unfinished = session.scalar(select(func.count()).select_from(BatchRow).where(own)) or 0
        if unfinished >= self.limits.unfinished:
            raise QueueFull(unfinished)


def _owned(session: Session, identifier: str, owner: str, *, lock: bool = False) -> BatchRow:
    query = select(BatchRow).where(BatchRow.id == identifier, BatchRow.owner == owner)
    row = session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise BatchMissing(f"There is no batch {identifier!r} of yours.")
    return row


def _batch(row: BatchRow) -> Batch:
    return Batch(**{field.name: getattr(row, field.name) for field in fields(Batch)})


def _now() -> datetime:
    return datetime.now(UTC)
