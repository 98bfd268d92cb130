"""Running headers, footers and page numbers of a PDF: what comes again at the same place of its pages."""

import re
from collections import defaultdict
from collections.abc import Sequence

from corpus.readers.pdf_lines import Line

ZONE = 0.1  # share of the page at its top and at its bottom
SAME_PLACE = 6.0  # points
PAGE_NUMBER = re.compile(r"^[-–—]?\s*(?:(?:стр\.?|страница)\s*)?#\s*(?:(?:из|/)\s*#)?\s*[-–—]?$", re.IGNORECASE)
OFTEN = 3  # pages


def furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[Line]:
    """Return the lines that are no text: in a zone, and a page number or repeated on 3 pages (on both of two)."""
    places: dict[tuple[str, int], set[Line]] = defaultdict(set)
    found: set[Line] = set()
    for lines, height in zip(pages, heights, strict=True):
        for line in lines:
            if ZONE * height < line.box.bottom and line.box.top < (1 - ZONE) * height:
                continue
            text = masked(line.text)
            if PAGE_NUMBER.match(text):
                found.add(line)
            places[text, round(line.box.top / SAME_PLACE)].add(line)
    least = min(OFTEN, max(2, len(pages)))
    for same in places.values():
        if len({line.page for line in same}) >= least:
            found |= same
    return found


def masked(text: str) -> str:
    """Numbers made equal: «Страница 12 из 40» → «Страница # из #»."""
    return re.sub(r"\d+", "#", text)
