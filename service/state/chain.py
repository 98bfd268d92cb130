"""The hash chain of the audit log: what a link is, and whether links follow one another. Pure: no database."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

START = "0" * 64  # the hash before the first link


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One row of the log; the fields but the last are what its hash is made of."""

    number: int
    at: str
    who: str
    action: str
    catalogue_version: str | None
    model_version: str | None
    input_tag: str | None
    decision: str | None
    override: str | None
    previous_hash: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the chain: a row and its hash."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the log is not what was written, and what is wrong there."""

    number: int
    kind: str  # changed, removed, exchanged, truncated, added, head or rolled back
    says: str


@dataclass(frozen=True, slots=True)
class Walked:
    """How far links follow one another: the last good one, their count and the break after it."""

    end: Place
    rows: int
    broken: Break | None


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces, so that equal values are equal texts."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=repr)


def hash_of(link: Link) -> str:
    """SHA-256 over everything that a link holds, the hash of the link before it among it."""
    fields = asdict(link)
    del fields["hash"]
    return hashlib.sha256(canonical(fields).encode("utf-8", "surrogatepass")).hexdigest()


def walk(links: Iterable[Link], start: Place) -> Walked:
    """Follow links, one after the other, from the place before the first of them to the first break or the end."""
    end, rows = start, 0
    for link in links:
        broken = _break_at(link, end)
        if broken:
            return Walked(end, rows, broken)
        end, rows = Place(link.number, link.hash), rows + 1
    return Walked(end, rows, None)


def _break_at(link: Link, before: Place) -> Break | None:
    expected = before.number + 1
    if link.number != expected:
        return Break(expected, "removed", f"row {expected} is missing: row {link.number} stands in its place")
    if hash_of(link) != link.hash:
        return Break(expected, "changed", f"row {expected} was changed: its content does not give its hash")
    if link.previous_hash != before.hash:
        says = f"row {expected} does not follow the row before it: one of the two was exchanged for another"
        return Break(expected, "exchanged", says)
    return None


def break_at_end(end: Place, head: Place) -> Break | None:
    """What is wrong where the links end, when they should end at the head."""
    if end.number < head.number:
        missing = end.number + 1
        return Break(missing, "truncated", f"the end is cut off: rows {missing} to {head.number} are missing")
    if end.number > head.number:
        added = head.number + 1
        return Break(added, "added", f"row {added} was added behind the end, or the head was set back")
    if end.hash != head.hash:
        return Break(end.number, "exchanged", f"row {end.number}, the last, was exchanged for another")
    return None
