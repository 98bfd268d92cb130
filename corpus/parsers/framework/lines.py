"""Lines of a tab-flattened table → cells: a tab at the head of a line opens a cell."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block

CODE_ALONE = re.compile(r"^\s*\d{4}(?:\s*[-–—]\s*\d){0,1}(?:\s*[-–—]\s*\d{3})?\s*$")  # «3422», «3440-0-011»
BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")  # «[bookmark: _Hlk10662817]- Предоставление»
PAGE_NUMBER = re.compile(r"^\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$")  # «12», «- 12 -»


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


def cells_of(blocks: Iterable[Block], *, inline: bool = False) -> list[TabCell]:
    """Cells of a run of lines; lines before the first border are left out.

    `inline`: the table prints whole rows on a line, so a tab inside a line is a border too.
    """
    cells: list[TabCell] = []
    for block in blocks:
        if opens_cell(block):
            cells.extend(_opened(block))
        elif cells:
            head, border, rest = block.text.partition("\t") if inline else (block.text, "", "")
            cells[-1] = _with_line(cells[-1], CellLine(text=plain(head), line=block.line))
            if border:
                cells.extend(_opened(replace(block, text=border + rest, gap=0)))
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
