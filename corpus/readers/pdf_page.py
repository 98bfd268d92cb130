"""One page of a PDF → its words and its ruled tables."""

import re
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page

from corpus.readers.pdf_lines import Box, Word

MAX_EDGES = 5_000  # more are a drawing, not a table; finding cells takes time with their square
MAX_WORDS = 20_000
MAX_CELLS = 2_000
NEAR = 3.0  # points
CID = re.compile(r"\(cid:\d+\)")  # a glyph whose letter the file does not tell
FEW_WORDS = 3
LARGE = 0.5  # share of the page that a scanned picture covers


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Cells of a table on one page; an end is open when no line closes it."""

    box: Box
    cells: tuple[Box, ...]
    open_top: bool
    open_bottom: bool


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on a page."""

    number: int  # 1-based
    height: float
    words: tuple[Word, ...]
    tables: tuple[RuledTable, ...]
    is_picture: bool  # a scan without text


def content(page: Page) -> PageContent:
    """Read a page of pdfplumber."""
    # A ratio, since 3 points, the default, swallow the blanks of small print.
    found = page.extract_words(x_tolerance_ratio=0.15, y_tolerance=2)
    words = tuple(_word(w) for w in found[:MAX_WORDS])
    return PageContent(
        number=page.page_number,
        height=float(page.height),
        words=words,
        tables=tuple(_tables(page)),
        is_picture=len(words) < FEW_WORDS and _picture_share(page) > LARGE,
    )


def _word(found: dict[str, Any]) -> Word:
    box = Box(float(found["x0"]), float(found["top"]), float(found["x1"]), float(found["bottom"]))
    return Word(CID.sub("\ufffd", str(found["text"])), box)


def _picture_share(page: Page) -> float:
    areas = (max(0.0, float(i["x1"] - i["x0"])) * max(0.0, float(i["bottom"] - i["top"])) for i in page.images)
    return max(areas, default=0.0) / max(1.0, float(page.width * page.height))


def _tables(page: Page) -> list[RuledTable]:
    """Tables by their ruling lines; an open end gets a line first, or its cells would not be seen."""
    edges = page.edges
    if not edges or len(edges) > MAX_EDGES:
        return []
    top, bottom = _open_end(edges, "top", min), _open_end(edges, "bottom", max)
    extra = [y for y in (top, bottom) if y is not None]
    ruled = page.filter(lambda o: not _is_background(o))
    found = ruled.find_tables({"explicit_horizontal_lines": extra} if extra else {})
    tables = [
        _table([Box(*(float(v) for v in cell)) for cell in table.cells], top, bottom)
        for table in found
        if len(table.cells) <= MAX_CELLS
    ]
    return sorted(tables, key=lambda table: table.box.top)


def _table(cells: list[Box], top: float | None, bottom: float | None) -> RuledTable:
    box = Box(
        min(c.x0 for c in cells), min(c.top for c in cells), max(c.x1 for c in cells), max(c.bottom for c in cells)
    )
    return RuledTable(
        box=box,
        cells=tuple(cells),
        open_top=top is not None and abs(box.top - top) < NEAR,
        open_bottom=bottom is not None and abs(box.bottom - bottom) < NEAR,
    )


def _open_end(edges: list[dict[str, Any]], end: str, outermost: Any) -> float | None:
    """Where the page's first or last upright lines end without a level line: a row that the page break cuts."""
    ends = [float(e[end]) for e in edges if e["orientation"] == "v" and e["height"] > NEAR]
    if not ends:
        return None
    y = float(outermost(ends))
    level = any(e["orientation"] == "h" and abs(float(e["top"]) - y) <= NEAR for e in edges)
    return None if level or sum(abs(other - y) <= NEAR for other in ends) < 2 else y


def _is_background(item: dict[str, Any]) -> bool:
    """A filled area without outline, such as marked text: its edges are no ruling lines."""
    if item.get("object_type") != "rect":
        return False
    filled = bool(item.get("fill")) and not item.get("stroke")
    return filled and min(float(item["width"]), float(item["height"])) > NEAR + 1
