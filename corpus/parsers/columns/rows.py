"""Placed segments → rows: each skills and knowledge pair with the task and function cells beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.parsers.columns.lines import Line
from corpus.parsers.columns.reading import Column
from corpus.parsers.columns.segments import HEADINGS, Kind, Segment


@dataclass(slots=True)
class Title:
    """A function or task as printed: number and title lines."""

    number: str | None
    line: int
    extra: bool = False
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Cell:
    """A task cell (one or several tasks) or a function cell; `at` is its place in reading order."""

    at: int
    titles: list[Title]
    above: int = 0  # lines of the right column before it
    below: int = 0  # lines of the right column behind it on its page
    fresh: bool = False  # behind text of the right column on its page: its first row follows


@dataclass(slots=True)
class Row:
    """A pair of cells of the right column with the tasks beside it."""

    start: int  # place of the heading in reading order
    end: int  # place of its last text
    line: int
    skills: list[Line] = field(default_factory=list)
    knowledge: list[Line] = field(default_factory=list)
    tasks: list[Title] = field(default_factory=list)
    last: Kind = Kind.SKILLS
    seams: list[tuple[Kind, int]] = field(default_factory=list)  # lines of a cell before its second list

    def part(self, kind: Kind) -> list[Line]:
        """Lines of one of the two cells."""
        return self.skills if kind is Kind.SKILLS else self.knowledge

    def lists(self, kind: Kind) -> list[list[Line]]:
        """Lines of one of the two cells by list: «Умения:» and «Навыки:» count on their own."""
        lines = self.part(kind)
        cuts = [0, *(at for cell, at in self.seams if cell is kind), len(lines)]
        return [lines[a:b] for a, b in pairwise(cuts)]


@dataclass(slots=True)
class Columns:
    """The three columns, each in its right order."""

    rows: list[Row] = field(default_factory=list)
    tasks: list[Cell] = field(default_factory=list)
    functions: list[Cell] = field(default_factory=list)
    next_row: list[Line] = field(default_factory=list)
    guessed: list[tuple[Column, int]] = field(default_factory=list)  # missing label or heading, line


def columns(segments: Sequence[Segment], places: Sequence[Column | None], opening: Kind) -> Columns:
    """Gather the segments of each column; `opening` is the heading that a row starts with."""
    found = Columns()
    for at, (segment, place) in enumerate(zip(segments, places, strict=True)):
        if place is None:
            _open(found, segments, at, opening)
        else:
            _go_on(found, segment, place, at, opening)
    for cell in found.functions:
        _measure(cell, segments, places)
    return found


def _measure(cell: Cell, segments: Sequence[Segment], places: Sequence[Column | None]) -> None:
    """Set where a cell stands among the lines of the right column."""
    right = [len(s.lines) + len(s.label) if _is_right(s, p) else 0 for s, p in zip(segments, places, strict=True)]
    tops = [index for index, segment in enumerate(segments) if segment.page_top]
    start = max((top for top in tops if top <= cell.at), default=0)
    end = min((top for top in tops if top > cell.at), default=len(segments))
    cell.above, cell.below = sum(right[: cell.at]), sum(right[cell.at : end])
    cell.fresh = any(right[start : cell.at])


def _is_right(segment: Segment, place: Column | None) -> bool:
    return segment.kind in HEADINGS or place in (Column.RIGHT, Column.NEW_CELL)


def _open(found: Columns, segments: Sequence[Segment], at: int, opening: Kind) -> None:
    segment = segments[at]
    title = Title(segment.number, segment.line, segment.extra, list(segment.lines))
    if segment.kind is Kind.FUNCTION:
        found.functions.append(Cell(at, [title]))
    elif segment.kind is Kind.TASK and found.tasks and _is_same_cell(segments, at):
        found.tasks[-1].titles.append(title)
    elif segment.kind is Kind.TASK:
        found.tasks.append(Cell(at, [title]))
    else:
        _open_part(found, segment, segment.kind, at, opening)


def _is_same_cell(segments: Sequence[Segment], at: int) -> bool:
    """Several tasks in one block are one cell, also behind the rest of the first one's title."""
    before = segments[at - 1] if at else None
    return before is not None and before.chunk == segments[at].chunk and before.kind in (Kind.TASK, Kind.LOOSE)


def _open_part(found: Columns, segment: Segment, kind: Kind, at: int, opening: Kind) -> None:
    if not found.rows or (not segment.more and (kind is opening or kind is found.rows[-1].last)):
        found.rows.append(Row(at, at, segment.line))
    row = found.rows[-1]
    if segment.more:
        row.seams.append((kind, len(row.part(kind))))
    row.part(kind).extend(segment.lines)
    row.last, row.end = kind, at


def _go_on(found: Columns, segment: Segment, place: Column, at: int, opening: Kind) -> None:
    title = Title(None, segment.line, lines=list(segment.lines))
    match place:
        case Column.FUNCTION:
            found.functions[-1].titles[-1].lines.extend(segment.lines)
        case Column.TASK:
            found.tasks[-1].titles[-1].lines.extend(segment.lines)
        case Column.NEW_FUNCTION:
            found.functions.append(Cell(at, [title]))
        case Column.NEW_TASK:
            found.tasks.append(Cell(at, [title]))
        case Column.NEXT_ROW:
            found.next_row.extend(segment.lines)
        case Column.RIGHT if found.rows:
            row = found.rows[-1]
            row.part(row.last).extend(segment.lines)
            row.end = at
        case _:
            last = found.rows[-1].last if found.rows else Kind.KNOWLEDGE
            kind = HEADINGS[1 - HEADINGS.index(last)]
            _open_part(found, segment, kind, at, opening)
    if place in (Column.NEW_FUNCTION, Column.NEW_TASK, Column.NEW_CELL):
        found.guessed.append((place, segment.line))


def row_of(at: int, rows: Sequence[Row]) -> int:
    """Index of the row beside which a cell at this place in reading order stands.

    The text of a spanning cell comes before the last text of its row, and behind all text of the row before.
    """
    return next((index for index, row in enumerate(rows) if row.end > at), len(rows) - 1)


def attach_tasks(found: Columns) -> None:
    """Give every row its task cell: in order when the counts agree, else by place."""
    if len(found.tasks) == len(found.rows):
        for row, cell in zip(found.rows, found.tasks, strict=True):
            row.tasks.extend(cell.titles)
        return
    for cell in found.tasks:
        found.rows[row_of(cell.at, found.rows)].tasks.extend(cell.titles)
