"""Text of a PDF page as pypdf gives it → printed lines with their places.

pypdf tells where a piece of text begins, not how wide it is: the width is estimated from the letters, which is enough
to tell a full line from a short one. Lines keep the order of the page's content, in which columns come one by one.
"""

from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, mult

from corpus.readers.pdf_lines import Box, Line

NARROW = frozenset(" .,:;!|'`iljtfrI()[]-іїІ")
WIDE = frozenset("мшщжюыфwmMWШЩЖЮФЫМ@%—")
NARROW_EM, WIDE_EM, CAPITAL_EM, USUAL_EM = 0.28, 0.78, 0.68, 0.54  # widths as shares of the font size
SMALLEST_FONT = 1.0  # points; some programs set size 1 and scale


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and where it begins, in points from the left bottom of the coordinates."""

    text: str
    x: float
    y: float
    size: float  # of its font


@dataclass(slots=True)
class PrintedLines:
    """Collects the lines of one page; `visit` is what pypdf calls for every piece of text."""

    number: int  # 1-based
    left: float  # of the page, points
    top: float
    lines: list[Line] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)

    def visit(self, text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        """Take a piece of text with its matrices; a line end in it closes the line."""
        place = mult(tm, cm)
        scale = max(abs(place[3]), abs(place[1])) or 1.0
        for number, part in enumerate(text.split("\n")):
            if number:
                self.close()
            if part.strip() or self._pieces:
                self._pieces.append(Piece(part, place[4] - self.left, place[5], max(abs(size) * scale, SMALLEST_FONT)))

    def close(self) -> None:
        """End the line."""
        text = " ".join("".join(piece.text for piece in self._pieces).split())
        shown = [piece for piece in self._pieces if piece.text.strip()]
        self._pieces.clear()
        if not shown:
            return
        left = min(piece.x for piece in shown)
        size = max(piece.size for piece in shown)
        right = max(left + _width(text, size), shown[-1].x + _width(shown[-1].text.strip(), shown[-1].size))
        bottom = self.top - shown[0].y
        self.lines.append(
            Line(text, Box(left, bottom - size, right, bottom), self.number, _width(text.split()[0], size))
        )


def lines_of(page: PageObject, number: int) -> list[Line]:
    """Return the printed lines of a page in the order of its content."""
    box = page.mediabox
    printed = PrintedLines(number, float(box.left), float(box.top))
    page.extract_text(visitor_text=printed.visit)
    printed.close()
    return printed.lines


def _width(text: str, size: float) -> float:
    return size * sum(map(_em, text))


def _em(char: str) -> float:
    if char in NARROW:
        return NARROW_EM
    if char in WIDE:
        return WIDE_EM
    return CAPITAL_EM if char.isupper() else USUAL_EM
