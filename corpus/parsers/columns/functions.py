"""The functions part of a card in interleaved columns → functions, tasks, items, doubts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.cards import Function, Task
from corpus.items import clean
from corpus.parsers.columns.flow import Flow
from corpus.parsers.columns.groups import Group, groups
from corpus.parsers.columns.items import item_lines, items
from corpus.parsers.columns.lines import Line
from corpus.parsers.columns.numbering import printed_number
from corpus.parsers.columns.reading import Column, Reading, Widths
from corpus.parsers.columns.rows import Columns, Row, Title, attach_tasks, columns
from corpus.parsers.columns.segments import HEADINGS, Kind, Segment
from corpus.parsers.columns.text import joined, width_of

NARROWEST = 20  # a column of a page is hardly narrower: shorter lines are short texts
NARROW_MARGIN = 1.0  # a second reading this close to the best is worth a look
GUESSES = {
    Column.NEW_TASK: ("task-without-label", "Блок без подписи «Задача» принят за название задачи"),
    Column.NEW_FUNCTION: (
        "function-without-label",
        "Блок без подписи «Трудовая функция» принят за её название",
    ),
    Column.NEW_CELL: (
        "list-without-heading",
        "Нумерация начата заново без подписи: принято начало другого списка",
    ),
}


@dataclass(slots=True)
class Part:
    """What the functions part of a card gave."""

    functions: tuple[Function, ...] = ()
    uses: dict[int, str] = field(default_factory=dict)
    next_row: tuple[Line, ...] = ()  # text that belongs to the row behind the functions
    doubts: list[tuple[str, int, str]] = field(default_factory=list)


def widths_of(segments: Sequence[Segment]) -> Widths:
    """Widths of the three columns, from the texts whose column is printed."""
    of = {kind: [line for s in segments if s.kind is kind for line in s.lines] for kind in Kind}
    right = width_of(chain(*(of[kind] for kind in HEADINGS)))
    function, task = width_of(of[Kind.FUNCTION]) or right, width_of(of[Kind.TASK]) or right
    return Widths(function=max(function, NARROWEST), task=max(task, NARROWEST), right=max(right, NARROWEST))


def read_functions(segments: Sequence[Segment], widths: Widths, opening: Kind) -> Part:
    """Un-interleave the segments of one card and build its functions."""
    part = Part()
    if not segments:
        return part
    readings = Flow(segments, widths, opening).read()
    found = columns(segments, readings[0].places, opening)
    part.next_row = tuple(found.next_row)
    part.uses = dict(_uses(segments, readings[0].places, opening))
    part.doubts.extend(_close_calls(segments, readings))
    part.doubts.extend((GUESSES[place][0], line, GUESSES[place][1]) for place, line in found.guessed)
    for row in found.rows:
        _split_restart(row, widths.right, part)
    if found.rows:
        attach_tasks(found)
    _name_missing(found, part)
    part.functions = tuple(_function(group, widths, part) for group in groups(found))
    return part


def _uses(segments: Sequence[Segment], places: Sequence[Column | None], opening: Kind) -> list[tuple[int, str]]:
    uses: list[tuple[int, str]] = []
    right = opening
    for segment, place in zip(segments, places, strict=True):
        if segment.kind in HEADINGS:
            right = segment.kind
        elif place is Column.NEW_CELL:
            right = HEADINGS[1 - HEADINGS.index(right)]
        use = segment.kind.value
        if place in (Column.RIGHT, Column.NEW_CELL):
            use = right.value
        elif place is not None:
            use = place.value.removeprefix("new ")
        uses.extend((line.number, use) for line in segment.lines)
        uses.extend((line.number, "label") for line in segment.label)
    return uses


def _close_calls(segments: Sequence[Segment], readings: Sequence[Reading]) -> list[tuple[str, int, str]]:
    """The first block that the second-best reading puts elsewhere, when it is nearly as good."""
    if len(readings) < 2 or readings[1].cost - readings[0].cost >= NARROW_MARGIN:
        return []
    best, second = readings[0], readings[1]
    for segment, place, other in zip(segments, best.places, second.places, strict=True):
        if place is not None and other is not None and place is not other:
            text = f"Столбец блока «{segment.lines[0].text}» неясен: выбран «{place}», возможен «{other}»"
            return [("column-doubt", segment.line, text)]
    return []


def _split_restart(row: Row, width: int, part: Part) -> None:
    """Skills whose numbers start at 1 again, without «Знания:»: the second list is the knowledge."""
    if row.knowledge or not row.skills or row.seams:
        return
    groups_ = item_lines(row.skills, width)
    at = next((i for i, g in enumerate(groups_) if _restarts_inside(g)), None)
    if at is None:
        return
    inside = next(i for i, line in enumerate(groups_[at]) if i and printed_number(line) == 1)
    row.knowledge = groups_[at][inside:] + [line for g in groups_[at + 1 :] for line in g]
    row.skills = [line for g in groups_[:at] for line in g] + groups_[at][:inside]
    part.uses.update({line.number: Kind.KNOWLEDGE.value for line in row.knowledge})
    part.doubts.append(("list-without-heading", row.knowledge[0].number, GUESSES[Column.NEW_CELL][1]))


def _restarts_inside(lines: Sequence[Line]) -> bool:
    return any(index and printed_number(line) == 1 for index, line in enumerate(lines))


def _name_missing(found: Columns, part: Part) -> None:
    """Every row gets a task, every doubt about the count a note."""
    if len(found.tasks) != len(found.rows):
        text = f"Ячеек с задачами {len(found.tasks)}, блоков умений {len(found.rows)}: задачи розданы по месту"
        part.doubts.append(("task-count", found.rows[0].line if found.rows else 0, text))
    for row in found.rows:
        if not row.tasks:
            row.tasks.append(Title(None, row.line))
            part.doubts.append(("no-task", row.line, "Умения и знания стоят без задачи: она оставлена без названия"))
        elif len(row.tasks) > 1:
            text = f"Общий список умений и знаний у задач ({len(row.tasks)}): отнесён к первой"
            part.doubts.append(("joint-tasks", row.tasks[0].line, text))


def _function(group: Group, widths: Widths, part: Part) -> Function:
    tasks = tuple(task for row in group.rows for task in _tasks(row, widths, part))
    if group.cell is None:
        line = tasks[0].line if tasks else 0
        part.doubts.append(("no-function", line, "Задачи стоят без трудовой функции: она оставлена без названия"))
        return Function(number=None, title="", line=line, tasks=tasks)
    title = clean(joined(group.cell.lines, widths.function))
    if not title:
        part.doubts.append(("no-title", group.cell.line, "У трудовой функции нет названия"))
    return Function(
        number=group.cell.number,
        title=title,
        line=group.cell.line,
        mandatory=not group.cell.extra,
        tasks=tasks,
    )


def _tasks(row: Row, widths: Widths, part: Part) -> list[Task]:
    """The tasks of a row; the first one holds the items."""
    skills, knowledge = (
        tuple(item for lines in row.lists(kind) for item in items(lines, widths.right)) for kind in HEADINGS
    )
    made: list[Task] = []
    for title in row.tasks:
        text = clean(joined(title.lines, widths.task)) if title.lines else ""
        first = not made
        made.append(
            Task(
                number=title.number,
                title=text,
                line=title.line,
                skills=skills if first else (),
                knowledge=knowledge if first else (),
            )
        )
        if not text:
            part.doubts.append(("no-title", title.line, "У задачи нет названия"))
    return made
