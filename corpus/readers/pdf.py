"""PDF → blocks by the coordinates of words: cells of ruled tables, paragraphs around them.

Without ruled tables the lines are given as they are printed, for the parsers of wrapped text.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from corpus.blocks import Block
from corpus.errors import UnreadableDocument
from corpus.readers import pdf_limits, pdf_plain
from corpus.readers.blocklist import BlockList, Place
from corpus.readers.clock import Deadline
from corpus.readers.forms import OCR
from corpus.readers.pdf_flow import Flow, flow
from corpus.readers.pdf_furniture import masked
from corpus.readers.pdf_lines import Line
from corpus.readers.pdf_page import PageContent, content
from corpus.readers.pdf_paragraphs import Column, paragraphs, pitch_of, words_of
from corpus.readers.pdf_tables import PdfCell, PdfTable

MAX_PAGES = 1_000
MAX_SECONDS = 300.0  # a page takes 0.05 to 0.3 s
SCANNED = 0.1  # share of pages that are pictures from which on a document counts as a scan
UNMAPPED = 0.1  # share of words with letters that the file does not tell


def read(data: bytes, name: str) -> list[Block]:
    """Return the blocks of a PDF. Raises UnreadableDocument for scans, encrypted, damaged and too large files."""
    pdf_limits.check(data, name)
    deadline = Deadline(MAX_SECONDS, name)
    try:
        with _quiet():
            pages = _contents(data, name, deadline)
            _check_text(pages, name)
            read_pages = flow(pages)
            if not any(isinstance(item, PdfTable) for item in read_pages.items):
                return pdf_plain.read(data, {masked(line.text) for line in read_pages.furniture}, deadline)
    except UnreadableDocument:
        raise
    except Exception as exc:  # pdfminer has no error of its own for the many ways of being damaged
        if isinstance(exc, PdfminerException) and any(isinstance(a, PDFPasswordIncorrect) for a in exc.args):
            raise UnreadableDocument(f"{name} is encrypted. Save it without a password.") from exc
        reason = f"{name}: the PDF is damaged ({type(exc).__name__}: {exc})."
        raise UnreadableDocument(f"{reason} Fetch it again or print it to a new PDF.") from exc
    blocks = BlockList(name)
    _add(read_pages, blocks)
    return blocks.blocks


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pdfminer from logging pieces of a document that it does not understand."""
    log = logging.getLogger("pdfminer")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def _contents(data: bytes, name: str, deadline: Deadline) -> list[PageContent]:
    found: list[PageContent] = []
    with pdfplumber.open(BytesIO(data)) as document:
        if len(document.pages) > MAX_PAGES:
            raise UnreadableDocument(
                f"{name} has {len(document.pages):,} pages, at most {MAX_PAGES:,} are read. Split the document."
            )
        for page in document.pages:
            deadline.check()
            found.append(content(page))
            page.close()  # frees what pdfplumber keeps of it
    return found


def _check_text(pages: Sequence[PageContent], name: str) -> None:
    words = [word for page in pages for word in page.words]
    pictures = sum(page.is_picture for page in pages)
    if pictures > SCANNED * len(pages):
        raise UnreadableDocument(f"{name} is a scan: {pictures} of {len(pages)} pages are pictures. {OCR}")
    if not words:
        raise UnreadableDocument(f"{name} has no text layer, as scans have none. {OCR}")
    if sum("\ufffd" in word.text for word in words) > UNMAPPED * len(words):
        raise UnreadableDocument(f"{name}: its fonts do not tell which letters they show. {OCR}")


def _add(pages: Flow, blocks: BlockList) -> None:
    """Add tables and the text between them, in reading order."""
    runs = [line for item in pages.items if not isinstance(item, PdfTable) for line in item]
    cells = [cell for item in pages.items if isinstance(item, PdfTable) for cell in item.cells]
    words = words_of([*runs, *(line for cell in cells for line in cell.lines)])
    column = _text_column(runs)
    for item in pages.items:
        if isinstance(item, PdfTable):
            _add_table(item, blocks, words)
            continue
        for paragraph in paragraphs(item, column, words):
            blocks.add(paragraph.text, page=paragraph.page)


def _text_column(lines: Sequence[Line]) -> Column:
    if not lines:
        return Column(0, 0)
    left = Counter(round(line.box.x0) for line in lines).most_common(1)[0][0]
    width = max(line.box.x1 for line in lines) - min(line.box.x0 for line in lines)
    return Column(width, pitch_of(lines), left)


def _add_table(table: PdfTable, blocks: BlockList, words: frozenset[str]) -> None:
    number = blocks.table()
    pitch = pitch_of([line for cell in table.cells for line in cell.lines])
    padding = _padding(table.cells)
    for row, cells in table.columns().items():
        for column, cell in cells:
            width = max([cell.box.x1 - cell.box.x0 - 2 * padding, *(line.width for line in cell.lines)])
            for paragraph in paragraphs(cell.lines, Column(width, pitch), words):
                blocks.add(paragraph.text, at=Place(table=number, row=row, column=column), page=paragraph.page)


def _padding(cells: Sequence[PdfCell]) -> float:
    """Points between the ruling line and the text; the same is taken for the right side."""
    return max(0.0, min((line.box.x0 - cell.box.x0 for cell in cells for line in cell.lines), default=0.0))
