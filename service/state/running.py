"""Runs batches. A worker may die at any moment: another one goes on where the last commit was, and no item is lost or
done twice.

A worker holds a batch by a lease, which each commit renews. Results go into a file and onto the disk first; then one
transaction says how many there are and writes the audit log. What stands in the file beyond that number was never
committed and is dropped by the next worker. A worker whose lease ran out finds its attempt number outdated at its
next commit, and stops. An item at which workers die again and again gets an error, so that the rest is done.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, BinaryIO

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from service.state.answering import Answer, MatchLine, answer, gave_up
from service.state.audit import Audit
from service.state.batches import Batches
from service.state.errors import StateError
from service.state.spool import append
from service.state.tables import BatchRow

CHUNK = 32  # items between two commits
COMMIT_S = 1.0  # or this much time
CAREFUL = 2  # attempts without progress after which items are committed one by one
GIVEN_UP = 3  # attempts without progress after which the item at hand gets an error


class Lost(Exception):
    """The batch was cancelled, purged or taken over by another worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A batch in this worker's hands."""

    id: str
    owner: str
    items: int
    done: int
    errors: int
    attempt: int
    stalled: int


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs batches of one database. Safe to share between threads."""

    batches: Batches
    audit: Audit
    lease_s: float = 30.0  # longer than any item takes

    def run_next(self, match_line: MatchLine, *, stop: Callable[[], bool] = lambda: False) -> str | None:
        """Run the oldest batch that waits, and return its id; None when none waits.

        `match_line` returns a match result for a record, or {"error": {"kind", "detail"}}, or raises ItemFailed. When
        `stop` turns true, the batch is given back between two items. Raises StateUnavailable, AuditBroken.
        """
        claim = self._claim()
        if claim is None:
            return None
        try:
            self._work(claim, match_line, stop)
        except Lost:
            pass
        except OSError:
            with suppress(Lost):
                self._end(claim, "failed", failure="spool")
        except BaseException:
            with suppress(StateError, Lost):
                self._give_back(claim)
            raise
        return claim.id

    def _claim(self) -> Claim | None:
        now = datetime.now(UTC)
        free = or_(BatchRow.status == "queued", and_(BatchRow.status == "running", BatchRow.lease_until < now))
        query = select(BatchRow).where(free).order_by(BatchRow.number).limit(1)
        with self.batches.database.read() as session:  # mostly nothing waits: look before locking
            if session.scalar(query) is None:
                return None
        with self.batches.database.write() as session:
            row = session.scalar(query.with_for_update(skip_locked=True))
            if row is None:
                return None
            row.status, row.started_at = "running", row.started_at or now
            row.attempt, row.stalled = row.attempt + 1, row.stalled + 1
            row.lease_until = now + timedelta(seconds=self.lease_s)
            return Claim(**{name: getattr(row, name) for name in Claim.__slots__})

    def _work(self, claim: Claim, match_line: MatchLine, stop: Callable[[], bool]) -> None:
        spool = self.batches.spool
        done, errors = claim.done, claim.errors
        answers = _answers(claim, spool.lines(claim.id, skip=claim.done), match_line)
        with spool.continue_results(claim.id, claim.attempt, keep=claim.done) as file:
            while done < claim.items and not stop():
                careful = claim.stalled >= CAREFUL and done - claim.done < CHUNK
                chunk = _chunk(answers, 1 if careful else CHUNK, stop)
                if not chunk:
                    raise OSError(f"the input has fewer than its {claim.items} items")
                done, errors = done + len(chunk), errors + sum(one.entry is None for one in chunk)
                self._commit(claim, file, chunk, done=done, errors=errors)
        if done == claim.items:
            self._end(claim, "done")
        else:
            self._give_back(claim)

    def _commit(self, claim: Claim, file: BinaryIO, chunk: list[Answer], *, done: int, errors: int) -> None:
        append(file, (one.line for one in chunk))
        lease = datetime.now(UTC) + timedelta(seconds=self.lease_s)
        entries = [one.entry for one in chunk if one.entry]
        with self.batches.database.write() as session:
            _update(session, claim, done=done, errors=errors, stalled=0, lease_until=lease)
            if entries:
                self.audit.append_in(session, entries)

    def _end(self, claim: Claim, status: str, *, failure: str | None = None) -> None:
        with self.batches.database.write() as session:
            end = datetime.now(UTC)
            _update(session, claim, status=status, finished_at=end, lease_until=None, failure=failure)
        self.batches.spool.erase_input(claim.id)

    def _give_back(self, claim: Claim) -> None:
        with self.batches.database.write() as session:
            _update(session, claim, status="queued", stalled=0, lease_until=None)


def _update(session: Session, claim: Claim, **values: Any) -> None:
    """Change the row of a batch that is still this worker's. Raises Lost."""
    mine = and_(BatchRow.id == claim.id, BatchRow.attempt == claim.attempt, BatchRow.status == "running")
    if session.scalar(update(BatchRow).where(mine).values(**values).returning(BatchRow.id)) is None:
        raise Lost(claim.id)


def _chunk(answers: Iterator[Answer], size: int, stop: Callable[[], bool]) -> list[Answer]:
    """The next answers, as many as are committed together."""
    until_s = time.monotonic() + COMMIT_S
    chunk = []
    for one in islice(answers, size):
        chunk.append(one)
        if time.monotonic() > until_s or stop():
            break
    return chunk


def _answers(claim: Claim, lines: Iterator[bytes], match_line: MatchLine) -> Iterator[Answer]:
    for number, line in enumerate(lines):
        deadly = number == 0 and claim.stalled >= GIVEN_UP
        yield gave_up(line) if deadly else answer(line, match_line, owner=claim.owner)
