"""PDF without ruled tables → LINE blocks, one a printed line, as text extractors give them.

pdfminer finds the boxes of text that stand together; a blank line parts them and a form feed opens a page.
The parsers of wrapped documents know this form.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTPage, LTTextContainer, LTTextLine

from corpus.blocks import Block
from corpus.readers import text
from corpus.readers.clock import Deadline
from corpus.readers.pdf_furniture import ZONE, masked


def read(data: bytes, furniture: Collection[str], deadline: Deadline) -> list[Block]:
    """Return the lines of all pages without the lines of running headers, given with their numbers masked."""
    pages: list[str] = []
    for page in extract_pages(BytesIO(data)):
        deadline.check()
        pages.append("\n\n".join(_boxes(page, furniture)))
    return text.read("\n\n\f".join(page for page in pages if page))


def _boxes(page: LTPage, furniture: Collection[str]) -> Iterator[str]:
    for box in page:
        if isinstance(box, LTTextContainer):
            lines = [line.get_text().rstrip("\n") for line in _lines(box) if not _is_furniture(line, page, furniture)]
            if any(line.strip() for line in lines):
                yield "\n".join(line for line in lines if line.strip())


def _lines(box: Iterable[object]) -> Iterator[LTTextLine]:
    return (line for line in box if isinstance(line, LTTextLine))


def _is_furniture(line: LTTextLine, page: LTPage, furniture: Collection[str]) -> bool:
    outside = line.y1 < ZONE * page.height or line.y0 > (1 - ZONE) * page.height
    return outside and masked(re.sub(r"\s+", " ", line.get_text()).strip()) in furniture
