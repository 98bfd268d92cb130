"""Blocks of a card's functions part → segments: a label or heading with its text, or loose text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from corpus.parsers.columns.lines import Chunk, Line
from corpus.parsers.standard.labels import FUNCTION, KNOWLEDGE, SKILLS, TASK, numbered_label

LABEL_LINES = 3  # «Дополнительная трудовая» | «функция:»
LOOK_BACK = 4  # function, task and right column of the page before


class Kind(StrEnum):
    """What a segment opens."""

    FUNCTION = "function"
    TASK = "task"
    SKILLS = "skills"
    KNOWLEDGE = "knowledge"
    LOOSE = "loose"


HEADINGS = (Kind.SKILLS, Kind.KNOWLEDGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of one column: its label lines, then its text lines."""

    kind: Kind
    label: tuple[Line, ...]
    lines: tuple[Line, ...]
    chunk: int  # running number of the block it stands in
    number: str | None = None
    extra: bool = False  # «Дополнительная трудовая функция»
    more: bool = False  # a second list of the same cell: «Навыки:» behind «Умения:»
    page_top: bool = False  # first on its page
    page_end: bool = False

    @property
    def line(self) -> int:
        """Where the segment starts. 1-based."""
        return (self.label or self.lines)[0].number


class Label(NamedTuple):
    kind: Kind
    number: str | None
    extra: bool
    height: int  # lines that the label takes
    rest: str  # text behind it on its last line


def segments(chunks: Sequence[Chunk]) -> list[Segment]:
    """Cut the blocks at their labels and headings, and mend labels that a page break cut."""
    found: list[Segment] = []
    for index, chunk in enumerate(chunks):
        for segment in _cut(chunk, index):
            found.extend(_mended(found, segment))
    return _with_second_lists(found)


def _with_second_lists(found: Sequence[Segment]) -> list[Segment]:
    """Mark «Навыки:» between «Умения:» and «Знания:»: the skills of one cell in two lists."""
    made: list[Segment] = []
    last: Segment | None = None
    for segment in found:
        if segment.kind in HEADINGS:
            more = last is not None and last.kind is segment.kind and _first_word(last) != _first_word(segment)
            last = segment
            segment = replace(segment, more=more)
        made.append(segment)
    return made


def _first_word(segment: Segment) -> str:
    return re.split(r"\W", segment.label[0].text.lower(), maxsplit=1)[0]


def _mended(found: list[Segment], segment: Segment) -> list[Segment]:
    """Join a label whose first part ends a page and whose rest starts the next: «Трудовая функция» | «2:»."""
    if segment.kind is not Kind.LOOSE or not segment.page_top:
        return [segment]
    for index in range(len(found) - 1, max(-1, len(found) - 1 - LOOK_BACK), -1):
        head = found[index]
        bare = not head.number and (not head.lines if head.label else len(head.lines) == 1)
        part = head.label or head.lines
        whole = label_at((*part, *segment.lines), 0) if bare else None
        if whole and len(part) < whole.height and whole.kind in (Kind.FUNCTION, Kind.TASK):
            used = segment.lines[: whole.height - len(part)]
            text = (replace(used[-1], text=whole.rest),) if whole.rest else ()
            found.pop(index)
            lines = (*text, *segment.lines[len(used) :])
            label, number = (*part, *used), whole.number
            return [replace(segment, kind=whole.kind, label=label, lines=lines, number=number, extra=whole.extra)]
    return [segment]


def _cut(chunk: Chunk, index: int) -> list[Segment]:
    found: list[Segment] = []
    lines = chunk.lines
    at = 0
    while at < len(lines):
        label = label_at(lines, at)
        if label is not None:
            head = lines[at : at + label.height]
            text = (replace(head[-1], text=label.rest),) if label.rest else ()
            found.append(
                Segment(
                    kind=label.kind,
                    label=head,
                    lines=text,
                    chunk=index,
                    number=label.number,
                    extra=label.extra,
                )
            )
            at += label.height
            continue
        if not found:
            found.append(Segment(kind=Kind.LOOSE, label=(), lines=(), chunk=index))
        found[-1] = replace(found[-1], lines=(*found[-1].lines, lines[at]))
        at += 1
    found[0] = replace(found[0], page_top=chunk.page_top)
    found[-1] = replace(found[-1], page_end=chunk.page_end)
    return found


def label_at(lines: Sequence[Line], at: int) -> Label | None:
    """Read the label that starts at a line; it may be wrapped: «Умения и» | «навыки:», «Задача» | «1:»."""
    if not lines[at].text[0].isupper():
        return None
    best: Label | None = None
    for height in range(1, min(LABEL_LINES, len(lines) - at) + 1):
        last = lines[at + height - 1].text
        text = " ".join(line.text for line in lines[at : at + height])
        found = _heading(text, height) or _numbered(text, height, opens=at == 0)
        if found is None or len(found.rest) >= len(last):
            continue
        best = found
        if found.number or found.rest or last.endswith((":", ".")):
            break  # a number or a mark ends a label: nothing of the next line belongs to it
    return best


def _heading(text: str, height: int) -> Label | None:
    for kind, pattern in ((Kind.SKILLS, SKILLS), (Kind.KNOWLEDGE, KNOWLEDGE)):
        found = pattern.match(text)
        if found and (found.group().rstrip().endswith(":") or found.end() == len(text)):
            return Label(kind, None, False, height, text[found.end() :].strip())
    return None


def _numbered(text: str, height: int, *, opens: bool) -> Label | None:
    for kind, pattern in ((Kind.FUNCTION, FUNCTION), (Kind.TASK, TASK)):
        found = numbered_label(pattern, text)
        if found and (opens or found.number or ":" in text):
            return Label(kind, found.number, found.extra, height, found.rest)
    return None
