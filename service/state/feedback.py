"""What counsellors say about answers: a profession, a level or an item of the gaps confirmed, rejected or corrected.

A judgement is anonymous: it holds ids, versions and the day, not the text, the key or the hour. The caller may send the
`input_sha256` of the answer, so that ten judgements about one text count as one; it is stored as a tag made with the
installation's secret, since the plain hash of a short text can be guessed back. The audit log, which says who overrode
what, has its own tags, so the two can't be put together without the secret.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime

from sqlalchemy import select

from service.state.audit import Audit
from service.state.database import Database
from service.state.entries import SHA256, Entry, identifier, version
from service.state.errors import BadEntry
from service.state.tables import FeedbackRow

DECISIONS = ("confirm", "reject", "correct")
LEVELS = [str(level) for level in range(1, 9)]  # of the national framework of qualifications
STATUSES = ["covered", "partial", "missing", "asked", "not_asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of a counsellor. Whether the ids exist is the caller's to check; their form is checked here."""

    kind: str  # profession, level or gap
    profession: str
    item: str | None = None  # of a gap
    level: int | None = None  # that was given, of a level
    decision: str
    corrected: str | None = None  # the right profession, level or status of the item
    catalogue_version: str
    model_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored(Judgement):
    """A judgement with its day, and the tag of the text it is about."""

    day: date
    input_tag: str | None


class Feedback:
    """The judgements in one database. Safe to share between threads."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self.database = database
        self.audit = audit

    def add(self, judgement: Judgement, *, who: str, input_sha256: str | None = None) -> str:
        """Store a judgement, log it as a person's override, and return its id.

        Raises BadEntry with the field that is wrong, AuditBroken, StateUnavailable.
        """
        check(judgement)
        if input_sha256 is not None and not SHA256.fullmatch(input_sha256):
            raise BadEntry("input_sha256", "give that of the answer: 64 hexadecimal digits", says="form")
        row = FeedbackRow(**asdict(judgement), id=secrets.token_hex(16), day=datetime.now(UTC).date())
        row.input_tag = self.audit.secret.tag("feedback", input_sha256) if input_sha256 else None
        with self.database.write() as session:
            session.add(row)
            self.audit.append_in(session, [_entry(judgement, who, input_sha256)])
        return row.id

    def all(self) -> Iterator[Stored]:
        """Every judgement, day by day, in no order within a day."""
        names = [field.name for field in fields(Stored)]
        query = select(*(getattr(FeedbackRow, name) for name in names)).order_by(FeedbackRow.day, FeedbackRow.id)
        with self.database.read() as session, session.execute(query.execution_options(yield_per=1000)) as rows:
            for row in rows:
                yield Stored(**dict(zip(names, row, strict=True)))


def check(judgement: Judgement) -> None:
    """Raise BadEntry with the field that is wrong."""
    if judgement.kind not in CHECKS:
        raise _none_of("kind", CHECKS)
    if judgement.decision not in DECISIONS:
        raise _none_of("decision", DECISIONS)
    if (judgement.corrected is not None) != (judgement.decision == "correct"):
        raise _only_with("corrected", "decision", "correct")
    identifier("profession", judgement.profession)
    version("catalogue_version", judgement.catalogue_version)
    version("model_version", judgement.model_version)
    for name, needed_by in (("item", "gap"), ("level", "level")):
        if (getattr(judgement, name) is not None) != (judgement.kind == needed_by):
            raise _only_with(name, "kind", needed_by)
    CHECKS[judgement.kind](judgement)


def _check_profession(judgement: Judgement) -> None:
    if judgement.corrected is not None:
        identifier("corrected", judgement.corrected)


def _check_level(judgement: Judgement) -> None:
    if str(judgement.level) not in LEVELS:
        raise _none_of("level", LEVELS)
    if judgement.corrected is not None and judgement.corrected not in LEVELS:
        raise _none_of("corrected", LEVELS)


def _check_gap(judgement: Judgement) -> None:
    identifier("item", judgement.item)
    if judgement.corrected is not None and judgement.corrected not in STATUSES:
        raise _none_of("corrected", STATUSES)


CHECKS: dict[str, Callable[[Judgement], None]] = {
    "profession": _check_profession,
    "level": _check_level,
    "gap": _check_gap,
}


def _none_of(name: str, known: Iterable[str]) -> BadEntry:
    expected = ", ".join(known)
    return BadEntry(name, f"give one of: {expected}", says="one_of", expected=expected)


def _only_with(name: str, other: str, value: str) -> BadEntry:
    return BadEntry(
        name, f"give it with the {other} {value}, and with no other", says="only_with", needed=f"{other}: {value}"
    )


def _entry(judgement: Judgement, who: str, input_sha256: str | None) -> Entry:
    """The override as the audit log keeps it."""
    said = asdict(judgement)
    versions = {name: said.pop(name) for name in ("catalogue_version", "model_version")}
    override = {name: value for name, value in said.items() if value is not None}
    return Entry(who=who, action="feedback", input_sha256=input_sha256, override=override, **versions)
