"""Pages of a PDF → one flow of text and tables; tables go on over page breaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf_furniture import furniture
from corpus.readers.pdf_lines import Line, lines_of
from corpus.readers.pdf_page import PageContent, RuledTable
from corpus.readers.pdf_tables import PdfTable, append, goes_on, table_of


@dataclass(frozen=True, slots=True)
class Flow:
    """Runs of lines and tables in reading order; `furniture` are the lines left out."""

    items: list[list[Line] | PdfTable]
    furniture: set[Line]


def flow(pages: Sequence[PageContent]) -> Flow:
    """Put the pages together without their furniture."""
    outside = [_outside(page, [t for t in page.tables if len(t.cells) > 1]) for page in pages]
    dropped = furniture(outside, [page.height for page in pages])
    items: list[list[Line] | PdfTable] = []
    for page in pages:
        last = items[-1] if items else None
        tables = [t for t in page.tables if len(t.cells) > 1 or _is_rest(t, last)]
        lines = [line for line in _outside(page, tables) if line not in dropped]
        _add_page(items, page, tables, lines)
    return Flow(items, dropped)


def _is_rest(ruled: RuledTable, last: list[Line] | PdfTable | None) -> bool:
    """A frame of one cell is no table, unless one goes on in it."""
    return isinstance(last, PdfTable) and goes_on(last, ruled.box)


def _outside(page: PageContent, tables: Sequence[RuledTable]) -> list[Line]:
    words = [
        w
        for w in page.words
        if not any(t.box.holds((w.box.x0 + w.box.x1) / 2, (w.box.top + w.box.bottom) / 2) for t in tables)
    ]
    return lines_of(words, page.number)


def _add_page(
    items: list[list[Line] | PdfTable], page: PageContent, tables: Sequence[RuledTable], lines: list[Line]
) -> None:
    rest = lines
    is_first = True
    for ruled in tables:
        above = [line for line in rest if line.box.top < ruled.box.top]
        rest = [line for line in rest if line.box.top >= ruled.box.top]
        _add_lines(items, above)
        part = table_of(ruled, page.words, page.number)
        last = items[-1] if items else None
        if is_first and not above and isinstance(last, PdfTable) and goes_on(last, ruled.box):
            append(last, part, open_top=ruled.open_top)
        else:
            items.append(part)
        is_first = False
    _add_lines(items, rest)


def _add_lines(items: list[list[Line] | PdfTable], lines: list[Line]) -> None:
    if not lines:
        return
    if items and isinstance(items[-1], list):
        items[-1].extend(lines)
    else:
        items.append(lines)
