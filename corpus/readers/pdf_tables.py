"""Tables of PDF pages → tables of the document, rows that a page break cuts put together.

A table goes on when it ends its page, another with the same outer edges opens the next page, and nothing but page
furniture stands between. Its first row there belongs to the last row before when

- no ruling line closes the row above or opens the row below, or
- its last cell goes on with the next number of the list above, or the text above it ends with a colon, or
- no cell begins in it: all are empty or go on in the middle of a sentence.

A single cell that goes on in the middle of a sentence is always put to the cell above it, so that a title that spans
rows keeps its end. A first row that repeats the head of the table is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.pdf_lines import Box, Line, Word, lines_of
from corpus.readers.pdf_page import RuledTable
from corpus.readers.pdf_paragraphs import END_MARKS, ITEM

NEAR = 4.0  # points


@dataclass(slots=True)
class PdfCell:
    """A cell with its lines, which may stand on several pages."""

    row: int
    box: Box  # where it begins
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All lines in one."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class PdfTable:
    """A table of the document; `tail` holds the last cell at every left edge."""

    box: Box  # of its last part
    open_bottom: bool
    cells: list[PdfCell]
    rows: int
    head: list[str]  # texts of its first row
    tail: list[PdfCell]

    def columns(self) -> dict[int, list[tuple[int, PdfCell]]]:
        """Row → (column, cell) from left to right; columns count over all pages."""
        edges = _clusters([cell.box.x0 for cell in self.cells])
        rows: dict[int, list[tuple[int, PdfCell]]] = {}
        for cell in self.cells:
            column = min(range(len(edges)), key=lambda i: abs(edges[i] - cell.box.x0))
            rows.setdefault(cell.row, []).append((column, cell))
        return {row: sorted(rows[row], key=lambda pair: pair[0]) for row in sorted(rows)}


def table_of(ruled: RuledTable, words: Sequence[Word], page: int) -> PdfTable:
    """Put the words of a page into the cells of one of its tables."""
    tops = _clusters([cell.top for cell in ruled.cells])
    cells: list[PdfCell] = []
    for box in sorted(ruled.cells, key=lambda c: (c.top, c.x0)):
        inside = [w for w in words if box.holds((w.box.x0 + w.box.x1) / 2, (w.box.top + w.box.bottom) / 2)]
        row = min(range(len(tops)), key=lambda i: abs(tops[i] - box.top))
        cells.append(PdfCell(row, box, lines_of(inside, page)))
    head = _row_texts(cells, 0)
    return PdfTable(ruled.box, ruled.open_bottom, cells, len(tops), head, _tail([], cells))


def goes_on(table: PdfTable, box: Box) -> bool:
    """Whether a table that opens a page has the outer edges of the one that ended the page before."""
    return abs(table.box.x0 - box.x0) < NEAR and abs(table.box.x1 - box.x1) < NEAR


def append(table: PdfTable, part: PdfTable, *, open_top: bool) -> None:
    """Add the part of a table on the next page; its repeated head is left out."""
    skipped = 0
    while skipped < part.rows and len(table.head) > 1 and _row_texts(part.cells, skipped) == table.head:
        skipped += 1
    first = [cell for cell in part.cells if cell.row == skipped]
    is_open = not skipped and (open_top or table.open_bottom)
    joined = is_open or _counts_on(first, table.tail) or _none_begins(first, table.tail)
    merged = [cell for cell in first if _merge(cell, table.tail, always=joined)]
    base = table.rows - skipped - int(joined)
    rest = [c for c in part.cells if c.row >= skipped and not any(c is m for m in merged)]
    moved = [PdfCell(max(cell.row + base, 0), cell.box, cell.lines) for cell in rest]
    table.cells.extend(moved)
    table.tail = _tail(table.tail, moved)
    table.rows = max(table.rows, part.rows + base)
    table.box, table.open_bottom = part.box, part.open_bottom


def _merge(cell: PdfCell, tail: Sequence[PdfCell], *, always: bool) -> bool:
    """Put a cell's lines to the cell above it, always or when its sentence goes on; return whether it was done."""
    upper = _over(cell, tail)
    if upper is None or not (always or _goes_on(cell, tail)):
        return False
    upper.lines.extend(cell.lines)
    return True


def _counts_on(first: Sequence[PdfCell], tail: Sequence[PdfCell]) -> bool:
    """… 4. Сверять вес | page break | 5. Оформлять акт; Умения: | page break | 1. Сверять вес"""
    cell = max((c for c in first if c.lines), key=lambda c: c.box.x0, default=None)
    upper = _over(cell, tail) if cell else None
    if cell is None or upper is None or cell is first[0]:  # a label ends with a colon too
        return False
    if upper.text.endswith(":"):
        return True
    numbers = [int(found[1]) for line in upper.lines if (found := ITEM.match(line.text))]
    begun = next((int(found[1]) for line in cell.lines if (found := ITEM.match(line.text))), None)
    return bool(numbers) and begun == numbers[-1] + 1


def _none_begins(first: Sequence[PdfCell], tail: Sequence[PdfCell]) -> bool:
    """All cells that say something go on in the middle of a sentence, the last at least after an open one."""
    said = sorted((cell for cell in first if cell.lines), key=lambda c: c.box.x0)
    if len(first) < 2 or not said or said[-1] is first[0]:
        return False
    upper = _over(said[-1], tail)
    is_open = upper is not None and not upper.text.endswith(END_MARKS)
    return is_open and all(_goes_on(cell, tail) for cell in said[:-1])


def _goes_on(cell: PdfCell, tail: Sequence[PdfCell]) -> bool:
    upper = _over(cell, tail)
    return upper is not None and _is_mid_sentence(upper, cell)


def _is_mid_sentence(upper: PdfCell, cell: PdfCell) -> bool:
    return bool(upper.lines and cell.lines) and not upper.text.endswith(END_MARKS) and cell.text[0].islower()


def _tail(tail: Sequence[PdfCell], cells: Sequence[PdfCell]) -> list[PdfCell]:
    """The lowest cell at every left edge, from those so far and new ones below them."""
    lowest = list(tail)
    for cell in cells:
        lowest = [upper for upper in lowest if abs(upper.box.x0 - cell.box.x0) >= NEAR]
        lowest.append(cell)
    return lowest


def _over(cell: PdfCell, tail: Sequence[PdfCell]) -> PdfCell | None:
    """The cell above with the same left edge."""
    return next((upper for upper in tail if abs(upper.box.x0 - cell.box.x0) < NEAR), None)


def _row_texts(cells: Sequence[PdfCell], row: int) -> list[str]:
    said = sorted((c for c in cells if c.row == row and c.lines), key=lambda c: c.box.x0)
    return [cell.text for cell in said]


def _clusters(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found
