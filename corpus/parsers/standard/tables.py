"""Tables of a document as rows of cells, whether a reader gave real cells or lines with tab borders."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.blocks import Block, BlockKind, Cell, Row


def rows(blocks: Sequence[Block]) -> list[Row]:
    """Return all rows in order; a paragraph outside a table is a row with one cell."""
    found: list[Row] = []
    lines: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.LINE:
            lines.append(block)
            continue
        found.extend(_rows_of_lines(lines))
        lines = []
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            found.append(((block,),))
    found.extend(_rows_of_lines(lines))
    cells = [b for b in blocks if b.kind is BlockKind.CELL]
    if not cells:
        return found
    found.extend(_rows_of_cells(cells))
    return sorted(found, key=lambda row: next((b.line for cell in row for b in cell), 0))


def _rows_of_cells(cells: Sequence[Block]) -> Iterator[Row]:
    for _, row in groupby(cells, key=lambda b: (b.table, b.row)):
        columns = {c: tuple(g) for c, g in groupby(row, key=lambda b: b.column or 0)}
        width = max(columns) + 1
        yield tuple(columns.get(c, ()) for c in range(width))


def _rows_of_lines(lines: Sequence[Block]) -> Iterator[Row]:
    """Rows of tab-flattened text: a tab opens a cell, a blank line before it opens a row."""
    row: list[Cell] = []
    cell: list[Block] | None = None
    for block in lines:
        if block.text.lstrip(" \u00a0").startswith("\t"):
            if cell is not None:
                row.append(tuple(cell))
            if block.gap and any(row):  # empty cells in front belong to the row that follows
                yield tuple(row)
                row = []
            cell = []
            # Every tab but the first closes an empty cell: «\t\tЗнания» has one before the text.
            text = block.text.lstrip(" \u00a0")
            row.extend([()] * (len(text) - len(text.lstrip("\t")) - 1))
            if text.strip():
                cell.append(replace(block, text=text.strip("\t")))
        elif cell is not None:
            cell.append(block)
        else:
            yield ((block,),)
    if cell is not None:
        row.append(tuple(cell))
    if row:
        yield tuple(row)
