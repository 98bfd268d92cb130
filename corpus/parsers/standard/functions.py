"""The functions part of a card: cells in reading order → functions, tasks, skills, knowledge."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.blocks import Block, Cell, Row
from corpus.cards import Function, Task
from corpus.items import clean, split_number, squeeze
from corpus.parsers.standard.item_lists import items
from corpus.parsers.standard.labels import FUNCTION, KNOWLEDGE, REMARK, SKILLS, TASK, numbered_label, row_label

# A heading-less list of knowledge opens so: «Знание законодательства по профилю».
KNOWLEDGE_WORD = re.compile(r"^знани[ея]\s+\w", re.IGNORECASE)


class Mode(StrEnum):
    """What the next paragraph belongs to."""

    OVERVIEW = "overview"
    FUNCTION = "function"
    TASK = "task"
    SKILLS = "skills"
    KNOWLEDGE = "knowledge"
    REMARK = "remark"


@dataclass(slots=True)
class TaskDraft:
    number: str | None
    line: int
    title: list[Block] = field(default_factory=list)
    skills: list[Block] = field(default_factory=list)
    knowledge: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class FunctionDraft:
    number: str | None
    line: int
    mandatory: bool
    title: list[Block] = field(default_factory=list)
    tasks: list[TaskDraft] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """A function named in the overview before the blocks."""

    title: str
    line: int
    mandatory: bool


class FunctionsReader:
    """Reads the cells of one card's functions part, keeps what each line was used for."""

    def __init__(self) -> None:
        self.functions: list[FunctionDraft] = []
        self.listed: list[Listed] = []
        self.uses: dict[int, str] = {}
        self.noise: dict[int, str] = {}
        self.doubts: list[tuple[str, int, str]] = []
        self._mode = Mode.OVERVIEW
        self._mandatory = True
        self._awaited = False  # the last label of the row has no text yet: the next cell is its text

    def read_row(self, row: Row, following: Row = ()) -> None:
        """Take the cells of a row; a cell without its label is told by the cells beside it."""
        self._awaited = False
        for index, cell in enumerate(row):
            if not cell:
                continue
            bare = not (self._awaited or opens_part(cell[0]) or row_label(cell[0].text))
            if bare and index and self._mode is Mode.SKILLS and not _opens_list(_next_cell(row, index)):
                self._open_unlabelled_knowledge(cell[0])
            elif bare and self._names_function(cell, row, index, following):
                self._open_function(None, cell[0].line, extra=not self._mandatory)
            elif bare and index and self._mode is not Mode.TASK and _opens_list(_next_cell(row, index)):
                self._open_task(None, cell[0].line)
            for block in cell:
                self._read(block)

    def _names_function(self, cell: Cell, row: Row, index: int, following: Row) -> bool:
        """A bare cell right before a task cell, or first in a row before its lists, names a function."""
        if self._mode in (Mode.FUNCTION, Mode.TASK) or (self._mode is Mode.REMARK and index):
            return False  # its title is awaited; a remark stands in the last column
        rest = row[index + 1 :]
        beside = _next_cell((*row[index:], *following), 0)
        if beside and numbered_label(TASK, beside[0].text) is not None:
            return True
        return not index and len(cell) == 1 and any(_opens_list(other) for other in rest)

    def _open_unlabelled_knowledge(self, block: Block) -> None:
        """The cell under the skills cell is the knowledge cell, also when its «Знания:» is lost."""
        self.doubts.append(
            ("no-knowledge-label", block.line, "Подписи «Знания:» нет: ячейка под умениями принята за знания")
        )
        self._mode = Mode.KNOWLEDGE

    def _open_function(self, number: str | None, line: int, *, extra: bool) -> None:
        self.functions.append(FunctionDraft(number, line, not extra))
        self._mode = Mode.FUNCTION

    def _read(self, block: Block) -> None:
        text = squeeze(block.text)
        if function := numbered_label(FUNCTION, text):
            self._open_function(function.number, block.line, extra=function.extra)
            self._rest(block, function.rest)
        elif (task := numbered_label(TASK, text)) and not (task.number is None and SKILLS.match(text)):
            self._open_task(task.number, block.line)
            self._rest(block, task.rest)
        elif found := SKILLS.match(text):
            self._open_list(Mode.SKILLS, block)
            self._rest(block, text[found.end() :])
        elif found := KNOWLEDGE.match(text):
            self._open_list(Mode.KNOWLEDGE, block)
            self._rest(block, text[found.end() :])
        elif (row := row_label(text)) and row.field == "recognition":
            self._mode = Mode.REMARK
            self.noise[block.line] = REMARK
        elif row and row.field in ("functions", "mandatory", "additional"):
            self._mandatory = row.field != "additional"
            self._mode = Mode.OVERVIEW
            self.uses[block.line] = "label"
        else:
            self._take(block)

    def _rest(self, block: Block, rest: str) -> None:
        """What follows a label on its own line is the first paragraph behind it."""
        self.uses[block.line] = "label"
        self._awaited = not clean(rest)
        if not self._awaited:
            self._take(_with_text(block, rest))

    def _open_task(self, number: str | None, line: int) -> None:
        self._function(line).tasks.append(TaskDraft(number, line))
        self._mode = Mode.TASK

    def _open_list(self, mode: Mode, block: Block) -> None:
        self._task(block)
        self._mode = mode

    def _function(self, line: int) -> FunctionDraft:
        if not self.functions:
            self.doubts.append(
                ("no-function", line, "Задача стоит без трудовой функции: функция оставлена без названия")
            )
            self.functions.append(FunctionDraft(None, line, True))
        return self.functions[-1]

    def _task(self, block: Block) -> TaskDraft:
        tasks = self._function(block.line).tasks
        if not tasks:
            self.doubts.append(
                ("no-task", block.line, "Умения или знания стоят без задачи: задача оставлена без названия")
            )
            tasks.append(TaskDraft(None, block.line))
        return tasks[-1]

    def _take(self, block: Block) -> None:
        if not clean(block.text):
            self.uses[block.line] = "stray mark"
            return
        self._awaited = False
        if self._mode is Mode.REMARK:
            self.noise[block.line] = REMARK
            return
        self.uses.setdefault(block.line, self._mode.value)
        match self._mode:
            case Mode.OVERVIEW:
                self.listed.append(Listed(clean(block.text), block.line, self._mandatory))
            case Mode.FUNCTION:
                self.functions[-1].title.append(block)
            case Mode.TASK:
                self._take_task_title(block)
            case Mode.SKILLS:
                self._task(block).skills.append(block)
            case Mode.KNOWLEDGE:
                self._task(block).knowledge.append(block)

    def _take_task_title(self, block: Block) -> None:
        """Numbered paragraphs under one «Задача:» are tasks of their own: «1. Консультативная помощь»."""
        number, _ = split_number(squeeze(block.text))
        task = self._task(block)
        if number and task.title:
            task = TaskDraft(number, block.line)
            self.functions[-1].tasks.append(task)
        elif number:
            task.number = task.number or number
        task.title.append(block)

    def finish(self) -> tuple[Function, ...]:
        """Return the functions read, with additional ones that the overview names but no block describes.

        The overview may print «Трудовая функция 1. …» too: a function without tasks that comes again is not kept.
        """
        told = {_title(draft.title).casefold() for draft in self.functions if draft.tasks}
        kept = [draft for draft in self.functions if draft.tasks or _title(draft.title).casefold() not in told]
        built = tuple(self._function_of(draft) for draft in kept)
        titles = {f.title.casefold() for f in built}
        extra = [f for f in self.listed if not f.mandatory and f.title.casefold() not in titles]
        return built + tuple(Function(number=None, title=f.title, line=f.line, mandatory=False) for f in extra)

    def _function_of(self, draft: FunctionDraft) -> Function:
        unlabelled = not any(t.knowledge for t in draft.tasks)
        return Function(
            number=draft.number,
            title=_title(draft.title),
            line=draft.line,
            mandatory=self._is_mandatory(draft),
            tasks=tuple(self._task_of(t, unlabelled=unlabelled) for t in draft.tasks),
        )

    def _is_mandatory(self, draft: FunctionDraft) -> bool:
        """As the overview lists it; a function that it does not name is what its own label says."""
        listed = {f.title.casefold(): f.mandatory for f in self.listed}
        return listed.get(_title(draft.title).casefold(), draft.mandatory)

    def _task_of(self, draft: TaskDraft, *, unlabelled: bool) -> Task:
        skills, knowledge = draft.skills, draft.knowledge
        if unlabelled and (cut := _unlabelled_knowledge(skills)):
            skills, knowledge = skills[:cut], skills[cut:]
            self.doubts.append(
                (
                    "no-knowledge-label",
                    knowledge[0].line,
                    "Подписи «Знания:» нет: строки без номеров после умений приняты за знания",
                )
            )
            self.uses.update({b.line: Mode.KNOWLEDGE.value for b in knowledge})
        return Task(
            number=draft.number,
            title=_title(draft.title),
            line=draft.line,
            skills=items(skills, actions=True),
            knowledge=items(knowledge, actions=False),
        )


def opens_part(block: Block) -> bool:
    """Whether a paragraph is the label of a function, a task or a list."""
    text = squeeze(block.text)
    labels = (numbered_label(FUNCTION, text), numbered_label(TASK, text))
    return any(labels) or bool(SKILLS.match(text) or KNOWLEDGE.match(text))


def _opens_list(cell: Cell) -> bool:
    text = squeeze(cell[0].text) if cell else ""
    return bool(SKILLS.match(text) or KNOWLEDGE.match(text))


def _next_cell(row: Row, index: int) -> Cell:
    return next((cell for cell in row[index + 1 :] if cell), ())


def _unlabelled_knowledge(skills: list[Block]) -> int:
    """Index where knowledge starts inside a skills list without a «Знания:» label; 0 when it does not."""
    numbered = [split_number(squeeze(b.text))[0] is not None for b in skills]
    for index, block in enumerate(skills):
        if index and not any(numbered[index:]) and KNOWLEDGE_WORD.match(clean(block.text)):
            return index
    return 0


def _with_text(block: Block, text: str) -> Block:
    return Block(kind=block.kind, text=text, line=block.line, page=block.page)


def _title(blocks: list[Block]) -> str:
    return clean(" ".join(squeeze(b.text) for b in blocks))
