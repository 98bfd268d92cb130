"""Printed lines of a PDF → paragraphs, column by column.

Whether a line goes on in the next one is told by the rules that read official documents; here columns are found first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.pdf_furniture import furniture
from corpus.readers.pdf_lines import Line
from corpus.readers.pdf_paragraphs import INDENT, Column, paragraphs, pitch_of, words_of
from service.uploads.hyphens import divided

OTHER_SIZE = 1.15  # ratio of font sizes from which on two lines are not one paragraph
NEAR = 60  # lines that tell where a column stands, a page of them
GUTTER = 10.0  # points between columns
ENOUGH_LINES = 5  # to tell wrapped text from a list
WRAPPED = 0.25  # share of lines that begin small in wrapped text
SURE_WIDTH = 0.93  # share of the estimated width of the widest line that a full line surely has


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The lines of a page in the order of its content; sizes in points."""

    lines: list[Line]
    width: float
    height: float


def text_of(pages: Sequence[PrintedPage]) -> list[str]:
    """Return the paragraphs of all pages without running headers and page numbers."""
    dropped = furniture([page.lines for page in pages], [page.height for page in pages])
    kept = [line for page in pages for line in page.lines if line not in dropped]
    words = words_of(kept)
    words |= divided(kept, words)
    found: list[str] = []
    for run in _runs(kept):
        for part in _same_size(run):
            found += [paragraph.text for paragraph in paragraphs(part, _column(part, kept, pages), words)]
    return found


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines one below the other; a column may go on at the head of the next page."""
    run: list[Line] = []
    for line in lines:
        if run and not _goes_on(run, line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _goes_on(run: Sequence[Line], line: Line) -> bool:
    last, near = run[-1], run[-NEAR:]
    if line.page != last.page:
        return abs(_left(near) - line.box.x0) < INDENT
    beside = line.box.x0 > max(above.box.x1 for above in near) or line.box.x1 < _left(near)
    return line.box.top > last.box.top and not beside


def _left(run: Sequence[Line]) -> float:
    return min(line.box.x0 for line in run)


def _same_size(run: Sequence[Line]) -> Iterator[list[Line]]:
    part = [run[0]]
    for above, below in pairwise(run):
        if max(above.height, below.height) > OTHER_SIZE * min(above.height, below.height):
            yield part
            part = []
        part.append(below)
    yield part


def _column(part: Sequence[Line], lines: Sequence[Line], pages: Sequence[PrintedPage]) -> Column:
    """The column of some lines: as wide as the widest when many begin small; else up to where they could go on.

    That is up to what stands beside them, or to a right margin like the left one.
    """
    left, right = _left(part), max(line.box.x1 for line in part)
    width = SURE_WIDTH * (right - left)
    if len(part) >= ENOUGH_LINES and sum(line.text[0].islower() for line in part) >= WRAPPED * len(part):
        return Column(width, pitch_of(part), left)
    same_page = [line for line in lines if line.page == part[0].page]
    beside = [line.box.x0 - GUTTER for line in same_page if line.box.x0 > right]
    margin = pages[part[0].page - 1].width - _left(same_page)
    return Column(max(width, min(beside, default=margin) - left), pitch_of(part), left)
