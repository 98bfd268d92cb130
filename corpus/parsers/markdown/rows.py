"""Physical lines of a Markdown text → table rows and text lines.

A row is one line with cells between tabs or pipes; a cell broken by a newline is put together again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block
from corpus.items import squeeze
from corpus.parsers.markdown.html import plain

LINE_BREAK = "\n"  # inside a cell: a line break of the source, as good as <br>
MAX_NAME_WORDS = 10
MIN_CELLS = 3  # of a row with tabs; «1.<tab>Введение» is a text line

PIPE = re.compile(r"(?<!\\)\|")
RULE = re.compile(r":?[-–—]+:?")  # «---», «:--:» of a separator row
DOT_LEADER = re.compile(r"\.{4,}\s*\d*\s*$|…{2,}\s*\d*\s*$")  # «1. ВВЕДЕНИЕ .....<tab>3» of the contents
HEADING = re.compile(r"\s*#{1,6}\s")
FURNITURE = re.compile(r"\s*(?:[-–—]{2,}|\d{1,3}|\*{3,})\s*$")  # a rule or a page number


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table: raw cells with their mark-up, and the physical lines that it takes."""

    cells: tuple[str, ...]
    line: int  # 1-based, of its first physical line
    lines: tuple[int, ...]
    gap: int = 0  # blank lines before it


Entry = Block | TableRow
"""A text line or a table row."""


def entries(blocks: Sequence[Block]) -> list[Entry]:
    """Rows and text lines in order; every block is in exactly one of them."""
    found: list[Entry] = []
    width = 0
    for index, block in enumerate(blocks):
        row = found[-1] if found and isinstance(found[-1], TableRow) else None
        if row is None:
            width = 0
        cells = split_cells(block.text, in_table=row is not None and block.gap == 0)
        below = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if row is not None and _is_broken_cell(row, block, cells, width) and not _is_name(block.text, below):
            found[-1] = _glued(row, block, cells or (block.text,))
        elif cells is None:
            found.append(block)
        else:
            found.append(TableRow(cells=cells, line=block.line, lines=(block.line,), gap=block.gap))
            width = max(width, len(cells))
    return found


def split_cells(text: str, *, in_table: bool = False) -> tuple[str, ...] | None:
    """Cells of a line, stripped: «a<tab>b<tab>» → ("a", "b", ""), «| a | b |» → ("a", "b"); else None."""
    if DOT_LEADER.search(text):
        return None
    bare = text.strip(" ")
    if bare.startswith("|"):
        parts = PIPE.split(bare[1:])
        return _stripped(parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts)
    if "\t" in text:
        parts = text.split("\t")
        enough = len(parts) >= MIN_CELLS or in_table or text.startswith("\t")
        return _stripped(parts) if enough else None
    parts = PIPE.split(text)
    return _stripped(parts) if len(parts) > MIN_CELLS else None


def _stripped(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip().replace("\\|", "|") for part in parts)


def _is_broken_cell(row: TableRow, block: Block, cells: tuple[str, ...] | None, width: int) -> bool:
    """Whether a line goes on inside the last cell of the row above it."""
    if block.gap or HEADING.match(block.text) or FURNITURE.match(block.text) or is_separator(row.cells):
        return False
    if not row.cells[-1]:
        return False
    if cells is None:
        return len(row.cells) <= width
    opens = block.text.lstrip(" ").startswith(("\t", "|")) or is_separator(cells)
    return not opens and len(row.cells) > 1 and len(row.cells) + len(cells) - 1 <= width


def _is_name(text: str, below: str) -> bool:
    """Whether a lone text over a new row is a subgroup row whose empty cells were trimmed."""
    bare = plain(text)
    if "\t" in text or not bare[:1].isupper() or bare.endswith((".", ";", ":", ",")):
        return False
    cells = split_cells(below)
    return cells is not None and bool(cells[0]) and len(bare.split()) <= MAX_NAME_WORDS


def _glued(row: TableRow, block: Block, cells: tuple[str, ...]) -> TableRow:
    last = LINE_BREAK.join((row.cells[-1], cells[0].strip()))
    return replace(row, cells=(*row.cells[:-1], last, *cells[1:]), lines=(*row.lines, block.line))


def is_separator(cells: Sequence[str]) -> bool:
    """A Markdown rule row: «--<tab>--<tab>---»."""
    filled = [c for c in cells if c]
    return bool(filled) and all(RULE.fullmatch(c) for c in filled) and any(len(c) > 1 for c in filled)


def is_column_numbers(cells: Sequence[str]) -> bool:
    """The row «1<tab>2<tab>3…» under a header."""
    filled = [squeeze(c).strip("*") for c in cells if c]
    return len(filled) >= MIN_CELLS and filled == [str(n) for n in range(1, len(filled) + 1)]


def is_blank(cells: Sequence[str]) -> bool:
    """A row without any text."""
    return not any(squeeze(c) for c in cells)
