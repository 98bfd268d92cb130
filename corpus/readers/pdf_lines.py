"""Words of a PDF page → printed lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAME_LINE = 0.5  # share of the lower word's height that two words of a line overlap


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points; y runs downward."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; `first` is the width of its first word in points."""

    text: str
    box: Box
    page: int  # 1-based
    first: float

    @property
    def width(self) -> float:
        """Points from the first to the last letter."""
        return self.box.x1 - self.box.x0

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.box.bottom - self.box.top


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Group words that stand beside each other, lines from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.box.top + w.box.bottom) / 2, w.box.x0)):
        if groups and _beside(groups[-1][0], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_line(sorted(group, key=lambda w: w.box.x0), page) for group in groups]


def _beside(one: Word, other: Word) -> bool:
    overlap = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    lower = min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)
    return overlap > SAME_LINE * lower


def _line(words: Sequence[Word], page: int) -> Line:
    box = Box(
        min(w.box.x0 for w in words),
        min(w.box.top for w in words),
        max(w.box.x1 for w in words),
        max(w.box.bottom for w in words),
    )
    first = words[0].box
    return Line(" ".join(w.text for w in words), box, page, first.x1 - first.x0)
