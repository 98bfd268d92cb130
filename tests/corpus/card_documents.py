"""One table written as HTML, DOCX and PDF: cells span the empty ones below and beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from io import BytesIO

import font_roboto
from docx import Document
from docx.document import Document as WordDocument
from fpdf import FPDF

from corpus.parsers.standard.tables import rows
from corpus.readers import text

MARGIN, FONT, LEADING, PADDING = 50.0, 9.0, 12.0, 4.0  # points


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of a table: 0-based place, how far it reaches, its paragraphs."""

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: tuple[str, ...]


def spans(source: str, width: int) -> list[Span]:
    """The cells of a tab-flattened table: an empty cell on the left belongs to the one above, one on the right is merged."""
    table = [[tuple(b.text.strip() for b in cell if b.text.strip()) for cell in row] for row in rows(text.read(source))]
    found: list[Span] = []
    for number, row in enumerate(table):
        for column, cell in enumerate(row):
            if not cell:
                _grow(found, column)
                continue
            last = not any(row[column + 1 :])
            found.append(Span(number, column, 1, width - column if last else 1, cell))
    return found


def _grow(found: list[Span], column: int) -> None:
    index = max(i for i, span in enumerate(found) if span.column == column)
    found[index] = replace(found[index], rows=found[index].rows + 1)


def as_html(cells: Sequence[Span], before: Sequence[str] = ()) -> str:
    """A page as adilet.zan.kz serves it: menus around an article, paragraphs inside the cells."""
    body = [f"<p>      {escape(paragraph)}</p>" for paragraph in before]
    body.append('<table border="1" cellspacing="0"><tbody>')
    for row in range(max(c.row for c in cells) + 1):
        body.append("<tr>")
        for cell in (c for c in cells if c.row == row):
            inner = "".join(f'<p id="z1">{escape(p).replace(" ", "&nbsp;", 1)}</p>\n' for p in cell.paragraphs)
            body.append(f'<td colspan="{cell.columns}" rowspan="{cell.rows}">{inner}</td>')
        body.append("</tr>")
    body.append("</tbody></table>")
    article = "\n".join(body)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Әділет</title><style>p {}</style></head><body>'
        "<header><nav><a href='/'>Главная</a> <a href='/rus/search'>Поиск</a></nav></header>"
        f"<div class='text'><article>{article}</article></div>"
        "<script>var card = '<p>Карточка профессии</p>';</script><footer>© Министерство юстиции</footer></body></html>"
    )


def as_docx(cells: Sequence[Span], before: Sequence[str] = ()) -> bytes:
    """A Word document with merged cells."""
    document: WordDocument = Document()
    for paragraph in before:
        document.add_paragraph(paragraph)
    table = document.add_table(max(c.row for c in cells) + 1, max(c.column + c.columns for c in cells))
    for cell in cells:
        place = table.cell(cell.row, cell.column)
        if cell.rows + cell.columns > 2:
            place = place.merge(table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1))
        place.text = cell.paragraphs[0]
        for paragraph in cell.paragraphs[1:]:
            place.add_paragraph(paragraph)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def new_pdf() -> FPDF:
    """An empty PDF with a Cyrillic font."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(MARGIN)
    pdf.add_font("Roboto", fname=font_roboto.font_files["Roboto"])
    pdf.set_font("Roboto", size=FONT)
    pdf.c_margin = 0
    return pdf


def as_pdf(cells: Sequence[Span], widths: Sequence[float], *, header: str = "", open_breaks: bool = False) -> bytes:
    """A ruled table that breaks over pages in the middle of its rows, as word processors print it.

    The table is laid out on an endless sheet of lines, which is then cut into pages. `open_breaks` leaves out the
    ruling lines at the cuts.
    """
    pdf = new_pdf()
    lines = {c: _wrapped(pdf, c, sum(widths[c.column : c.column + c.columns])) for c in cells}
    starts = _starts(cells, {c: len(found) for c, found in lines.items()})
    per_page = int((pdf.h - 2 * MARGIN) // LEADING) - 2
    for page in range(-(-starts[-1] // per_page)):
        pdf.add_page()
        if header:
            pdf.text(MARGIN, MARGIN / 2, header)
        pdf.text(pdf.w / 2, pdf.h - MARGIN / 2, str(page + 1))
        first, last = page * per_page, min((page + 1) * per_page, starts[-1])
        for cell in cells:
            _draw(pdf, cell, lines[cell], widths, starts, first, last, open_breaks=open_breaks)
    return bytes(pdf.output())


def _wrapped(pdf: FPDF, cell: Span, width: float) -> list[str]:
    found: list[str] = []
    for paragraph in cell.paragraphs:
        line = ""
        for word in paragraph.split():
            if line and pdf.get_string_width(f"{line} {word}") > width - 2 * PADDING:
                found.append(line)
                line = ""
            line = f"{line} {word}".strip()
            while pdf.get_string_width(line) > width - 2 * PADDING:  # a word longer than the column
                found.append(line[:10] + "-")
                line = line[10:]
        found.append(line)
    return found


def _starts(cells: Sequence[Span], heights: dict[Span, int]) -> list[int]:
    """The first sheet line of every row, and the end."""
    starts = [0]
    for row in range(max(c.row for c in cells) + 1):
        ending = [c for c in cells if c.row + c.rows == row + 1]
        starts.append(max([starts[-1] + 1, *(starts[c.row] + heights[c] for c in ending)]))
    return starts


def _draw(
    pdf: FPDF, cell: Span, lines: Sequence[str], widths: Sequence[float], starts: Sequence[int],
    first: int, last: int, *, open_breaks: bool,
) -> None:  # fmt: skip
    """Draw what of a cell stands between two lines of the sheet."""
    begin, end = starts[cell.row], starts[cell.row + cell.rows]
    low, high = max(begin, first), min(end, last)
    if low >= high:
        return
    x0 = MARGIN + sum(widths[: cell.column])
    x1 = x0 + sum(widths[cell.column : cell.column + cell.columns])
    top, bottom = (MARGIN + (y - first) * LEADING for y in (low, high))
    for x in (x0, x1):
        pdf.line(x, top, x, bottom)
    for y, cut in ((top, begin < first), (bottom, end > last)):
        if not (cut and open_breaks):
            pdf.line(x0, y, x1, y)
    for number, line in _between(lines, begin, low, high):
        pdf.text(x0 + PADDING, MARGIN + (number - first) * LEADING + FONT, line)


def _between(lines: Sequence[str], begin: int, low: int, high: int) -> Iterator[tuple[int, str]]:
    return ((begin + i, line) for i, line in enumerate(lines) if low <= begin + i < high)
