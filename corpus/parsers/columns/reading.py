"""One way to read interleaved columns: what is placed so far, and what each oddity costs.

Costs are oddities: 0 is as expected, 1 a little unusual, 5 hardly ever seen.
"""

from dataclasses import dataclass
from enum import StrEnum

from corpus.parsers.columns.lines import Line
from corpus.parsers.columns.segments import Kind
from corpus.parsers.columns.text import Ending


class Column(StrEnum):
    """Where a loose block goes."""

    FUNCTION = "function"  # rest of the function's title
    TASK = "task"  # rest of the task's title
    RIGHT = "right"  # goes on in the skills or knowledge cell
    NEW_FUNCTION = "new function"  # a function whose label is missing
    NEW_TASK = "new task"  # a task whose label is missing
    NEW_CELL = "new cell"  # a list whose heading is missing
    NEXT_ROW = "next row"  # value of the row behind the functions, printed before its label


ORDER = {
    Column.FUNCTION: 0,
    Column.NEW_FUNCTION: 0,
    Column.TASK: 1,
    Column.NEW_TASK: 1,
    Column.RIGHT: 2,
    Column.NEW_CELL: 2,
    Column.NEXT_ROW: 2,
}
KIND_ORDER = {Kind.FUNCTION: 0, Kind.TASK: 1, Kind.SKILLS: 2, Kind.KNOWLEDGE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """Widths of the columns in characters."""

    function: int
    task: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read the segments so far, with its cost."""

    cost: float = 0.0
    order: int = 0  # column of the last block on this page
    function: tuple[Line, ...] | None = None  # title read so far; None before the first label
    task: tuple[Line, ...] | None = None
    function_page: int = 0  # where the title's last part stands
    task_page: int = 0
    right: tuple[Line, ...] | None = None
    right_kind: Kind | None = None
    last_number: int = 0  # of the items in the open cell
    rows: int = 0
    task_cells: int = 0
    missing: int = 0  # rows found to lack a task
    function_cells: int = 0
    restarts: int = 0  # tasks whose number starts a function
    places: tuple[Column | None, ...] = ()  # one a segment; None for labelled ones


# Ending of the text so far → cost of going on with a block that starts with (a capital, a small letter).
TITLE_COSTS = {
    Ending.EMPTY: (0.0, 1.0),
    Ending.OPEN: (1.5, 0.0),
    Ending.COLON: (1.0, 0.5),
    Ending.LISTED: (2.5, 1.0),
    Ending.UNSURE: (2.5, 0.7),
    Ending.SHORT: (4.0, 2.5),
    Ending.CLOSED: (5.0, 5.0),
}
RIGHT_COSTS = {
    Ending.EMPTY: (1.5, 2.5),
    Ending.OPEN: (1.0, 0.0),
    Ending.COLON: (0.0, 0.2),
    Ending.LISTED: (1.0, 0.5),
    Ending.UNSURE: (1.0, 0.5),
    Ending.SHORT: (1.0, 1.5),
    Ending.CLOSED: (1.0, 3.0),
}
# What it costs to leave a text so.
LEFT_TITLE = {Ending.EMPTY: 5.0, Ending.OPEN: 3.0, Ending.COLON: 0.5}
LEFT_RIGHT = {Ending.EMPTY: 6.0, Ending.OPEN: 3.0, Ending.COLON: 3.0}

WRONG_COLUMN = 5.0  # a title torn elsewhere than at the last page break, text of several columns in disorder
TORN_ON_PAGE = 2.0  # a title in two blocks of one page
MISSING_LABEL = 2.5  # a block taken for a title or a list whose label is missing
NUMBER_IN_TITLE = 6.0
NO_TASK = 4.0  # a row without a task
SURPLUS = 1.5  # more task cells than rows, more first tasks than functions
