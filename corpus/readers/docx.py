"""DOCX → blocks: body in document order, merged cells once, list numbers as printed.

python-docx opens the package; the body is walked here, since python-docx has no content controls and takes
time that grows with the square of a table's size.
"""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart
from lxml import etree

from corpus.blocks import Block
from corpus.errors import UnreadableDocument
from corpus.items import split_number
from corpus.readers import docx_package
from corpus.readers.blocklist import MAX_COLUMNS, BlockList, Place, printed
from corpus.readers.docx_names import W, child, integer
from corpus.readers.docx_numbers import Numbers
from corpus.readers.docx_styles import Styles
from corpus.readers.docx_text import lines

# Wrappers that hold paragraphs, rows or cells: content controls, custom XML, tracked insertions.
WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}


def read(data: bytes, name: str) -> list[Block]:
    """Return the blocks of a DOCX. Raises UnreadableDocument when it is damaged or breaks a limit."""
    docx_package.check(data, name)
    blocks = BlockList(name)
    try:
        part = Document(BytesIO(data)).part
        BodyReader(part, blocks).read()
    except UnreadableDocument:
        raise
    except Exception as exc:  # python-docx has no error of its own for the many ways of being damaged
        raise UnreadableDocument(
            f"{name}: the DOCX is damaged or not a plain Word document ({type(exc).__name__}: {exc}). "
            f"{docx_package.RESAVE}"
        ) from exc
    return blocks.blocks


class BodyReader:
    """Walks through paragraphs and tables."""

    def __init__(self, part: DocumentPart, blocks: BlockList) -> None:
        self._root = part.element
        self._blocks = blocks
        self._styles = Styles(_related(part, RELATIONSHIP_TYPE.STYLES))
        self._numbers = Numbers(_related(part, RELATIONSHIP_TYPE.NUMBERING))

    def read(self) -> None:
        """Add the blocks of the body."""
        for element in _unwrapped(child(self._root, "body")):
            if element.tag == W + "p":
                self._paragraph(element, None)
            elif element.tag == W + "tbl":
                self._table(element, self._blocks.table())

    def _paragraph(self, element: etree._Element, at: Place | None) -> None:
        heading = self._styles.is_heading(element)
        texts = [text for text in map(printed, lines(element)) if text]
        if not texts:  # Word numbers an empty item too
            self._number(element)
            return
        number = self._number(element)
        if number and split_number(texts[0])[0] is None:
            texts[0] = f"{number} {texts[0]}"
        for text in texts:
            self._blocks.add(text, at=at, heading=heading)

    def _number(self, element: etree._Element) -> str:
        numbering = self._styles.numbering(element)
        return self._numbers.next(*numbering) if numbering else ""

    def _table(self, table: etree._Element, number: int) -> None:
        rows = (e for e in _unwrapped(table) if e.tag == W + "tr" and child(e, "trPr", "del") is None)
        for row, element in enumerate(rows):
            column = integer(element, "trPr", "gridBefore") or 0
            for cell in _unwrapped(element):
                if cell.tag != W + "tc":
                    continue
                if not _goes_on(cell):
                    self._cell(cell, Place(table=number, row=row, column=column))
                column += min(integer(cell, "tcPr", "gridSpan") or 1, MAX_COLUMNS)

    def _cell(self, cell: etree._Element, at: Place) -> None:
        """Paragraphs of a cell; those of a table inside it stand among them in reading order."""
        for element in _unwrapped(cell):
            if element.tag == W + "p":
                self._paragraph(element, at)
            elif element.tag == W + "tbl":
                for row in _unwrapped(element):
                    for inner in _unwrapped(row) if row.tag == W + "tr" else ():
                        if inner.tag == W + "tc" and not _goes_on(inner):
                            self._cell(inner, at)


def _goes_on(cell: etree._Element) -> bool:
    """Whether a cell only continues a merged one: it is printed with the first of them."""
    for name in ("vMerge", "hMerge"):
        merge = child(cell, "tcPr", name)
        if merge is not None and merge.get(W + "val", "continue") == "continue":
            return True
    return False


def _unwrapped(parent: etree._Element | None) -> Iterator[etree._Element]:
    """The children of an element, those inside wrappers in their place."""
    for element in () if parent is None else parent:
        if element.tag in WRAPPERS:
            yield from _unwrapped(element)
        else:
            yield element


def _related(part: DocumentPart, kind: str) -> etree._Element | None:
    found = next((r.target_part for r in part.rels.values() if r.reltype == kind and not r.is_external), None)
    return found.element if isinstance(found, XmlPart) else None
