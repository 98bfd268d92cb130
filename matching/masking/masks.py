"""Masking: personal data of a text hidden letter by letter, so that no offset moves."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.masking.finding import by_names, by_patterns
from matching.masking.hidden import Hidden as Hidden
from matching.masking.hidden import blotted, merged
from matching.masking.tables import Pattern, patterns
from matching.masking.units import units


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its personal data hidden, and where they stood; its length, marks and blanks are those of the text."""

    text: str
    found: tuple[Hidden, ...]


def mask(text: str, *, names: bool = True) -> Masked:
    """Hide the personal data of a text; without `names` only what patterns tell. The same text gives the same answer."""
    lowered = text.lower()
    likely = [pattern for pattern in patterns() if pattern.likely(lowered)]
    pieces: list[str] = []
    found: list[Hidden] = []
    done = 0
    for unit in units(text):
        line, parts = _masked(text[unit.start : unit.end], likely, personal=unit.personal, names=names)
        if parts:
            pieces += (text[done : unit.start], line)
            found += (Hidden(part.kind, unit.start + part.start, unit.start + part.end) for part in parts)
            done = unit.end
    return Masked("".join((*pieces, text[done:])), merged(found))


def _masked(line: str, likely: Sequence[Pattern], *, personal: bool, names: bool) -> tuple[str, list[Hidden]]:
    """A line with its personal data hidden. A hidden part tells of its neighbours, so it is read until nothing new is found."""
    found: list[Hidden] = []
    while True:
        new = by_patterns(line, likely, personal=personal)
        line = blotted(line, new)
        if names:
            named = by_names(line, personal=personal)
            line = blotted(line, named)
            new += named
        if not new:
            return line, found
        found += new
