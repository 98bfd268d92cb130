"""Blocks: what a reader hands to a parser, whatever the file format was."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is in its source."""

    LINE = "line"  # a physical line of plain text, tabs and leading blanks kept
    PARAGRAPH = "paragraph"  # running text outside a table
    HEADING = "heading"
    CELL = "cell"  # a paragraph inside a table cell; several blocks may share one cell
    PAGE_BREAK = "page_break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One piece of a document with its place.

    `line` is the physical line for plain text, else the running number of the block.
    `gap` counts the blank lines before a LINE block; cells carry `table`, `row`, `column`.
    """

    kind: BlockKind
    text: str
    line: int  # 1-based
    page: int | None = None  # 1-based
    gap: int = 0
    table: int | None = None  # 0-based, running through the document
    row: int | None = None  # 0-based inside the table
    column: int | None = None  # 0-based inside the row


Cell = tuple[Block, ...]
"""The paragraphs of one table cell, in order; an empty cell is `()`."""

Row = tuple[Cell, ...]
"""The cells of one table row, left to right."""
