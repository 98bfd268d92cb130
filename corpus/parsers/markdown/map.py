"""Map of qualifications: rows read by content, because their columns shift from page to page.

A code opens an entry, the texts behind it are its names, told apart by their letters; «5-6» is a level.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.cards import CodedTitle
from corpus.parsers.markdown.codes import normal_code
from corpus.parsers.markdown.html import plain
from corpus.parsers.markdown.rows import TableRow
from corpus.parsers.markdown.values import levels_of

CODE = re.compile(r"\d{4}(?:\s*[-–—−‑]\s*\d{1,2}){0,1}(?:\s*[-–—−‑]\s*\d{3})?")
CODE_AND_TITLE = re.compile(rf"(?P<code>{CODE.pattern})\s+(?P<title>[^\W\d].*)")
KAZAKH = re.compile(r"[әғқңөұүһӘҒҚҢӨҰҮҺі]")
RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
OKED = re.compile(r"\d{2}\.\d|^[A-Z]$|секци|^\d{2}$")


@dataclass(slots=True)
class MapEntry:
    """A code with the names behind it."""

    code: str
    russian: str = ""
    kazakh: str = ""
    english: str = ""

    @property
    def is_group(self) -> bool:
        """Whether the code is of a group of occupations."""
        return self.code.count("-") < 2

    def take(self, text: str) -> bool:
        """Take a name in its language; False when that place is filled."""
        language = language_of(text)
        if getattr(self, language):
            return False
        setattr(self, language, text)
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedOccupation:
    """An occupation of the map with the levels of its row."""

    code: str
    title: str
    line: int
    levels: tuple[int, ...]
    title_kk: str | None = None


@dataclass(slots=True)
class QualificationMap:
    """Groups and occupations of a map."""

    groups: list[CodedTitle] = field(default_factory=list)
    occupations: list[MappedOccupation] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  # of its rows; the rest are heads
    shifted: list[int] = field(default_factory=list)  # lines whose cells stand elsewhere than in the first row


def language_of(text: str) -> str:
    """«kazakh» by its own letters, «russian», else «english»."""
    if KAZAKH.search(text):
        return "kazakh"
    return "russian" if RUSSIAN.search(text) else "english"


def read_map(rows: Sequence[TableRow]) -> QualificationMap:
    """Groups (once each, names of all rows together) and occupations of a map."""
    groups: dict[str, tuple[MapEntry, int]] = {}
    found = QualificationMap()
    places: list[tuple[int, ...]] = []
    for row in rows:
        cells = [plain(cell) for cell in row.cells]
        place = _places(cells)
        if place:
            found.lines.extend(row.lines)
            places.append(place)
            if place != places[0]:
                found.shifted.append(row.line)
        levels = map_levels(cells)
        for entry in entries_of(cells):
            if not entry.is_group:
                found.occupations.append(_occupation(entry, row.line, levels))
                continue
            known, _ = groups.setdefault(entry.code, (MapEntry(entry.code), row.line))
            known.russian = known.russian or entry.russian
            known.kazakh = known.kazakh or entry.kazakh
    found.groups = [
        CodedTitle(code=e.code, title=e.russian, line=line, title_kk=e.kazakh or None) for e, line in groups.values()
    ]
    return found


def _occupation(entry: MapEntry, line: int, levels: tuple[int, ...]) -> MappedOccupation:
    return MappedOccupation(
        code=entry.code, title=entry.russian, line=line, levels=levels, title_kk=entry.kazakh or None
    )


def entries_of(cells: Sequence[str]) -> list[MapEntry]:
    """Codes of a row with the names that follow them."""
    found: list[MapEntry] = []
    for cell in cells:
        both = CODE_AND_TITLE.fullmatch(cell)
        if CODE.fullmatch(cell) or both:
            found.append(MapEntry(normal_code(both["code"] if both else cell)))
            cell = both["title"] if both else ""
        if not cell or not found or levels_of(cell) or OKED.search(cell):
            continue
        found[-1].take(cell)
    return found


def _places(cells: Sequence[str]) -> tuple[int, ...]:
    """Columns of the last code and of the last level; () for a row without a code."""
    codes = [i for i, cell in enumerate(cells) if CODE.fullmatch(cell) or CODE_AND_TITLE.fullmatch(cell)]
    if not codes:
        return ()
    levels = [i for i, cell in enumerate(cells) if i and levels_of(cell)]
    return (codes[-1], *levels[-1:])


def map_levels(cells: Sequence[str]) -> tuple[int, ...]:
    """Levels of a row: two equal or neighbouring level cells «5-6», «5-6»; () when they are lost."""
    known = [(index, levels_of(cell)) for index, cell in enumerate(cells) if cell and index > 0]
    pairs = [(a, b) for (i, a), (j, b) in pairwise(known) if a and b and j == i + 1]
    return pairs[-1][1] if pairs else ()
