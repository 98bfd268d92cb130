"""Professional standard as page text, HTML or DOCX: tables whose cells are known → cards."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.blocks import Block, BlockKind, Cell, Row
from corpus.cards import Card, Item, LineUse, Parsed, Problem
from corpus.items import END_MARKS, squeeze
from corpus.parsers.standard import preamble as standard_preamble
from corpus.parsers.standard.functions import FunctionsReader, opens_part
from corpus.parsers.standard.labels import COLUMN_HEADS, RowLabel, after_label, row_label
from corpus.parsers.standard.rows import cells_apart, table_rows
from corpus.parsers.standard.values import (
    QUOTES,
    coded_titles,
    codes,
    heading,
    is_absent,
    levels,
    related,
    sublevels,
)
from corpus.parsers.standard.wraps import unwrapped

FUNCTION_ROWS = ("functions", "mandatory", "additional", "recognition")
HEAD_FIELDS = ("code", "group_code", "title", "levels")
BODY_FIELDS = ("functions", "mandatory", "personal", "related", "classifier", "training", "conditions", "chapter")
# Labels that are the whole text of their paragraph even when it is long.
LONG_LABELS = ("requirements", "regulations", "training", "conditions")
NOISE = {
    "conditions": "working conditions, the same in every card",
    "regulations": "list of regulations",
    "training": "link with training",
    "purpose": "purpose of the profession",
    "chapter": "text behind the cards",
}


def recognises(blocks: Sequence[Block]) -> float:
    """How surely this is a standard with known cells: cells or tab borders, and card labels."""
    found = {
        label.field for row in table_rows(cells_apart(blocks)) for c in row if c and (label := row_label(c[0].text))
    }
    wanted = {"code", "title", "levels", "functions", "mandatory", "personal", "related"}
    bordered = any(b.kind is BlockKind.CELL or b.text.startswith("\t") for b in blocks)
    return len(found & wanted) / len(wanted) if bordered else 0.0


def parse(blocks: Sequence[Block], document: str) -> Parsed:
    """Return the cards of a standard with terms, listed professions, line uses and problems."""
    joined, home = unwrapped(cells_apart(blocks))
    table = table_rows(joined)
    starts = _card_starts(table)
    first = starts[0] if starts else len(table)
    terms, listed, uses = standard_preamble.read([b for row in table[:first] for cell in row for b in cell])
    noise = {b.line: "text of the order before the cards" for row in table[:first] for c in row for b in c}
    cards: list[Card] = []
    problems: list[Problem] = []
    for start, end in pairwise([*starts, len(table)]):
        reader = CardReader(document, table[start:end])
        cards.append(reader.card())
        problems.extend(reader.problems)
        uses.update(reader.uses)
        noise.update(reader.noise)
    for line, head in home.items():
        (uses if head in uses else noise)[line] = uses.get(head) or noise.get(head, "unread")
    return Parsed(
        document=document,
        cards=tuple(cards),
        terms=tuple(terms),
        named_professions=tuple(listed),
        uses=tuple(_line_uses(blocks, uses, noise)),
        problems=tuple(problems),
    )


def _card_starts(table: Sequence[Row]) -> list[int]:
    """Rows that open a card: «Карточка профессии», or the first head row behind the body of another card."""
    starts: list[int] = []
    fields = [_row_field(row) for row in table]
    headed = False
    for index, field in enumerate(fields):
        before = next((f for f in reversed(fields[:index]) if f), None)
        if field == "card":
            starts.append(index)
            headed = True
        elif field in HEAD_FIELDS and not headed and field not in COLUMN_HEADS.get(before or "", ()):
            if starts or field == "code":
                starts.append(index if starts else _first_head_row(fields, index))
                headed = True
        elif field in BODY_FIELDS:
            headed = False
    return starts


def _row_field(row: Row) -> str | None:
    """The row that the first filled cell opens."""
    label = next((row_label(cell[0].text) for cell in row if cell), None)
    return label.field if label else None


def _first_head_row(fields: Sequence[str | None], index: int) -> int:
    """The rows of a head may stand in any order: «Наименование профессии» before the code."""
    while index and fields[index - 1] in HEAD_FIELDS:
        index -= 1
    return index


def _line_uses(blocks: Sequence[Block], uses: dict[int, str], noise: dict[int, str]) -> Iterator[LineUse]:
    for block in blocks:
        if block.line in uses:
            yield LineUse(line=block.line, use=uses[block.line])
        elif not block.text.strip():
            yield LineUse(line=block.line, use="cell border", noise=True)
        else:
            yield LineUse(line=block.line, use=noise.get(block.line, "unread"), noise=True)


class CardReader:
    """Reads the rows of one card into fields; functions go to their own reader."""

    def __init__(self, document: str, table: Sequence[Row]) -> None:
        self.document = document
        self.line = next(b.line for row in table for cell in row for b in cell)
        self.cells: dict[str, list[Cell]] = {}
        self.uses: dict[int, str] = {}
        self.noise: dict[int, str] = {}
        self.problems: list[Problem] = []
        self.functions = FunctionsReader()
        self._field = "card"
        for row, following in zip(table, [*table[1:], ()], strict=True):
            self._read_row(row, following)

    def _read_row(self, row: Row, following: Row) -> None:
        if any(cell and opens_part(cell[0]) for cell in row) and _row_field(row) is None:
            self._field = "functions"  # also in a card without the list of its functions
        if self._field in FUNCTION_ROWS and not self._leaves_functions(row):
            self.functions.read_row(row, following)
            return
        for cell in filter(None, row):
            label = self._label(cell)
            if label is None:
                self._take(self._field, cell)
                continue
            self._field = label.field
            self.uses[cell[0].line] = "label"
            if label.field in FUNCTION_ROWS:
                self.functions.read_row(row[row.index(cell) :], following)
                return
            self._take_rest(label, cell)

    def _label(self, cell: Cell) -> RowLabel | None:
        label = row_label(cell[0].text)
        if label is not None and label.field in COLUMN_HEADS.get(self._field, ()):
            if self._field == "training" and "education" not in self.cells:
                self._field = "education"  # cards without a row of its own say it here
            return None
        return label

    def _leaves_functions(self, row: Row) -> bool:
        return _row_field(row) not in (None, *FUNCTION_ROWS)

    def _take_rest(self, label: RowLabel, cell: Cell) -> None:
        """A value may stand in the label's own cell: «Код профессии: 1344-0-004»."""
        rest = "" if label.field in LONG_LABELS else after_label(label, cell[0].text)
        head = (Block(kind=cell[0].kind, text=rest, line=cell[0].line),) if rest.strip(END_MARKS + QUOTES) else ()
        if head or cell[1:]:
            self._take(label.field, head + cell[1:])

    def _take(self, field: str, cell: Cell) -> None:
        self.cells.setdefault(field, []).append(cell)
        target, use = (self.noise, NOISE[field]) if field in NOISE else (self.uses, field)
        for block in cell:
            target.setdefault(block.line, use)

    def _paragraphs(self, field: str) -> list[tuple[str, int]]:
        return [(squeeze(b.text), b.line) for cell in self.cells.get(field, []) for b in cell if squeeze(b.text)]

    def _text(self, field: str) -> str:
        return "\n".join(text for text, _ in self._paragraphs(field))

    def _problem(self, kind: str, line: int, text: str) -> None:
        self.problems.append(Problem(kind=kind, document=self.document, line=line, text=text))

    def card(self) -> Card:
        """Return the card; what is missing or doubtful is in `problems` afterwards."""
        functions = self.functions.finish()
        self.uses.update(self.functions.uses)
        for kind, line, text in self.functions.doubts:
            self._problem(kind, line, text)
        self.noise.update(self.functions.noise)
        named = heading(self._text("card"))
        title = self._text("title").strip(QUOTES + END_MARKS) or named
        card = Card(
            document=self.document,
            line=self.line,
            title=squeeze(title),
            heading=named,
            codes=codes(self._text("code") or self._text("group_code")),
            levels=levels(self._text("levels")) or levels(self._text("sublevel")),
            sublevels=sublevels(self._text("levels")) or sublevels(self._text("sublevel")),
            alternative_titles=tuple(
                t for text, line in self._paragraphs("alternative_titles") for t in coded_titles(text, line)
            ),
            education=self._text("education") or None,
            qualification_requirements=tuple(text for text, _ in self._paragraphs("requirements")),
            functions=functions,
            personal_competences=tuple(self._personal()),
            related=related(self._paragraphs("related")),
            classifier_link=self._classifier(),
            classifier_titles=self._classifier_titles(),
        )
        self._check(card)
        return card

    def _personal(self) -> Iterator[Item]:
        for text, line in self._paragraphs("personal"):
            for part in re.split(r"[,;.](?:\s|$)", text):
                if competence := part.strip(END_MARKS):
                    yield Item(text=competence, line=line)

    def _classifier(self) -> str | None:
        """The whole cell «Связь с КС», paragraphs joined by line ends; None when absent."""
        text = self._text("classifier")
        return text or None

    def _classifier_titles(self) -> tuple[str, ...]:
        cells = self.cells.get("classifier", [])[1:]
        texts = (squeeze(b.text).strip(END_MARKS) for cell in cells for b in cell)
        return tuple(t for t in texts if t and not is_absent(t))

    def _check(self, card: Card) -> None:
        missing = {
            "title": (card.title, "В карточке нет наименования профессии"),
            "code": (card.codes, "В карточке нет кода профессии"),
            "level": (card.levels, "В карточке нет уровня квалификации по ОРК"),
            "functions": (card.functions, "В карточке нет трудовых функций"),
        }
        for name, (value, text) in missing.items():
            if not value:
                self._problem(f"no-{name}", card.line, text)
        for function in card.functions:
            for task in function.tasks[-1:]:
                if not task.skills:
                    self._problem("no-skills", task.line, f"У задачи «{task.title}» не найдены умения")
                if not task.knowledge:
                    self._problem("no-knowledge", task.line, f"У задачи «{task.title}» не найдены знания")
