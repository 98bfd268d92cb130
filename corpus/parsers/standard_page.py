"""Professional standard as page text, HTML or DOCX: tables whose cells are known → cards."""

import re
from collections.abc import Iterator, Sequence

from corpus.blocks import Block, BlockKind, Cell, Row
from corpus.cards import Card, Item, LineUse, Parsed, Problem
from corpus.items import END_MARKS, squeeze
from corpus.parsers import standard_preamble
from corpus.parsers.standard_functions import FunctionsReader
from corpus.parsers.standard_labels import RowLabel, after_label, row_label
from corpus.parsers.standard_values import coded_title, codes, is_absent, levels, related, sublevels
from corpus.parsers.tables import rows
from corpus.parsers.wraps import unwrapped

QUOTES = '"«»“”„ '
FUNCTION_ROWS = ("functions", "mandatory", "additional")
# Labels that are the whole text of their paragraph even when it is long.
LONG_LABELS = ("requirements", "regulations", "training", "conditions")
NOISE = {
    "conditions": "working conditions, the same in every card",
    "regulations": "list of regulations",
    "training": "link with training",
    "purpose": "purpose of the profession",
}


def recognises(blocks: Sequence[Block]) -> float:
    """How surely this is a standard with known cells: cells or tab borders, and card labels."""
    found = {label.field for row in rows(blocks) for c in row if c and (label := row_label(c[0].text))}
    wanted = {"code", "title", "levels", "functions", "mandatory", "personal", "related"}
    bordered = any(b.kind is BlockKind.CELL or not b.text.strip() for b in blocks)
    return len(found & wanted) / len(wanted) if bordered else 0.0


def parse(blocks: Sequence[Block], document: str) -> Parsed:
    """Return the cards of a standard with terms, listed professions, line uses and problems."""
    joined, home = unwrapped(blocks)
    table = rows(joined)
    starts = _card_starts(table)
    first = starts[0] if starts else len(table)
    terms, listed, uses = standard_preamble.read([b for row in table[:first] for cell in row for b in cell])
    noise = {b.line: "text of the order before the cards" for row in table[:first] for c in row for b in c}
    cards: list[Card] = []
    problems: list[Problem] = []
    for start, end in zip(starts, [*starts[1:], len(table)], strict=True):
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
    """Rows that open a card: «Карточка профессии», or a code row when the card before has its code."""
    starts: list[int] = []
    has_code = True
    for index, row in enumerate(table):
        fields = {label.field for cell in row if cell and (label := row_label(cell[0].text))}
        if "card" in fields:
            starts.append(index)
            has_code = False
        elif "code" in fields and _is_bare_label(row, "code"):
            if has_code:
                starts.append(index)
            has_code = True
    return starts


def _is_bare_label(row: Row, field: str) -> bool:
    return any(cell and (label := row_label(cell[0].text)) and label.field == field for cell in row[:1])


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
        if label is not None and self._field == "related" and label.field in ("title", "levels"):
            return None  # column heads inside the row of related professions
        return label

    def _leaves_functions(self, row: Row) -> bool:
        label = next((row_label(c[0].text) for c in row if c), None)
        return label is not None and label.field not in FUNCTION_ROWS

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
        heading = self._text("card").strip(QUOTES + END_MARKS)
        title = self._text("title").strip(QUOTES + END_MARKS) or heading
        card = Card(
            document=self.document,
            line=self.line,
            title=squeeze(title),
            heading=squeeze(heading),
            codes=codes(self._text("code")),
            levels=levels(self._text("levels")) or levels(self._text("sublevel")),
            sublevels=sublevels(self._text("levels")) or sublevels(self._text("sublevel")),
            alternative_titles=tuple(
                t for text, line in self._paragraphs("alternative_titles") if (t := coded_title(text, line))
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
