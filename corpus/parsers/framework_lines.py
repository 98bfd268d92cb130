"""Lines of a tab-flattened table → cells: a tab at the head of a line opens a cell."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.blocks import Block
from corpus.parsers.framework_header import columns_of, field_of, is_header

CODE_ALONE = re.compile(r"^\s*\d{4}(?:\s*[-–—]\s*\d){0,1}(?:\s*[-–—]\s*\d{3})?\s*$")  # «3422», «3440-0-011»
BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")  # «[bookmark: _Hlk10662817]- Предоставление»
PAGE_NUMBER = re.compile(r"^\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$")  # «12», «- 12 -»
HEADER_SEARCH = 14  # cells looked at for a header


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """One line of a cell: its text without the border tab, and its place."""

    text: str
    line: int  # 1-based


@dataclass(frozen=True, slots=True, kw_only=True)
class TabCell:
    """A cell of a flattened table; `lost` when only the blank that a removed number left shows it."""

    lines: tuple[CellLine, ...]
    line: int  # 1-based, where the cell opens
    gap: int = 0  # blank lines before it
    lost: bool = False

    @property
    def text(self) -> str:
        """All lines with a blank between them."""
        return " ".join(line.text.strip() for line in self.lines if line.text.strip())


def opens_cell(block: Block) -> bool:
    """Whether a line opens a cell: «⇥8», « ⇥3259 …» (a number was lost before the tab)."""
    return "\t" in block.text and not block.text.split("\t", 1)[0].strip()


def cells_of(blocks: Iterable[Block]) -> list[TabCell]:
    """Cells of a run of lines; lines before the first border are left out."""
    cells: list[TabCell] = []
    for block in blocks:
        if opens_cell(block):
            cells.extend(_opened(block))
        elif cells:
            line = CellLine(text=plain(block.text), line=block.line)
            cells[-1] = _with_line(cells[-1], line)
    return cells


def plain(text: str) -> str:
    """A line without bookmarks, inner tabs as blanks: «3422⇥Спортивные» → «3422 Спортивные»."""
    return BOOKMARK.sub("", text).replace("\t", " ")


def _opened(block: Block) -> list[TabCell]:
    """The cells that one line opens: «⇥8» one, « ⇥3350» a lost one and one, «⇥4⇥5» two, «⇥⇥» two."""
    head, *parts = block.text.split("\t")
    cells: list[TabCell] = []
    if head:
        cells.append(TabCell(lines=(), line=block.line, gap=block.gap, lost=True))
    for text in _rejoined(parts):
        lines = (CellLine(text=plain(text), line=block.line),)
        cells.append(TabCell(lines=lines, line=block.line, gap=0 if cells else block.gap))
    return cells


def _rejoined(parts: Sequence[str]) -> list[str]:
    """Parts of a line between tabs, a code put back to its title: «3422», «Тренеры» → «3422 Тренеры»."""
    joined: list[str] = []
    for part in parts:
        if joined and part.strip() and CODE_ALONE.match(joined[-1]):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _with_line(cell: TabCell, line: CellLine) -> TabCell:
    """The cell with one more line."""
    return TabCell(lines=(*cell.lines, line), line=cell.line, gap=cell.gap, lost=cell.lost)


def header_at(cells: Sequence[TabCell], start: int) -> int:
    """How many cells from `start` are a header of a level table; 0 if they are none.

    It reaches to the last named column before a blank line or two cells that name no field. A body
    cell before a repeated header may look like a name («Навыки общения»): then its field comes twice.
    """
    window: list[str] = []
    for cell in cells[start : start + HEADER_SEARCH]:
        unnamed = not any(field_of(text) for text in (*window[-1:], cell.text))
        if window and (cell.gap or unnamed):
            break
        window.append(cell.text)
    columns = columns_of(window)
    fields = [field_of(text) for text in window]
    if 0 not in columns or fields.count(fields[0]) > 1 or not is_header(window):
        return 0
    return max(columns) + 1
