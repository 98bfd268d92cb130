"""Mark-up of a cell → pieces of plain text: paragraphs, list items and lines."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from html.parser import HTMLParser

from corpus.items import squeeze

BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "table", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol"})
BOLD = frozenset({"b", "strong"})

MARKDOWN_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")  # «**5-6**»
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")  # «1\. Закон»
UNIT = re.compile(r"(?:\d|(?<![^\W\d_])[^\W\d_]{1,2})$")  # «м<sup>2</sup>», «10<sup>3</sup>» are no footnotes


class Start(StrEnum):
    """What stands before a piece."""

    CELL = "cell"  # nothing: it opens the cell
    PAGE = "page"  # a page break: it opens a later part of the cell
    BLOCK = "block"  # a paragraph or list border
    LINE = "line"  # <br> or a line break
    INLINE = "inline"  # other text of the same paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A paragraph, list item or line of a cell, without mark-up."""

    text: str
    start: Start
    list_tag: str = ""  # "ol" or "ul" when a list item opens with it
    number: int | None = None  # 1-based place in an <ol>
    depth: int = 0  # of nested lists
    bold: bool = False  # all of it


def pieces(cell: str, *, later: bool = False) -> list[Piece]:
    """Pieces of a cell in order, no empty ones; `later` when a page break stands before the cell."""
    reader = _Reader()
    reader.feed(MARKDOWN_BOLD.sub(r"<b>\2</b>", cell))
    reader.close()
    reader.flush(Start.BLOCK)
    if reader.found:
        first = replace(reader.found[0], start=Start.PAGE if later else Start.CELL)
        return [first, *reader.found[1:]]
    return []


def plain(cell: str) -> str:
    """All text of a cell in one line: «<b>2635-7-006</b> <b>Специалист</b>» → «2635-7-006 Специалист»."""
    return squeeze(" ".join(piece.text for piece in pieces(cell)))


class _Reader(HTMLParser):
    """Collects pieces; unknown and inline tags leave no trace."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece] = []
        self._text: list[str] = []
        self._weights: list[bool] = []  # is each text run bold?
        self._start = Start.BLOCK
        self._lists: list[tuple[str, int]] = []  # open lists: tag, items so far
        self._item = ""
        self._bold = 0
        self._sup = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.flush(Start.LINE)
        elif tag in BLOCKS:
            self.flush(Start.BLOCK)
        if tag in LISTS:
            self._lists.append((tag, 0))
        elif tag == "li":
            name, count = self._lists.pop() if self._lists else ("ul", 0)
            self._lists.append((name, count + 1))
            self._item = name
        elif tag in BOLD:
            self._bold += 1
        elif tag == "sup":
            self._sup = True

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.flush(Start.BLOCK)
        if tag in LISTS and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._item = ""
        elif tag in BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag == "sup":
            self._sup = False

    def handle_data(self, data: str) -> None:
        if self._sup and data.strip().isdigit() and not UNIT.search("".join(self._text)):
            return
        for index, part in enumerate(data.split("\n")):
            if index:
                self.flush(Start.LINE)
            if part.strip():
                self._weights.append(self._bold > 0)
            self._text.append(part)

    def flush(self, following: Start) -> None:
        """Close the piece at hand; `following` says what stands before the next one."""
        text = squeeze(ESCAPED.sub(r"\1", "".join(self._text)))
        if text:
            number = self._lists[-1][1] if self._item == "ol" else None
            self.found.append(
                Piece(
                    text=text,
                    start=self._start,
                    list_tag=self._item,
                    number=number,
                    depth=len(self._lists),
                    bold=all(self._weights),
                )
            )
            self._item = ""
            self._start = following
        elif following is Start.BLOCK:
            self._start = following
        self._text = []
        self._weights = []
