"""A sheet as DOCX."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.run import Run

from service.exports.paper import Block, Bullets, Heading, Paper, Paragraph, Table

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LOCALES = {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}
LETTERS = "Arial"  # on every office computer, with the letters of Kazakh
MARGIN_CM, DENSE_MARGIN_CM = 2.0, 1.4
SIZES = {"title": Pt(20), "lead": Pt(14), "heading": Pt(13), "plain": Pt(10.5), "small": Pt(9)}
DENSE = {"title": Pt(15), "lead": Pt(11), "heading": Pt(10.5), "plain": Pt(8.5), "small": Pt(8)}
INK, LINES = RGBColor(0, 86, 107), "C8D0D6"
Sizes = dict[str, Pt]


def docx(paper: Paper) -> bytes:
    """The bytes of the file."""
    document: Docx = Document()
    _set_up(document, paper)
    document.add_heading(paper.title, level=0)
    for block in paper.blocks:
        _add(document, block, DENSE if paper.dense else SIZES)
    document.sections[0].footer.paragraphs[0].text = paper.footer
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Docx, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    margin = Cm(DENSE_MARGIN_CM if paper.dense else MARGIN_CM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    section.footer_distance = Cm(0.7)
    _set_styles(document, paper)
    about = document.core_properties
    about.title, about.author, about.comments, about.language = paper.title, "Kasip", "", LOCALES[paper.language]
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)


def _set_styles(document: Docx, paper: Paper) -> None:
    sizes = DENSE if paper.dense else SIZES
    for name in ("Normal", "Title", "Heading 1", "Footer"):
        _letters(document.styles[name])
    document.styles["Normal"].font.size = sizes["plain"]
    document.styles["Normal"].paragraph_format.space_after = Pt(2 if paper.dense else 4)
    for name, size in (("Title", sizes["title"]), ("Heading 1", sizes["heading"])):
        document.styles[name].font.size, document.styles[name].font.color.rgb = size, INK
        document.styles[name].paragraph_format.space_before = Pt(6 if paper.dense else 10)
        document.styles[name].paragraph_format.space_after = Pt(3)
    document.styles["Footer"].font.size = Pt(7.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LOCALES[paper.language])
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _letters(style: ParagraphStyle) -> None:
    """One family for all alphabets, where the template's theme has others."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), LETTERS)


def _add(document: Docx, block: Block, sizes: Sizes) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, level=1)
    elif isinstance(block, Paragraph):
        document.add_paragraph().add_run(block.text).font.size = sizes[block.look]
    elif isinstance(block, Bullets):
        for text, note in block.entries:
            line = document.add_paragraph(style="List Bullet")
            line.add_run(text)
            if note:
                line.add_run(f" – {note}").bold = True
    else:
        _add_table(document, block, sizes)


def _add_table(document: Docx, block: Table, sizes: Sizes) -> None:
    table = document.add_table(rows=0, cols=len(block.widths))
    table.autofit = False
    table._tbl.tblPr.append(_lines())
    if block.columns:
        cells = table.add_row().cells
        for cell, name in zip(cells, block.columns, strict=True):
            run = _run(cell, name, sizes)
            run.bold = True
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in block.rows:
        for number, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            run = _run(cell, text, sizes)
            run.bold = not block.columns and number == 0
    section = document.sections[0]
    whole = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Emu(whole * width // sum(block.widths))
        for cell in column.cells:
            cell.width = column.width


def _run(cell: _Cell, text: str, sizes: Sizes) -> Run:
    """Words of a cell, close to its edges."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run: Run = paragraph.add_run(text)
    run.font.size = sizes["small"]
    return run


def _lines() -> Any:
    """Light lines between the rows of a table, none between its columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", LINES)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    return borders
