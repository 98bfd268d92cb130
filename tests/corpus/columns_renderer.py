"""Lays a profession card out as PDF text in interleaved columns: the reverse of `standard_columns`.

The table is drawn on an endless sheet: label | value rows, then function | task | skills and knowledge. Cells
that span rows are centred. The sheet is cut into pages, and every page is written row by row, left to right;
a spanning cell is written before the first of its rows on the page, as far as its text lies on the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

SOFT = " "  # left behind where a line was wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How labels are printed; `{n}` is the number."""

    function: str = "Трудовая функция {n}:"
    task: str = "Задача {n}:"
    lone_task: str = "Задача:"
    skills: str = "Умения и навыки:"
    knowledge: str = "Знания:"
    item: str = "{n}. "
    heading: str = 'Карточка профессии "{title}"'
    knowledge_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Sizes of the sheet, in characters and lines, and its habits."""

    function: int = 32
    task: int = 32
    right: int = 32
    label: int = 31
    value: int = 66
    page: int = 60
    page_gap: int = 3
    soft: bool = True  # wrapped lines keep a blank at their end
    hanging_marks: bool = True  # «лиц (» | «семей», «защиты» | «.»
    spaced: float = 0.0  # share of short lines with letters set apart
    page_numbers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSpec:
    """One task cell: titles with one list of skills and one of knowledge; an item is a list of paragraphs."""

    titles: tuple[str, ...]
    skills: tuple[tuple[str, ...], ...]
    knowledge: tuple[tuple[str, ...], ...]
    first_number: int = 1
    labelled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSpec:
    """A function with its tasks; `label` replaces the usual label."""

    title: str
    tasks: tuple[TaskSpec, ...]
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSpec:
    """A two-column row; every cell behind the label is a tuple of paragraphs."""

    label: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSpec:
    """A card as a table."""

    heading: str
    head: tuple[RowSpec, ...]
    functions: tuple[FunctionSpec, ...]
    tail: tuple[RowSpec, ...]


@dataclass(slots=True)
class Piece:
    """Text lines of a cell on the endless sheet; `rows` are the grid rows that the cell spans."""

    lines: list[str]
    top: int
    column: int
    rows: range


@dataclass(slots=True)
class Sheet:
    """The endless sheet: cells, and where each grid row starts."""

    pieces: list[Piece] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    height: int = 0

    def add_row(self, height: int) -> int:
        """Open a grid row and return its index."""
        self.tops.append(self.height)
        self.height += height
        return len(self.tops) - 1


def render(cards: Sequence[CardSpec], layout: Layout, spelling: Spelling, random: Random) -> str:
    """Return the text of the cards, as a PDF extractor gives it."""
    sheet = Sheet()
    for card in cards:
        _draw(sheet, card, layout, spelling)
    pages = [_page(sheet, start, layout) for start in range(0, sheet.height, layout.page)]
    return ("\n" * (layout.page_gap + 1)).join(_spaced(page, layout, random) for page in pages if page)


def _draw(sheet: Sheet, card: CardSpec, layout: Layout, spelling: Spelling) -> None:
    if heading := _wrap(spelling.heading.format(title=card.heading), 100, layout):
        row = sheet.add_row(len(heading))
        sheet.pieces.append(Piece(heading, sheet.tops[row], 0, range(row, row + 1)))
    for spec in card.head:
        _draw_row(sheet, spec, layout)
    for number, function in enumerate(card.functions, start=1):
        _draw_function(sheet, function, number, layout, spelling)
    for spec in card.tail:
        _draw_row(sheet, spec, layout)


def _draw_row(sheet: Sheet, spec: RowSpec, layout: Layout) -> None:
    label = _wrap(spec.label, layout.label, layout)
    width = layout.value // max(1, len(spec.cells))
    cells = [_cell(cell, width, layout) for cell in spec.cells]
    if len(label) == 1 and all(len(cell) == 1 for cell in cells):
        label, cells = [" ".join([label[0].strip(), *(cell[0].strip() for cell in cells)])], []
    height = max(len(label), *(len(cell) for cell in cells), 1) if cells else 1
    row = sheet.add_row(height)
    span = range(row, row + 1)
    sheet.pieces.append(Piece(label, sheet.tops[row] + (height - len(label)) // 2, 0, span))
    for column, cell in enumerate(cells, start=1):
        sheet.pieces.append(Piece(cell, sheet.tops[row], column, span))


def _draw_function(sheet: Sheet, spec: FunctionSpec, number: int, layout: Layout, spelling: Spelling) -> None:
    label = spelling.function.format(n=number) if spec.label is None else spec.label
    text = [*_wrap(label, layout.function, layout), *_wrap(spec.title, layout.function, layout)]
    first = len(sheet.tops)
    top = sheet.height
    for task in spec.tasks:
        _draw_task(sheet, task, len(spec.tasks), layout, spelling)
    lack = len(text) - (sheet.height - top)
    sheet.height += max(0, lack)
    span = range(first, len(sheet.tops))
    sheet.pieces.append(Piece(text, top + max(0, (sheet.height - top - len(text)) // 2), 0, span))


def _draw_task(sheet: Sheet, spec: TaskSpec, siblings: int, layout: Layout, spelling: Spelling) -> None:
    text: list[str] = []
    lone = siblings == 1 and len(spec.titles) == 1
    for number, title in enumerate(spec.titles, start=spec.first_number):
        label = (spelling.lone_task if lone else spelling.task).format(n=number) if spec.labelled else ""
        text += [*_wrap(label, layout.task, layout), *_wrap(title, layout.task, layout)]
    first, top = len(sheet.tops), sheet.height
    cells = [(spelling.skills, spec.skills), (spelling.knowledge, spec.knowledge)]
    for heading, items in reversed(cells) if spelling.knowledge_first else cells:
        cell = _items(heading, items, layout, spelling)
        row = sheet.add_row(len(cell))
        sheet.pieces.append(Piece(cell, sheet.tops[row], 2, range(row, row + 1)))
    sheet.height += max(0, len(text) - (sheet.height - top))
    span = range(first, len(sheet.tops))
    sheet.pieces.append(Piece(text, top + max(0, (sheet.height - top - len(text)) // 2), 1, span))


def _items(heading: str, items: Sequence[Sequence[str]], layout: Layout, spelling: Spelling) -> list[str]:
    lines = _wrap(heading, layout.right, layout)
    for number, item in enumerate(items, start=1):
        lead = spelling.item.format(n=number)
        lines += _cell((lead + item[0], *item[1:]), layout.right, layout)
    return lines


def _cell(paragraphs: Sequence[str], width: int, layout: Layout) -> list[str]:
    return [line for paragraph in paragraphs for line in _wrap(paragraph, width, layout)]


def _wrap(text: str, width: int, layout: Layout) -> list[str]:
    """Wrap a paragraph; a full line loses its blank, brackets and end marks may hang over."""
    lines: list[str] = []
    for word in _pieces(text, layout):
        glued = not word[1] or not lines
        room = lines and len(lines[-1]) + len(word[0]) + (not glued) <= width
        if room:
            lines[-1] += ("" if glued else " ") + word[0]
        else:
            lines += [word[0][at : at + width] for at in range(0, len(word[0]), width)]
    soft = SOFT if layout.soft else ""
    bodies = [line + soft if len(line) < width and not _hangs(line, nxt) else line for line, nxt in _pairs(lines)]
    return [*bodies, lines[-1]] if lines else []


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    return pairwise(lines)


def _hangs(line: str, following: str) -> bool:
    return line.endswith("(") or following.startswith((",", ".", ";", ")"))


def _pieces(text: str, layout: Layout) -> Iterator[tuple[str, bool]]:
    """Words with a flag: a blank stands before them. Hanging marks are pieces of their own."""
    for word in text.split():
        if layout.hanging_marks and word.startswith("(") and len(word) > 1:
            yield "(", True
            yield word[1:], False
        elif layout.hanging_marks and len(word) > 1 and word[-1] in ".,;":
            yield word[:-1], True
            yield word[-1], False
        else:
            yield word, True


def _page(sheet: Sheet, start: int, layout: Layout) -> str:
    """Write the part of the sheet between two page borders."""
    end = start + layout.page
    blocks: list[str] = []
    waiting = sorted(sheet.pieces, key=lambda p: (p.rows.start, p.column))
    done: set[int] = set()
    for row, top in enumerate(sheet.tops):
        bottom = sheet.tops[row + 1] if row + 1 < len(sheet.tops) else sheet.height
        if bottom <= start or top >= end:
            continue
        for piece in sorted((p for p in waiting if row in p.rows and id(p) not in done), key=lambda p: p.column):
            done.add(id(piece))
            inside = [line for at, line in enumerate(piece.lines, start=piece.top) if start <= at < end]
            blocks += ["\n".join(inside)] if inside else []
    if layout.page_numbers and blocks:
        blocks.append(str(start // layout.page + 1))
    return "\n\n".join(blocks)


def _spaced(page: str, layout: Layout, random: Random) -> str:
    """Set the letters of some short lines apart: «проводить анализ» → «п р о в о д и т ь  а н а л и з  »."""
    lines = page.split("\n")
    for at, line in enumerate(lines):
        words = line.split()
        plain = line.endswith(SOFT) and 0 < len(words) <= 2 and all(word.isalpha() for word in words)
        if plain and random.random() < layout.spaced:
            lines[at] = "  ".join(" ".join(word) for word in words) + "  "
    return "\n".join(lines)
