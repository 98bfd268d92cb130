"""Where cards start, and which blocks of a card are its head rows, its functions and its tail rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.parsers.columns.lines import Chunk, Line
from corpus.parsers.columns.remarks import without_remarks
from corpus.parsers.columns.rows_labels import opening
from corpus.parsers.columns.segments import Kind, label_at
from corpus.parsers.standard.labels import row_label
from corpus.parsers.standard.values import heading

STARTERS = ("card", "code")
HEAD_FIELDS = ("code", "group_code", "title", "levels")
TAIL_FIELDS = ("personal", "related", "classifier", "training", "conditions", "regulations", "chapter")
LONG_VALUES = ("functions", "mandatory", "additional")  # their values may stand in several blocks
HEADING_LINES = 3


@dataclass(slots=True)
class Zones:
    """Blocks of one card."""

    heading: list[Line] = field(default_factory=list)
    head: list[Chunk] = field(default_factory=list)
    functions: list[Chunk] = field(default_factory=list)
    remarks: list[Line] = field(default_factory=list)  # between the functions, no part of them
    tail: list[Chunk] = field(default_factory=list)

    @property
    def line(self) -> int:
        """First line of the card. 1-based."""
        first = [
            *self.heading,
            *(line for c in (*self.head, *self.functions, *self.tail) for line in c.lines),
        ]
        return first[0].number


def zones(chunks: Sequence[Chunk]) -> tuple[list[Chunk], list[Zones]]:
    """Return the blocks before the first card, and the blocks of every card."""
    parts = [part for chunk in chunks for part in _split(chunk)]
    starts = _starts(parts)
    ends = [*starts[1:], len(parts)][: len(starts)]
    return parts[: starts[0] if starts else None], [_zones(parts[a:b]) for a, b in zip(starts, ends, strict=True)]


def _split(chunk: Chunk) -> list[Chunk]:
    """Cut a block where a heading or a code row starts inside it: «работа"» | «Карточка профессии …»."""
    cuts = [i for i in range(1, len(chunk.lines)) if _field(chunk.lines[i:]) in STARTERS]
    parts = [chunk.lines[a:b] for a, b in zip([0, *cuts], [*cuts, len(chunk.lines)], strict=True)]
    made = [Chunk(lines=lines) for lines in parts]
    made[0] = replace(made[0], page_top=chunk.page_top)
    made[-1] = replace(made[-1], page_end=chunk.page_end)
    return made


def _field(lines: Sequence[Line]) -> str | None:
    found = opening(lines)
    return found.row.field if found else None


def _starts(parts: Sequence[Chunk]) -> list[int]:
    """A card starts at «Карточка профессии», or at its first head row behind the body of another card."""
    starts: list[int] = []
    headed = False  # the card has its heading, its head rows may come
    field_ = None
    for index, part in enumerate(parts):
        found = _field(part.lines)
        if found == "card":
            starts.append(index)
            headed = True
        elif found in HEAD_FIELDS and not headed and not (field_ == "related" and found != "code"):
            before = starts[-1] if starts else -1
            starts.append(_heading_start(parts, index, before))
            headed = True
        elif _opens_functions(part) or found in TAIL_FIELDS:
            headed = False
        field_ = found or field_
    return starts


def _heading_start(parts: Sequence[Chunk], index: int, before: int) -> int:
    """A block above the first row that names the same profession is the card's heading."""
    above = parts[index - 1] if index - 1 > before else None
    if above is None or len(above.lines) > HEADING_LINES or _field(above.lines):
        return index
    title = next((p for p in parts[index : index + 6] if _field(p.lines) == "title"), None)
    words = _words(above.text)
    shared = words & _words(title.text) if title else set()
    return index - 1 if words and len(shared) >= len(words) / 2 else index


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.lower()))


def _opens_functions(part: Chunk) -> bool:
    return any(label_at(part.lines, at) for at in range(len(part.lines)))


def _zones(parts: Sequence[Chunk]) -> Zones:
    found = Zones()
    rest = list(parts)
    if rest and (_field(rest[0].lines) == "card" or _field(rest[0].lines) is None):
        found.heading.extend(rest.pop(0).lines)
    while rest and not _opens_functions(rest[0]) and _field(rest[0].lines) not in TAIL_FIELDS:
        found.head.append(rest.pop(0))
    if len(found.head) > 1 and rest and _is_loose_title(found.head, rest[0]):
        found.functions.append(found.head.pop())
    while rest and _field(rest[0].lines) not in TAIL_FIELDS:
        found.functions.append(rest.pop(0))
    found.functions, found.remarks = without_remarks(found.functions)
    found.tail.extend(rest)
    return found


def _is_loose_title(head: Sequence[Chunk], first: Chunk) -> bool:
    """A second block of value before a task label or a heading: a title whose label is missing."""
    label = label_at(first.lines, 0)
    last, before = head[-1], head[-2]
    value = opening(before.lines)
    filled = not before.page_top if value is None else bool(value.rest) or value.height < len(before.lines)
    loose = opening(last.lines) is None and not last.page_top
    return (
        label is not None
        and label.kind is not Kind.FUNCTION
        and loose
        and filled
        and _value_field(head) not in LONG_VALUES
    )


def _value_field(head: Sequence[Chunk]) -> str | None:
    """The row that the last block stands in."""
    return next((name for chunk in reversed(head) if (name := _field(chunk.lines))), None)


def heading_text(lines: Sequence[Line]) -> str:
    """«Карточка профессии "Супервизор"» → «Супервизор»; a heading without the words stays as it is."""
    text = " ".join(line.text for line in lines)
    label = row_label(text)
    found = label.pattern.match(text) if label else None
    return heading(text[found.end() :] if found else text)
