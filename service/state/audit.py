"""The audit log: who had what decided, when, by which versions, and where a person decided otherwise.

Rows are chained by plain SHA-256, so anyone can check an export. The place of the first and the last row is signed
with the installation's secret, so whoever can write in the database alone can't hide a change by making the chain
again, nor cut off its end. What can't be found: changes by someone who has the secret as well, and a database that
was set back to an older copy of itself. Against both helps a place (`number:hash`) noted elsewhere, which `verify`
takes; `kasip audit verify` prints one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from itertools import takewhile

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.state.chain import START, Break, Link, Place, Walked, break_at_end, canonical, hash_of, walk
from service.state.database import Database
from service.state.entries import Entry, check
from service.state.errors import AuditBroken
from service.state.secret import Secret
from service.state.tables import AuditHead, AuditRow

PAGE = 1000  # rows read or pruned at a time
MEND = "Run `kasip audit verify` and find out who changed the database."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the log found."""

    rows: int
    first: int
    head: Place
    broken: Break | None


@dataclass(frozen=True, slots=True)
class Audit:
    """The log in one database. Safe to share between threads, and between processes."""

    database: Database
    secret: Secret

    def append(self, entries: Sequence[Entry]) -> None:
        """Add entries in one transaction. Raises BadEntry, AuditBroken, StateUnavailable."""
        with self.database.write() as session:
            self.append_in(session, entries)

    def append_in(self, session: Session, entries: Sequence[Entry]) -> None:
        """Add entries in a transaction at hand: they stand in the log exactly if the rest of it is done."""
        for entry in entries:
            check(entry)
        head = self._head(session)
        place = Place(head.number, head.hash)
        for entry in entries:
            link = self._link(entry, place)
            session.add(AuditRow(**asdict(link)))
            place = Place(link.number, link.hash)
        head.number, head.hash = place.number, place.hash
        self._sign(head)

    def verify(self, noted: Place | None = None) -> Verdict:
        """Check the whole log against its head, and against a place noted earlier. Raises StateUnavailable."""
        with self.database.read() as session:
            head = session.get(AuditHead, 1)
            if head is None:
                return Verdict(0, 1, Place(0, START), Break(0, "head", "the signed head of the log is missing"))
            end = Place(head.number, head.hash)
            broken = self._break_of_head(head)
            if broken:  # what it says of the first and the last row can't be relied on
                return Verdict(0, 1, end, broken)
            walked = walk(_links(session), Place(head.anchor_number, head.anchor_hash))
            broken = walked.broken or break_at_end(walked.end, end)
            if noted and not broken:
                broken = _break_of_noted(session, head, noted)
            return Verdict(walked.rows, head.anchor_number + 1, end, broken)

    def links(self) -> Iterator[Link]:
        """All rows in their order. Raises StateUnavailable."""
        with self.database.read() as session:
            yield from _links(session)

    def prune(self, *, before: datetime, who: str) -> int:
        """Delete rows older than a moment, once they were checked; the head keeps the place of the last of them.

        Returns how many were deleted, and says so in the log. Raises AuditBroken, StateUnavailable.
        """
        pruned = 0
        while count := self._prune_page(_stamp(before)):
            pruned += count
        if pruned:
            self.append([Entry(who=who, action="audit.prune", decision={"rows": pruned})])
        return pruned

    def _prune_page(self, before: str) -> int:
        with self.database.write() as session:
            head = self._head(session)
            page = _links(session, until=head.anchor_number + PAGE)
            older = takewhile(lambda link: str(link.at) < before, page)
            walked = walk(older, Place(head.anchor_number, head.anchor_hash))
            self._refuse_broken(session, head, walked)
            session.execute(delete(AuditRow).where(AuditRow.number <= walked.end.number))
            head.anchor_number, head.anchor_hash = walked.end.number, walked.end.hash
            self._sign(head)
            return walked.rows

    def _refuse_broken(self, session: Session, head: AuditHead, walked: Walked) -> None:
        """What follows the pruned rows must follow from them, or pruning would hide that they were changed."""
        following = session.scalar(
            select(AuditRow.previous_hash).where(AuditRow.number > walked.end.number).order_by(AuditRow.number).limit(1)
        )
        if walked.broken or walked.end.hash != (following or head.hash):
            raise AuditBroken(f"The audit log is broken after row {walked.end.number}, nothing was pruned. {MEND}")

    def _link(self, entry: Entry, before: Place) -> Link:
        tag = self.secret.tag("audit", entry.input_sha256) if entry.input_sha256 else None
        link = Link(
            number=before.number + 1,
            at=_stamp(datetime.now(UTC)),
            who=entry.who,
            action=entry.action,
            catalogue_version=entry.catalogue_version,
            model_version=entry.model_version,
            input_tag=tag,
            decision=canonical(dict(entry.decision)) if entry.decision is not None else None,
            override=canonical(dict(entry.override)) if entry.override is not None else None,
            previous_hash=before.hash,
        )
        return replace(link, hash=hash_of(link))

    def _head(self, session: Session) -> AuditHead:
        """The head, locked until the transaction ends. A forged one is not signed again: that would make it true."""
        head = session.get(AuditHead, 1, with_for_update=True)
        if head is None or self._break_of_head(head):
            raise AuditBroken(f"The head of the audit log was changed, so nothing is added to the log. {MEND}")
        return head

    def _break_of_head(self, head: AuditHead) -> Break | None:
        if self.secret.made(head.signature, *_signed(head)):
            return None
        says = "the head is not signed with this installation's secret: it was changed, and rows may have been forged"
        return Break(0, "head", f"{says}. Export the log and check the file: that names a changed row, if there is one")

    def _sign(self, head: AuditHead) -> None:
        head.signature = self.secret.tag(*_signed(head))


def first_head(secret: Secret) -> AuditHead:
    """The signed head of an empty log."""
    head = AuditHead(id=1, number=0, hash=START, anchor_number=0, anchor_hash=START)
    head.signature = secret.tag(*_signed(head))
    return head


def _signed(head: AuditHead) -> tuple[str, str]:
    """Purpose and data of the head's signature."""
    return "audit head", canonical([head.number, head.hash, head.anchor_number, head.anchor_hash])


def _links(session: Session, *, until: int | None = None) -> Iterator[Link]:
    names = [field.name for field in fields(Link)]
    query = select(*(getattr(AuditRow, name) for name in names)).order_by(AuditRow.number)
    if until is not None:
        query = query.where(AuditRow.number <= until)
    with session.execute(query.execution_options(yield_per=PAGE)) as rows:
        for row in rows:
            yield Link(**dict(zip(names, row, strict=True)))


def _break_of_noted(session: Session, head: AuditHead, noted: Place) -> Break | None:
    """Whether the place noted earlier still stands as it was."""
    if noted.number < head.anchor_number:
        return Break(
            noted.number, "rolled back", f"row {noted.number} was pruned; give a place noted after the pruning"
        )
    found = session.scalar(select(AuditRow.hash).where(AuditRow.number == noted.number))
    if noted.number == head.anchor_number:
        found = head.anchor_hash
    if found == noted.hash:
        return None
    says = f"row {noted.number} is not the one that was noted: the log was made anew or set back to an older copy"
    return Break(noted.number, "rolled back", says)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
