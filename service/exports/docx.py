"""A sheet as DOCX."""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from service.exports.paper import Block, Bullets, Heading, Paper, Paragraph, Table

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LOCALES = {"ru": "ru-RU", "kk": "kk-KZ", "en": "en-GB"}
LETTERS = "Arial"  # on every office computer, with the letters of Kazakh
WIDTH_CM = 17.0
SIZES = {"lead": Pt(14), "plain": Pt(10.5), "small": Pt(9)}


def docx(paper: Paper) -> bytes:
    """The bytes of the file."""
    document: Docx = Document()
    _set_up(document, paper)
    document.add_heading(paper.title, level=0)
    for block in paper.blocks:
        _add(document, block)
    document.sections[0].footer.paragraphs[0].text = paper.footer
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Docx, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Footer"):
        _letters(document.styles[name])
    document.styles["Normal"].font.size = SIZES["plain"]
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    document.styles["Title"].font.size = Pt(20)
    document.styles["Footer"].font.size = Pt(8)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LOCALES[paper.language])
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    about = document.core_properties
    about.title, about.author, about.comments, about.language = paper.title, "Kasip", "", LOCALES[paper.language]
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)


def _letters(style: ParagraphStyle) -> None:
    """One family for all alphabets, where the template's theme has others."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), LETTERS)


def _add(document: Docx, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, level=block.order)
    elif isinstance(block, Paragraph):
        document.add_paragraph().add_run(block.text).font.size = SIZES[block.look]
    elif isinstance(block, Bullets):
        for text, note in block.entries:
            line = document.add_paragraph(style="List Bullet")
            line.add_run(text)
            if note:
                line.add_run(f" – {note}").bold = True
    else:
        _add_table(document, block)


def _add_table(document: Docx, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.widths), style="Table Grid")
    table.autofit = False
    if block.columns:
        cells = table.add_row().cells
        for cell, name in zip(cells, block.columns, strict=True):
            cell.paragraphs[0].add_run(name).bold = True
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in block.rows:
        for number, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            run = cell.paragraphs[0].add_run(text)
            run.font.size = SIZES["small"]
            run.bold = not block.columns and number == 0
    total = sum(block.widths)
    for column, width in zip(table.columns, block.widths, strict=True):
        for cell in column.cells:
            cell.width = Cm(WIDTH_CM * width / total)
    document.add_paragraph()
