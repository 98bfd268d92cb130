"""A sheet as PDF, in letters that Russian and Kazakh have, from the package font-roboto."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import font_roboto
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from service.exports.paper import Block, Bullets, Heading, Paper, Paragraph, Table

TYPE = "application/pdf"
FAMILY = "Roboto"
SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)  # points of the plain letters; a sheet takes the first that fits
DENSE = 9.0  # at most, where there are many small rows
LOOKS = {"lead": 1.35, "plain": 1.0, "small": 0.85}
HEADING = 1.3
MARGIN_MM = 16
ROOM_MM = 30  # under a heading at the least
INK, SOFT, ACCENT, TINT = (20, 32, 42), (71, 85, 95), (0, 86, 107), (227, 239, 242)


def pdf(paper: Paper) -> bytes:
    """The bytes of the file."""
    data = b""
    for size in (size for size in SIZES if size <= DENSE or not paper.dense):
        with _opened(paper.footer) as sheet:
            _write(sheet, paper, size)
            fits, data = sheet.page == 1, bytes(sheet.output())
        if fits:
            break
    return data


def _write(sheet: FPDF, paper: Paper, size: float) -> None:
    sheet.set_lang(paper.language)
    sheet.set_title(paper.title)
    sheet.set_creator("Kasip")
    sheet.set_margin(MARGIN_MM)
    sheet.set_auto_page_break(True, margin=MARGIN_MM + 6)
    sheet.add_page()
    _text(sheet, paper.title, size * 1.8, style="B", colour=ACCENT)
    for block in paper.blocks:
        _add(sheet, block, size)


@contextmanager
def _opened(footer: str) -> Iterator[FPDF]:
    """An empty document with its letters; fpdf2 leaves the files of fonts open."""
    sheet = _Sheet(footer)
    sheet.add_font(FAMILY, "", font_roboto.Roboto)
    sheet.add_font(FAMILY, "B", font_roboto.RobotoBold)
    try:
        yield sheet
    finally:
        for font in sheet.fonts.values():
            if isinstance(font, TTFFont):
                font.close()


class _Sheet(FPDF):
    """Pages with a footer."""

    def __init__(self, footer_text: str) -> None:
        super().__init__(format="A4")
        self.footer_text = footer_text

    def footer(self) -> None:
        """Draw the footer of a page."""
        self.set_y(-MARGIN_MM)
        self.set_font(FAMILY, "", 7.5)
        self.set_text_color(*SOFT)
        self.multi_cell(
            0,
            3.5,
            _known(self.footer_text),
            align="L",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )


def _add(sheet: FPDF, block: Block, size: float) -> None:
    if isinstance(block, Heading):
        if sheet.will_page_break(ROOM_MM):
            sheet.add_page()  # a heading stays with what it heads
        sheet.ln(size * 0.22)
        _text(sheet, block.text, size * HEADING, style="B", colour=ACCENT)
    elif isinstance(block, Paragraph):
        _text(sheet, block.text, size * LOOKS[block.look], style="B" if block.look == "lead" else "")
    elif isinstance(block, Bullets):
        for text, note in block.entries:
            _bullet(sheet, text, note, size)
    else:
        _table(sheet, block, size * LOOKS["small"])


def _text(sheet: FPDF, text: str, size: float, *, style: str = "", colour: tuple[int, int, int] = INK) -> None:
    sheet.set_font(FAMILY, style, size)
    sheet.set_text_color(*colour)
    sheet.multi_cell(0, _line(size), _known(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    sheet.ln(size * 0.1)


def _bullet(sheet: FPDF, text: str, note: str, size: float) -> None:
    sheet.set_text_color(*INK)
    sheet.set_font(FAMILY, "", size)
    sheet.cell(4, _line(size), "•")
    left, sheet.l_margin = sheet.l_margin, sheet.l_margin + 4
    sheet.write(_line(size), _known(text))
    if note:
        sheet.set_font(FAMILY, "B", size)
        sheet.write(_line(size), _known(f" – {note}"))
    sheet.l_margin = left
    sheet.ln(_line(size) + size * 0.06)


def _table(sheet: FPDF, block: Table, size: float) -> None:
    sheet.set_font(FAMILY, "", size)
    sheet.set_text_color(*INK)
    sheet.set_draw_color(200, 208, 214)
    head = FontFace(emphasis="BOLD", fill_color=TINT)
    with sheet.table(
        col_widths=block.widths,
        line_height=_line(size),
        text_align="LEFT",
        borders_layout="HORIZONTAL_LINES",
        first_row_as_headings=bool(block.columns),
        headings_style=head,
        padding=0.8,
        v_align="TOP",
    ) as table:
        if block.columns:
            table.row([_known(name) for name in block.columns])
        for row in block.rows:
            cells = table.row()
            for number, text in enumerate(row):
                bold = FontFace(emphasis="BOLD") if not block.columns and number == 0 else None
                cells.cell(_known(text), style=bold)
    sheet.ln(size * 0.25)


def _line(size: float) -> float:
    """Height of a line in mm for letters of a size in points."""
    return size * 0.3528 * 1.3


def _known(text: str) -> str:
    """A text in which letters that the font lacks are shown as «?»."""
    known = _letters()
    return "".join(c if c.isspace() or ord(c) in known else "?" for c in text)


@cache
def _letters() -> frozenset[int]:
    """Code points of the letters that the font has."""
    with _opened("") as sheet:
        font = sheet.fonts[FAMILY.lower()]
        return frozenset(font.cmap) if isinstance(font, TTFFont) else frozenset()
