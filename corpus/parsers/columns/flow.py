"""Un-interleaving: which column does a block without a label belong to?

The table has three columns (function | task | skills and knowledge). Its text comes page by page and row by
row, left to right; a cell that spans rows is centred, so its text may be cut by a page break and its rest
stands, without a label, among the text of the other columns. Inside a column the order is always right.
The reader tries every column for every loose block and keeps the reading with the fewest oddities
(a title without text, a sentence torn off, a number out of order). Costs are oddities: 0 = as expected.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from corpus.parsers.columns.lines import Line
from corpus.parsers.columns.numbering import count_on, is_bulleted, printed_number
from corpus.parsers.columns.reading import (
    KIND_ORDER,
    LEFT_RIGHT,
    LEFT_TITLE,
    MISSING_LABEL,
    NO_TASK,
    NUMBER_IN_TITLE,
    ORDER,
    RIGHT_COSTS,
    SURPLUS,
    TITLE_COSTS,
    TORN_ON_PAGE,
    WRONG_COLUMN,
    Column,
    Reading,
    Widths,
)
from corpus.parsers.columns.segments import Kind, Segment
from corpus.parsers.columns.text import ending

BEAM = 48


class Flow:
    """Reads the segments of one card's functions part."""

    def __init__(self, segments: Sequence[Segment], widths: Widths, opening: Kind) -> None:
        self.segments = segments
        self.widths = widths
        self.opening = opening
        self.paged = any(segment.page_top for segment in segments[1:])  # else any block may open a page
        self.pages = list(accumulate(int(segment.page_top) for segment in segments))

    def read(self) -> list[Reading]:
        """All readings kept to the end, the best first."""
        beam = [Reading()]
        for index, segment in enumerate(self.segments):
            grown = [new for old in beam for new in self._step(self._on_page(old, segment), index, segment)]
            beam = sorted(grown, key=lambda r: r.cost)[:BEAM]
        return sorted((self._end(reading) for reading in beam), key=lambda r: r.cost)

    def _on_page(self, reading: Reading, segment: Segment) -> Reading:
        return reading if self.paged and not segment.page_top else replace(reading, order=0)

    def _end(self, reading: Reading) -> Reading:
        lacking = max(0, reading.rows - reading.task_cells - reading.missing)
        surplus = max(0, reading.task_cells - reading.rows)
        surplus += max(0, reading.restarts - reading.function_cells)
        cost = self._leave_function(reading) + self._leave_task(reading) + self._leave_right(reading)
        return replace(reading, cost=reading.cost + cost + NO_TASK * lacking + SURPLUS * surplus)

    def _leave_function(self, reading: Reading) -> float:
        if reading.function is None:
            return 0.0
        return LEFT_TITLE.get(ending(reading.function, self.widths.function), 0.0)

    def _leave_task(self, reading: Reading) -> float:
        return 0.0 if reading.task is None else LEFT_TITLE.get(ending(reading.task, self.widths.task), 0.0)

    def _leave_right(self, reading: Reading) -> float:
        return 0.0 if reading.right is None else LEFT_RIGHT.get(ending(reading.right, self.widths.right), 0.0)

    def _step(self, reading: Reading, index: int, segment: Segment) -> Iterator[Reading]:
        if segment.kind is Kind.LOOSE:
            yield from self._loose(reading, index, segment)
        elif segment.kind is Kind.FUNCTION:
            yield self._placed(self._open_function(reading, index, segment), None, KIND_ORDER[segment.kind])
        elif segment.kind is Kind.TASK:
            yield self._placed(self._open_task(reading, index, segment), None, KIND_ORDER[segment.kind])
        else:
            yield self._placed(self._open_cell(reading, segment.kind, segment.lines, more=segment.more), None, 2)

    def _placed(self, reading: Reading, column: Column | None, order: int) -> Reading:
        return replace(reading, order=order, places=(*reading.places, column))

    def _open_function(self, reading: Reading, index: int, segment: Segment) -> Reading:
        cost = reading.cost + self._leave_function(reading)
        cells, page = reading.function_cells + 1, self.pages[index]
        return replace(reading, cost=cost, function=segment.lines, function_page=page, function_cells=cells)

    def _open_task(self, reading: Reading, index: int, segment: Segment) -> Reading:
        before = self.segments[index - 1].kind if index else None
        behind_task = before is Kind.TASK or (index > 0 and reading.places[-1] is Column.TASK)
        joint = behind_task and self._same_chunk(index, index - 1)
        cells = reading.task_cells + (not joint)
        cost = reading.cost + self._leave_task(reading)
        restarts = reading.restarts + (not joint and segment.number in (None, "1"))
        grown = replace(reading, cost=cost, task_cells=cells, restarts=restarts)
        return replace(grown, task=segment.lines, task_page=self.pages[index])

    def _same_chunk(self, index: int, other: int) -> bool:
        inside = 0 <= other < len(self.segments)
        return inside and self.segments[index].chunk == self.segments[other].chunk

    def _open_cell(self, reading: Reading, kind: Kind, lines: tuple[Line, ...], *, more: bool = False) -> Reading:
        cost = reading.cost + self._leave_right(reading)
        rows, missing = reading.rows, reading.missing
        if not more and (kind is self.opening or reading.right_kind is kind):
            lacking = max(0, rows - reading.task_cells - missing)  # every row before has its task by now
            cost, missing, rows = cost + NO_TASK * lacking, missing + lacking, rows + 1
        return replace(
            reading,
            cost=cost,
            rows=rows,
            missing=missing,
            right=lines,
            right_kind=kind,
            last_number=count_on(lines, 0),
        )

    def _loose(self, reading: Reading, index: int, segment: Segment) -> Iterator[Reading]:
        following = self.segments[index + 1] if index + 1 < len(self.segments) else None
        before_task = following is not None and following.kind is Kind.TASK
        if before_task and reading.task is not None and self._same_chunk(index, index + 1):
            yield self._as_title(reading, index, segment, Column.TASK)  # one block with «Задача 2:»
            return
        yield self._as_right(reading, segment)
        if reading.function is not None:
            yield self._as_title(reading, index, segment, Column.FUNCTION)
        if reading.task is not None:
            yield self._as_title(reading, index, segment, Column.TASK)
        yield self._as_new_task(reading, index, segment)
        if before_task or segment.page_top:
            yield self._as_new_function(reading, index, segment)
        if printed_number(segment.lines[0]) == 1:
            yield self._as_new_cell(reading, segment)
        if following is None and segment.page_end:
            yield self._as_next_row(reading, segment)

    def _cost(self, reading: Reading, segment: Segment, column: Column, width: int) -> float:
        """Cost that every choice has: the order on the page and the width of the column."""
        backwards = ORDER[column] < reading.order
        too_wide = width and max(len(line.text) for line in segment.lines) > 1.25 * width + 2
        return reading.cost + WRONG_COLUMN * backwards + WRONG_COLUMN * bool(too_wide)

    def _as_title(self, reading: Reading, index: int, segment: Segment, column: Column) -> Reading:
        title = reading.function if column is Column.FUNCTION else reading.task
        width = self.widths.function if column is Column.FUNCTION else self.widths.task
        cost = self._cost(reading, segment, column, width) + self._numbers_in_title(reading, segment)
        cost += TITLE_COSTS[ending(title or (), width, _first_word(segment))][_is_small(segment)]
        whole, page = (*(title or ()), *segment.lines), self.pages[index]
        if column is Column.FUNCTION:
            cost += self._cut_elsewhere(reading.function_page, index, begun=bool(title))
            grown = replace(reading, cost=cost, function=whole, function_page=page)
        else:
            cost += self._cut_elsewhere(reading.task_page, index, begun=bool(title))
            grown = replace(reading, cost=cost, task=whole, task_page=page)
        return self._placed(grown, column, ORDER[column])

    def _cut_elsewhere(self, page: int, index: int, *, begun: bool) -> float:
        """A title's rest follows on the very next page: the page break cut its text, nothing else does."""
        if not self.paged or self.pages[index] - page == 1:
            return 0.0
        return WRONG_COLUMN if self.pages[index] != page else TORN_ON_PAGE * begun

    def _numbers_in_title(self, reading: Reading, segment: Segment) -> float:
        expected = count_on(segment.lines, reading.last_number) - reading.last_number
        listed = printed_number(segment.lines[0]) is not None or is_bulleted(segment.lines[0])
        return NUMBER_IN_TITLE if expected or listed else 0.0

    def _as_right(self, reading: Reading, segment: Segment) -> Reading:
        if reading.right is None:
            return self._placed(replace(reading, cost=reading.cost + 8.0), Column.RIGHT, 2)
        cost = self._cost(reading, segment, Column.RIGHT, self.widths.right)
        number = printed_number(segment.lines[0])
        last = count_on(segment.lines, reading.last_number)
        if number is None or number != reading.last_number + 1:
            end = ending(reading.right, self.widths.right, _first_word(segment))
            cost += RIGHT_COSTS[end][_is_small(segment)]
            cost += 3.0 if number is not None else -0.5 * (last > reading.last_number)
        elif number == 1 and reading.right:
            cost += 2.0  # text before the first item
        if reading.order == ORDER[Column.RIGHT]:
            cost += 1.5  # a block of its own behind text of its column
        grown = replace(reading, cost=cost, right=(*reading.right, *segment.lines), last_number=last)
        return self._placed(grown, Column.RIGHT, 2)

    def _as_new_task(self, reading: Reading, index: int, segment: Segment) -> Reading:
        cost = self._as_unlabelled(reading, segment, self.widths.task) + self._leave_task(reading)
        cells, page = reading.task_cells + 1, self.pages[index]
        grown = replace(reading, cost=cost, task=segment.lines, task_page=page, task_cells=cells)
        return self._placed(grown, Column.NEW_TASK, 1)

    def _as_unlabelled(self, reading: Reading, segment: Segment, width: int) -> float:
        cost = self._cost(reading, segment, Column.RIGHT, width) + MISSING_LABEL
        return cost + 4.0 * _is_small(segment) + self._numbers_in_title(reading, segment)

    def _as_new_function(self, reading: Reading, index: int, segment: Segment) -> Reading:
        cost = self._as_unlabelled(reading, segment, self.widths.function) + self._leave_function(reading)
        cells, page = reading.function_cells + 1, self.pages[index]
        grown = replace(reading, cost=cost, function=segment.lines, function_page=page, function_cells=cells)
        return self._placed(grown, Column.NEW_FUNCTION, 0)

    def _as_new_cell(self, reading: Reading, segment: Segment) -> Reading:
        """A list that starts at 1 again without its heading: the other kind than the one before."""
        kind = Kind.KNOWLEDGE if reading.right_kind is Kind.SKILLS else Kind.SKILLS
        opened = self._open_cell(reading, kind, segment.lines)
        same = reading.right is not None and reading.last_number == 0
        return self._placed(replace(opened, cost=opened.cost + MISSING_LABEL + 4.0 * same), Column.NEW_CELL, 2)

    def _as_next_row(self, reading: Reading, segment: Segment) -> Reading:
        """«Эксперт медико-социальной экспертизы.» at the page's end, its row label on the next page."""
        longest = max(len(line.text) for line in segment.lines)
        cost = reading.cost + (1.0 if longest > 1.25 * self.widths.right else MISSING_LABEL)
        cost += self._numbers_in_title(reading, segment)
        return self._placed(replace(reading, cost=cost), Column.NEXT_ROW, 2)


def _first_word(segment: Segment) -> str:
    return segment.lines[0].text.split()[0]


def _is_small(segment: Segment) -> bool:
    """Whether the text starts inside a sentence: with a small letter or a mark."""
    first = segment.lines[0].text.lstrip('"«“(')
    return not first or first[0].islower() or first[0] in ",.;:)»"
