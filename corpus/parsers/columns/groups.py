"""Rows → functions: which run of rows does a function cell span?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from corpus.parsers.columns.rows import Cell, Columns, Row, Title, row_of


@dataclass(slots=True)
class Group:
    """Rows of one function; without a cell the function has no name."""

    cell: Title | None
    rows: list[Row] = field(default_factory=list)


def groups(found: Columns) -> list[Group]:
    """Return the functions in order with their rows.

    Task numbers start anew with every function. Where the numbers do not agree with the count of function
    cells (tasks numbered through, or not at all), the border is drawn by the place of the cells: their text
    stands in the middle of the rows that they span.
    """
    starts = _restarts(found.rows)
    beside = [row_of(cell.at, found.rows) for cell in found.functions] if found.rows else []
    named = _named(found, beside)
    owners = [_owner(starts, row) for _, row in named]
    numbered = any(task.number for row in found.rows for task in row.tasks)
    if owners and (len(set(owners)) < len(owners) or (len(owners) < len(starts) and not numbered)):
        starts = _borders(found.rows, named)
    else:
        starts = _without_nameless(found.rows, starts, owners)
    return _grouped(found, starts, beside)


def _named(found: Columns, beside: Sequence[int]) -> list[tuple[Cell, int]]:
    """Function cells with the row beside each, without those right before another one: these have no rows."""
    return [
        (found.functions[index], row)
        for index, row in enumerate(beside)
        if index + 1 == len(beside) or not _touches(found, found.functions[index], found.functions[index + 1])
    ]


def _touches(found: Columns, cell: Cell, following: Cell) -> bool:
    """No text of the right column between two function cells: the first has no row."""
    return not any(cell.at < place < following.at for row in found.rows for place in (row.start, row.end))


def _restarts(rows: Sequence[Row]) -> list[int]:
    """Rows where the task numbers start anew: «Задача 1», «Задача 2.1», or a task without a number."""
    starts: list[int] = []
    before: str | None = None
    for index, row in enumerate(rows):
        number = row.tasks[0].number if row.tasks else None
        head = number.partition(".")[0] if number and "." in number else None
        fresh = not number or number == "1" or number.endswith(".1") or head != before
        if not index or fresh:
            starts.append(index)
        before = head
    return starts


def _owner(starts: Sequence[int], row: int) -> int:
    return sum(start <= row for start in starts) - 1


def _without_nameless(rows: Sequence[Row], starts: list[int], owners: Sequence[int]) -> list[int]:
    """A run of an unnumbered task without a function cell goes on with the function before it."""
    return [
        start
        for index, start in enumerate(starts)
        if not index or index in owners or (rows[start].tasks and rows[start].tasks[0].number)
    ]


def _borders(rows: Sequence[Row], named: Sequence[tuple[Cell, int]]) -> list[int]:
    """First rows of the functions: those with which the cells stand nearest to the middle of their rows."""
    depth = [sum(len(row.skills) + len(row.knowledge) + 2 for row in rows[:index]) for index in range(len(rows) + 1)]
    choices = [
        [row] if cell.fresh and row > before else range(before + 1, row + 1) or [row]
        for (_, before), (cell, row) in pairwise(named)
    ]

    def off_centre(starts: Sequence[int]) -> float:
        bounds = [0, *starts, len(rows)]
        middles = ((depth[a] + depth[b]) / 2 for a, b in pairwise(bounds))
        return sum(_distance(cell, middle) for (cell, _), middle in zip(named, middles, strict=True))

    return [0, *min(product(*choices), key=off_centre)]


def _distance(cell: Cell, middle: float) -> float:
    """How far a middle lies outside the page of the cell, in lines; inside it the top is a bit nearer."""
    outside = max(cell.above - middle, middle - cell.above - cell.below, 0.0)
    return outside + 0.01 * abs(middle - cell.above)


def _grouped(found: Columns, starts: Sequence[int], beside: Sequence[int]) -> list[Group]:
    made = [Group(None, found.rows[a:b]) for a, b in pairwise([*starts, len(found.rows)])]
    done: list[Group] = []
    waiting = list(zip(found.functions, beside or [0] * len(found.functions), strict=True))
    for group, start in zip(made, starts, strict=True):
        end = start + len(group.rows)
        while waiting and waiting[0][1] < end:
            done.extend([Group(group.cell)] if group.cell else [])
            group.cell = waiting.pop(0)[0].titles[0]
        done.append(group)
    return done + [Group(cell.titles[0]) for cell, _ in waiting]
