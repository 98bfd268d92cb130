"""Rows and text lines → the document's sections and tables, each table with its kind."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.blocks import Block
from corpus.items import squeeze
from corpus.parsers.markdown.headings import (
    CAPTION,
    TableKind,
    announced_by,
    header_kind,
    heading_of,
    merged_names,
    opens_section,
)
from corpus.parsers.markdown.html import plain
from corpus.parsers.markdown.rows import (
    FURNITURE,
    Entry,
    TableRow,
    is_blank,
    is_column_numbers,
    is_separator,
)
from corpus.parsers.markdown.values import levels_of

BARE_LEVEL = re.compile(r"\s*[1-8]\s*")  # a grid row whose empty cells were trimmed
MAX_HEAD_ROWS = 2  # above the last row of a header
LONG_TEXT = 120  # characters: prose, which ends a table


@dataclass(slots=True)
class Table:
    """A table over all its pages; `body` holds its rows and the short text lines between them."""

    kind: TableKind
    section: str
    header: tuple[str, ...] = ()
    body: list[Entry] = field(default_factory=list)
    furniture: list[TableRow] = field(default_factory=list)  # heads, rules, blank rows


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line outside the tables with the section that it stands in."""

    block: Block
    section: str
    is_heading: bool


@dataclass(slots=True)
class Layout:
    """Text lines and tables of a document."""

    texts: list[TextLine] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    repeated: frozenset[str] = frozenset()  # lines printed more than once: page headers


def is_trimmed_level(block: Block) -> bool:
    """Whether a line under a grid row is a row whose empty cells are lost: «4»."""
    return not block.gap and BARE_LEVEL.fullmatch(block.text) is not None


def layout_of(entries: Sequence[Entry]) -> Layout:
    """Sections and tables of a document."""
    builder = _Builder()
    for entry in entries:
        if isinstance(entry, TableRow):
            builder.row(entry)
        else:
            builder.text(entry)
    builder.close()
    counts = Counter(squeeze(entry.text) for entry in entries if isinstance(entry, Block))
    builder.layout.repeated = frozenset(text for text, count in counts.items() if count > 1)
    return builder.layout


class _Builder:
    """Walks through the entries once; text that may stand inside a table waits until that is clear."""

    def __init__(self) -> None:
        self.layout = Layout()
        self._section = ""
        self._announced: TableKind | None = None
        self._table: Table | None = None
        self._waiting: list[TextLine] = []
        self._levels: Table | None = None  # the last level table

    def text(self, block: Block) -> None:
        """Take a text line."""
        if self._announced is TableKind.GRID and is_trimmed_level(block):
            self._open(TableKind.GRID).body.append(block)
            return
        title = heading_of(block)
        opens = title is not None and (opens_section(title) or not self._may_be_inside())
        if title is not None and opens:
            self.close()
            self._section, self._announced = title, announced_by(title)
        elif self._table is not None and _is_prose(block, title):
            self.close()
            self._announced = None
        elif CAPTION.match(block.text):
            self._announced = announced_by(block.text) or self._announced
        line = TextLine(block=block, section=self._section, is_heading=title is not None)
        (self._waiting if self._may_be_inside() and not opens else self.layout.texts).append(line)

    def row(self, row: TableRow) -> None:
        """Take a table row."""
        head = self._header(row)
        if head is not None:
            self._start(*head, row)
            return
        if self._table is None and self._goes_on(row):
            self._resume()
        table = self._open(self._announced or TableKind.OTHER)
        names = [plain(cell) for cell in row.cells]
        if is_separator(row.cells) or is_blank(names) or is_column_numbers(names):
            table.furniture.append(row)
            return
        self._take_waiting(table)
        table.body.append(row)

    def close(self) -> None:
        """End the open table; the text that waits belongs to no table."""
        self.layout.texts.extend(self._waiting)
        self._table, self._waiting = None, []

    def _may_be_inside(self) -> bool:
        return self._table is not None or self._announced is TableKind.LEVELS

    def _goes_on(self, row: TableRow) -> bool:
        """Whether a row goes on with the last level table although prose or «### 2. Склады» stands between."""
        table = self._levels
        if table is None or len(row.cells) != len(table.header):
            return False
        first = plain(row.cells[0])
        if table.section == self._section:
            return not first or bool(levels_of(first))
        under_heading = self.layout.texts[-1].is_heading and self._announced is None
        return under_heading and bool(levels_of(first))

    def _resume(self) -> None:
        """Go on with the last level table; a heading just above the row is of its subgroup."""
        self._table = self._levels
        if self._table is not None and self._table.section != self._section:
            self._section = self._table.section
            self._waiting.append(self.layout.texts.pop())

    def _open(self, kind: TableKind) -> Table:
        if self._table is None:
            self._table = Table(kind=kind, section=self._section)
            self.layout.tables.append(self._table)
        return self._table

    def _take_waiting(self, table: Table) -> None:
        table.body.extend(line.block for line in self._waiting)
        self._waiting = []

    def _header(self, row: TableRow) -> tuple[TableKind, tuple[str, ...], int] | None:
        """Kind and names of the header that a row completes, and how many rows above it are parts of it."""
        above: list[TableRow] = []
        if self._table is not None and not self._table.header:
            above = [e for e in self._table.body[-MAX_HEAD_ROWS:] if isinstance(e, TableRow)]
        for count in range(len(above) + 1):
            cells = merged_names([r.cells for r in (*above[len(above) - count :], row)])
            kind = header_kind(cells, self._announced)
            if kind is not None:
                return kind, cells, count
        return None

    def _start(self, kind: TableKind, cells: tuple[str, ...], parts: int, row: TableRow) -> None:
        """Open a table under its header, or go on with the same table on a new page."""
        if self._table is not None and self._table.kind is not kind and self._table.header:
            self.close()
        table = self._open(kind)
        self._take_waiting(table)
        table.kind, table.header = kind, cells
        self._levels = table if kind is TableKind.LEVELS else self._levels
        heads = [e for e in table.body[len(table.body) - parts :] if isinstance(e, TableRow)]
        table.body = table.body[: len(table.body) - parts]
        table.furniture.extend((*heads, row))


def _is_prose(block: Block, title: str | None) -> bool:
    """Whether a line under a table ends it."""
    if title is not None or FURNITURE.match(block.text) or CAPTION.match(block.text):
        return False
    text = squeeze(block.text)
    return not text.startswith("<sup>") and (len(text) > LONG_TEXT or text.endswith((".", ":")))
