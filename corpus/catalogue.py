"""The catalogue: all documents read so far, their professions and competences."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from corpus.cards import (
    AmendedPoint,
    Card,
    CodedTitle,
    FrameworkLevel,
    GridRow,
    NamedProfession,
    Position,
    Problem,
    Term,
)
from corpus.errors import CatalogueBroken


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source document with all that is not a card, a position or a level row."""

    id: str
    kind: str
    title: str
    number: str | None = None
    date: str | None = None  # ISO
    year: int | None = None
    act: str | None = None
    registered: str | None = None
    effective: str | None = None
    revision: str | None = None
    sha256: str = ""  # of the file's bytes
    lines: int = 0  # non-blank
    noise_lines: int = 0  # of these, read as noise
    terms: tuple[Term, ...] = ()
    codes: tuple[CodedTitle, ...] = ()
    groups: tuple[CodedTitle, ...] = ()
    named_professions: tuple[NamedProfession, ...] = ()
    amended_points: tuple[AmendedPoint, ...] = ()
    grid: tuple[GridRow, ...] = ()

    @property
    def sort_date(self) -> str:
        """Date for ordering documents, newest last: the printed date, else the year, else nothing."""
        return self.date or str(self.year or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """Items that say the same thing, with all their mentions."""

    id: str
    kind: str  # skill | knowledge | act
    label: str
    mentions: tuple[str, ...]  # item ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A card, position or occupation of a profession, with the reason of the link."""

    kind: str  # card | position | occupation
    id: str
    document: str
    line: int
    title: str
    code: str | None = None
    levels: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profession:
    """One job with all its descriptions; `members[0]` describes it best."""

    id: str
    title: str
    codes: tuple[str, ...]
    levels: tuple[int, ...]
    members: tuple[Member, ...]
    alternative_titles: tuple[str, ...] = ()

    def member_at(self, level: int | None) -> Member:
        """The member that describes the profession best at a level; the best of all where none prints it."""
        return next((m for m in self.members if level in m.levels), self.members[0])


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Everything that is known. `catalogue_version` is a hash of the rest."""

    catalogue_version: str = ""
    documents: tuple[Document, ...] = ()
    cards: tuple[Card, ...] = ()
    positions: tuple[Position, ...] = ()
    framework_levels: tuple[FrameworkLevel, ...] = ()
    competences: tuple[Competence, ...] = ()
    professions: tuple[Profession, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def card_by_id(self) -> dict[str, Card]:
        """Cards by id."""
        return {card.id: card for card in self.cards}

    @cached_property
    def position_by_id(self) -> dict[str, Position]:
        """Positions by id."""
        return {position.id: position for position in self.positions}

    @cached_property
    def level_by_occupation(self) -> dict[str, FrameworkLevel]:
        """Level rows by the ids of their occupations, `<row id>.<n>`."""
        return {occupation_id(row, n): row for row in self.framework_levels for n in range(len(row.occupations))}

    @cached_property
    def profession_by_id(self) -> dict[str, Profession]:
        """Professions by id."""
        return {profession.id: profession for profession in self.professions}

    @cached_property
    def profession_of_member(self) -> dict[str, Profession]:
        """Professions by the ids of their members."""
        return {m.id: p for p in self.professions for m in p.members}


def occupation_id(row: FrameworkLevel, number: int) -> str:
    """Id of the occupation with a 0-based number in a level row."""
    return f"{row.id}.{number + 1}"


_adapter: TypeAdapter[Catalogue] = TypeAdapter(Catalogue)


def to_json(catalogue: Catalogue) -> bytes:
    """The contract's JSON of a catalogue, keys in the order of the fields."""
    fields = replace(catalogue)  # a copy without the look-up tables that were made meanwhile
    return orjson.dumps(fields, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def from_json(data: bytes) -> Catalogue:
    """Read what `to_json` wrote. Raises CatalogueBroken when it is not a catalogue or was changed."""
    try:
        catalogue = _adapter.validate_json(data)
    except ValidationError as exc:
        first = exc.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise CatalogueBroken(f"The catalogue is broken at {place}: {first['msg']}. Run `kasip ingest` again.") from exc
    if catalogue.catalogue_version != version(catalogue):
        raise CatalogueBroken("The catalogue was changed by hand: its version does not fit. Run `kasip ingest` again.")
    return catalogue


def to_dict(catalogue: Catalogue) -> dict[str, Any]:
    """The catalogue as plain data."""
    data: dict[str, Any] = orjson.loads(to_json(catalogue))
    return data


def version(catalogue: Catalogue) -> str:
    """First 16 hex digits of the SHA-256 of the contents."""
    return hashlib.sha256(to_json(replace(catalogue, catalogue_version=""))).hexdigest()[:16]


def stamped(catalogue: Catalogue) -> Catalogue:
    """The catalogue with its version set."""
    return replace(catalogue, catalogue_version=version(catalogue))
