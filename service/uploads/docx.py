"""DOCX → text: body with tables, lists and text boxes in reading order, without headers and footers.

The walk over the body is the one that reads official documents; CVs have text boxes besides, which it leaves out.
"""

from io import BytesIO

from docx import Document
from lxml import etree

from corpus.errors import UnreadableDocument
from corpus.readers import docx_package
from corpus.readers.blocklist import BlockList
from corpus.readers.docx import BodyReader
from corpus.readers.docx_names import MC, W
from service.uploads import archive
from service.uploads.contract import NAME, Limits
from service.uploads.errors import Broken

BOX = W + "txbxContent"


def read(data: bytes, limits: Limits) -> str:
    """Return a line for every paragraph; cells of a table come one after another, row by row.

    Raises the errors of `archive.check`, and Broken when the package is damaged or its XML declares entities.
    """
    with archive.opened(data) as package:
        archive.check(package, limits)
    blocks = BlockList(NAME)
    try:
        docx_package.check(data, NAME)
        part = Document(BytesIO(data)).part
        _open_boxes(part.element)
        BodyReader(part, blocks).read()
    except MemoryError:
        raise
    except (UnreadableDocument, Exception) as exc:  # python-docx has no error of its own for damage
        raise Broken from exc
    return "\n".join(block.text for block in blocks.blocks)


def _open_boxes(root: etree._Element) -> None:
    """Put what stands in text boxes behind the paragraphs that hold them; Word keeps a second copy as Fallback."""
    etree.strip_elements(root, MC + "Fallback", with_tail=False)
    for box in reversed(list(root.iter(BOX))):  # inner boxes first
        holder = next(box.iterancestors(W + "p"), None)
        if holder is not None:
            for element in reversed(box):
                holder.addnext(element)
