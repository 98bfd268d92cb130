"""Blocks → lines of qualification characteristics: markup and page furniture taken off, layout measured."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from corpus.blocks import Block, BlockKind
from corpus.cards import LineUse
from corpus.items import squeeze
from corpus.parsers.characteristics.marks import heading, label

END_MARKS = (";", ".", ":", "!", "?")
# 12 | - 12 - | Стр. 3 из 40
PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?|(?:стр\.?|страница|page)\s*\d+(?:\s*(?:из|/|of)\s*\d+)?",
    re.IGNORECASE,
)
CONTENTS = re.compile(r".*(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d+")  # Параграф 1. Директор ......... 3
POINT_ALONE = re.compile(r"\d{1,4}(?:-\d+)?[.)]")  # «41.» on its own line, its label on the next
MARKUP = re.compile(r"\*\*|__|^#{1,6}\s+|^\*(?=\S)|(?<=\S)\*$")
# … статистических сведений. | 12-2. Должен знать: on one line; … не менее 3 лет. | Параграф 2. Директор
INLINE_MARK = re.compile(
    r"(?<=[.;])\s+(?=\d+(?:-\d+)?\.\s+(?:Должностные обязанности|Должен знать|Требования к квалификации)\b"
    r"|Параграф\s+\d+(?:-\d+)?\.\s+[А-ЯЁ])"
)
WIDEST_WRAP = 160  # characters; longer lines are paragraphs
FEWEST_FULL = 4  # full lines that show a wrapped layout
NEAR_FULL = 0.9  # share of the width from which on a line counts as full


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of running text. `gap` counts the blank lines (or paragraph ends) before it."""

    text: str
    line: int  # 1-based
    gap: int
    length: int  # characters of the physical line
    also: tuple[int, ...] = ()  # source lines put before this one
    page: bool = False  # first on its page


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the source wraps its lines: `width` is None when a line is a whole paragraph."""

    width: int | None = None  # characters
    gap: int = 0  # blank lines inside a wrapped sentence


def read_lines(blocks: Sequence[Block]) -> tuple[list[Line], list[LineUse]]:
    """Return the lines of text and, as noise, what stands around them on the page."""
    lines: list[Line] = []
    breaks: set[int] = set()  # indexes of the lines that open a page
    for block in blocks:
        if block.kind is BlockKind.PAGE_BREAK:
            breaks.add(len(lines))
            continue
        for place, piece in enumerate(block.text.replace("\u00ad", "").split("\n")):
            if "\f" in piece:
                breaks.add(len(lines))
            gap = block.gap if block.kind is BlockKind.LINE else int(place == 0)
            for text in INLINE_MARK.split(squeeze(MARKUP.sub("", squeeze(piece)))):
                lines.append(Line(text=text, line=block.line, gap=gap, length=len(piece.rstrip())))
    return _without_furniture(lines, breaks)


def _without_furniture(lines: list[Line], breaks: set[int]) -> tuple[list[Line], list[LineUse]]:
    headers = _running_headers(lines, breaks)
    kept: list[Line] = []
    noise: list[LineUse] = []
    gap = 0  # blank lines around dropped ones
    page = False
    for place, line in enumerate(lines):
        page = page or place in breaks
        reason = _furniture(line.text, headers)
        if reason:
            noise.append(LineUse(line=line.line, use=reason, noise=True))
            gap, page = max(gap, line.gap), page or reason.startswith("page")
            continue
        kept.append(replace(line, gap=max(gap, line.gap), page=page))
        gap, page = 0, False
    return _with_points(kept), noise


def _furniture(text: str, headers: set[str]) -> str | None:
    if not text:
        return "cell border"
    if PAGE_NUMBER.fullmatch(text):
        return "page number"
    if CONTENTS.fullmatch(text):
        return "table of contents"
    return "page header" if text in headers else None


def _running_headers(lines: list[Line], breaks: set[int]) -> set[str]:
    """Texts beside page breaks or page numbers that come back or repeat words of the document's title."""
    before = takewhile(lambda line: not heading(line.text) and not label(line.text), lines)
    opening = [line.text for line in before]
    numbers = {i for i, line in enumerate(lines) if PAGE_NUMBER.fullmatch(line.text)}
    beside = {i + step for i in numbers for step in (-1, 1)} | breaks | {i - 1 for i in breaks}
    counts = Counter(lines[i].text for i in beside - numbers if 0 <= i < len(lines))
    return {
        text
        for text, count in counts.items()
        if text[:1].isupper() and not text.endswith(END_MARKS) and not heading(text) and not label(text)
        if count >= 3 or _is_part_of(text, opening)
    }


def _is_part_of(text: str, opening: list[str]) -> bool:
    """Квалификационные характеристики: a part of «Типовые квалификационные характеристики должностей …»"""
    small = text.lower()
    return len(text) > 15 and any(small in other.lower() and small != other.lower() for other in opening)


def _with_points(lines: list[Line]) -> list[Line]:
    """Put a point number that stands alone before its text: «41.» + «Должен знать:»."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and POINT_ALONE.fullmatch(before.text):
            text = f"{before.text} {line.text}"
            joined[-1] = replace(line, text=text, gap=before.gap, also=(*before.also, before.line))
            continue
        joined.append(line)
    return joined


def measure(lines: Sequence[Line]) -> Layout:
    """Measure whether and how wide the source wraps its lines."""
    pairs = [(a, b) for a, b in pairwise(lines) if _is_open(a, b)]
    if len(pairs) < 0.2 * len(lines) or not pairs:
        return Layout()
    lengths = sorted(a.length for a, _ in pairs)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = [b for a, b in pairs if is_full(a, b, width)]
    if width > WIDEST_WRAP or len(full) < max(FEWEST_FULL, 0.5 * len(pairs)):
        return Layout()
    return Layout(width=width, gap=Counter(line.gap for line in full).most_common(1)[0][0])


def _is_open(line: Line, after: Line) -> bool:
    """A line without end mark whose sentence may go on: no heading, and no label or heading below."""
    if line.text.endswith(END_MARKS) or heading(line.text):
        return False
    return heading(after.text) is None and label(after.text) is None


def is_full(line: Line, after: Line, width: int) -> bool:
    """Say whether the line was broken for want of room: the next word would not have fitted."""
    return line.length + 1 + len(after.text.split(" ", 1)[0]) > NEAR_FULL * width
