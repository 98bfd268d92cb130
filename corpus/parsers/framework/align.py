"""Cells of a flattened table → rows: the cheapest way to read them as table columns.

A blank line does not always end a row, a row does not always have all its cells, and a level
number may be gone. So every reading gets a cost and the cheapest is taken (dynamic programming).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.parsers.framework.lines import TabCell

LEVEL_FIELDS = frozenset({"levels", "national_levels"})
NUMERIC_FIELDS = LEVEL_FIELDS | {"number"}
WORD_FIELDS = frozenset({"stage", "role"})

NUMBERISH = re.compile(r"^(?:[\d\s.,;/и–—-]+|[IVX]{1,4})(?:\s*(?:-?й|уров\w+|деңгей\w*))?$")  # «8», «5-6», «6 уровень»
CODE_FIRST = re.compile(r"^[-–—•·\s]*\d{4}(?!\d)(?!\s*(?:год|г\.))")  # «3350 Служащие», « 9120»
BULLETED = re.compile(r"^\s*[-–—•·*●▪◦‣]")
# «Исполнение», «Инициация и планирование», «Основная деятельность»; «Орындау», «Көмекші қызмет»
STAGE_OR_ROLE = re.compile(
    r"^(?:инициа|планиров|исполнен|контрол|завершен|мониторинг|реализац|организац\w*$|руководство и упр"
    r"|управлен|(?:основн|вспомогат|обеспечив|обслужив)\w*\s(?:\(\w+\)\s)?(?:деятельн|производ|процесс)"
    r"|бастамашылық|жоспарлау|орындау|бақылау|аяқтау|басқару|басшылық|ұйымдастыру$"
    r"|(?:негізгі|көмекші|қосалқы|қамтамасыз ету\w*)\s(?:қызмет|процес|үдеріс|өндіріс))",
    re.IGNORECASE,
)
MAX_TITLE = 160  # characters of a subgroup title
MAX_WORDS = 90  # characters of a stage or a role

# Costs in one arbitrary unit; a whole wrong cell costs WRONG, a blank line inside a row BREAK.
WRONG, EMPTY, BREAK = 6.0, 1.0, 2.0
SKIP_NUMBER, SKIP_OTHER = 3.0, 7.0
NEVER = 1e6

LEAD, TITLE, TRAIL = -3, -2, -1  # cells of a subgroup row: empty before, the title, empty after


@dataclass(slots=True)
class TabRow:
    """A row: cells by column, or the title cell of a subgroup (then `title` is set)."""

    cells: dict[int, TabCell] = field(default_factory=dict)
    title: TabCell | None = None


def rows_of(cells: Sequence[TabCell], columns: dict[int, str]) -> list[TabRow]:
    """Group cells into rows of the columns that the header named."""
    rows: list[TabRow] = []
    previous: int | None = None
    for cell, state in zip(cells, _cheapest(cells, columns), strict=True):
        if previous is None or _new_row(previous, state):
            rows.append(TabRow())
        if state == TITLE:
            rows[-1].title = cell
        elif state >= 0:
            rows[-1].cells[state] = cell
        previous = state
    return [row for row in rows if row.cells or row.title]  # empty cells alone, at a cut end, are no row


def _new_row(previous: int, state: int) -> bool:
    """Whether a cell in `state` starts a row after one in `previous`."""
    if state < 0:
        return previous >= 0 or (state == LEAD and previous != LEAD)
    return previous < 0 or state <= previous


def _cheapest(cells: Sequence[TabCell], columns: dict[int, str]) -> list[int]:
    """The column (or subgroup state) of every cell in the cheapest reading."""
    states = [LEAD, TITLE, TRAIL, *range(max(columns) + 1)]
    costs = {state: 0.0 if state <= 0 else WRONG for state in states}
    back: list[dict[int, int]] = []
    for number, cell in enumerate(cells):
        steps: dict[int, int] = {}
        totals: dict[int, float] = {}
        for state in states:
            if number:
                total, steps[state] = min((costs[p] + _step(p, state, cell, columns), p) for p in states)
            else:
                total = costs[state]
            totals[state] = total + _misfit(cell, state, columns)
        costs = totals
        back.append(steps)
    return _walk_back(costs, back)


def _walk_back(costs: dict[int, float], back: list[dict[int, int]]) -> list[int]:
    """The states along the cheapest way."""
    if not back:
        return []
    path = [min(costs, key=lambda state: (costs[state], state))]
    for steps in reversed(back[1:]):
        path.append(steps[path[-1]])
    return path[::-1]


def _step(previous: int, state: int, cell: TabCell, columns: dict[int, str]) -> float:
    """Cost of reading a cell as `state` after a cell in `previous`."""
    pause = BREAK if cell.gap else 0.0
    if previous == LEAD:
        return pause + {TITLE: 0.0, LEAD: 1.0}.get(state, NEVER)
    if state == TRAIL:
        return pause if previous < 0 else NEVER
    if previous < 0:
        return NEVER if state < 0 else (0.0 if cell.gap or cell.lost else 1.0) + _skipped(0, state, columns)
    if state > previous:
        return pause + _skipped(previous + 1, state, columns)
    return _row_end(previous, cell, columns) + _skipped(0, state, columns)


def _skipped(start: int, state: int, columns: dict[int, str]) -> float:
    """Cost of columns without a cell between `start` and `state`."""
    missing = [column for column in range(start, state) if not _is_second(column, columns)]
    return sum(SKIP_NUMBER if columns.get(column) in NUMERIC_FIELDS else SKIP_OTHER for column in missing)


def _is_second(column: int, columns: dict[int, str]) -> bool:
    """Whether the column before holds the same field: «Код НКЗ», «Занятие» may be one cell in a row."""
    return column in columns and columns.get(column - 1) == columns[column]


def _row_end(last: int, cell: TabCell, columns: dict[int, str]) -> float:
    """Cost of ending a row at column `last` before a cell.

    What took a number away took the blank lines and the empty cells before it too, so before a
    lost cell a short row is cheap.
    """
    missing = max(columns) - last
    if cell.lost:
        return 0.5 * missing
    return (0.0 if cell.gap else 1.5) + (1.5 + missing if missing else 0.0)


def _misfit(cell: TabCell, state: int, columns: dict[int, str]) -> float:
    """Cost of reading what a cell says as `state`."""
    if state == TITLE:
        return _title_misfit(cell)
    if state < 0:
        return NEVER if cell.lost or cell.text else 0.0
    name = columns.get(state, "")
    if name == "number":
        return 0.0 if not cell.text or NUMBERISH.match(cell.text) else WRONG
    if cell.lost:
        return 0.0 if name in LEVEL_FIELDS else WRONG
    if not cell.text:
        return EMPTY
    if CODE_FIRST.match(cell.text):
        return 0.0 if name == "occupations" else WRONG
    if name in LEVEL_FIELDS or NUMBERISH.match(cell.text):
        return 0.0 if name in LEVEL_FIELDS and NUMBERISH.match(cell.text) else WRONG
    if name == "occupations":
        return 0.0 if _is_second(state, columns) else 2.0
    if name in WORD_FIELDS:
        return _word_misfit(cell)
    return 1.0 if STAGE_OR_ROLE.match(cell.text) and len(cell.text) <= MAX_WORDS else 0.3


def _word_misfit(cell: TabCell) -> float:
    """Cost of reading a text as a stage or a role."""
    if len(cell.text) > MAX_WORDS or BULLETED.match(cell.text):
        return WRONG - 1.0
    return 0.0 if STAGE_OR_ROLE.match(cell.text) else 1.0


def _title_misfit(cell: TabCell) -> float:
    """Cost of reading a cell as the title of a subgroup: «Социальная адаптация»."""
    text = cell.text
    if cell.lost or not text or NUMBERISH.match(text) or CODE_FIRST.match(text) or BULLETED.match(text):
        return NEVER
    if len(text) > MAX_TITLE or not text.lstrip('«"0123456789. ')[:1].isupper() or len(cell.lines) > 3:
        return NEVER
    return WRONG if STAGE_OR_ROLE.match(text) or text.endswith(".") else 1.5
