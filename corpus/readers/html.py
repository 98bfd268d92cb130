"""HTML → blocks: pages as adilet.zan.kz serves them, saved pages with their menus, or fragments.

lxml parses without network, entities of its own or huge trees. Tables keep rows and columns; a spanned cell is
given once, where it begins; a table inside a cell is read as paragraphs of that cell.
"""

import re
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from corpus.blocks import Block
from corpus.errors import UnreadableDocument
from corpus.items import split_number
from corpus.readers.blocklist import BlockList, Place, printed, superscript
from corpus.readers.html_grid import Grid, is_layout
from corpus.readers.html_page import is_skipped, parts
from corpus.readers.list_numbers import HTML_STYLES, number

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Elements that end a paragraph before and after them; all others are inside one.
SPLITTING = HEADINGS | {
    "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
BULLET = "•"


@dataclass(slots=True)
class ListState:
    """An open list: the number of its next item, or None for bullets."""

    next: int | None
    style: str


def read(markup: str, name: str) -> list[Block]:
    """Return the blocks of a page or fragment. Raises UnreadableDocument when it breaks a limit of the parser."""
    reader = PageReader(name)
    body = _body(markup, name)
    chosen = parts(body)
    for part in chosen:
        reader.read(part, whole_page=part is body)
    return reader.blocks.blocks


def _body(markup: str, name: str) -> etree._Element:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as exc:
        raise UnreadableDocument(f"{name}: the page has no text. Save the page with its text.") from exc
    # The parser mends wrong markup and says so, but at its own limits it drops what follows.
    for error in parser.error_log:
        if error.level_name == "FATAL":
            raise UnreadableDocument(
                f"{name}: the page can't be read further than line {error.line} ({error.message.strip()}). "
                "Give the document as DOCX or plain text."
            )
    body = root.find("body")
    return root if body is None else body


class PageReader:
    """Walks through elements in document order; keeps open lists, tables and the paragraph so far."""

    def __init__(self, name: str) -> None:
        self.blocks = BlockList(name)
        self._text: list[str] = []
        self._place: Place | None = None
        self._heading = False
        self._raised = 0  # open <sup>
        self._marker = ""  # number or bullet of the item that has begun
        self._lists: list[ListState] = []
        self._tables: list[Grid | None] = []  # None: a table that gives no cells of its own

    def read(self, root: etree._Element, *, whole_page: bool) -> None:
        """Add the blocks of an element."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walk:
            if event == "start" and is_skipped(element, whole_page=whole_page):
                walk.skip_subtree()
                skipped = element
            elif event == "start":
                self._start(element)
            else:
                if element is not skipped:
                    self._end(element)
                if element is not root:
                    self._add(element.tail)
        self._finish()

    def _start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in SPLITTING:
            self._finish()
        if tag in HEADINGS:
            self._heading = True
        elif tag == "sup":
            self._raised += 1
        elif tag in ("ol", "ul"):
            self._lists.append(_list_state(element))
        elif tag == "li":
            self._open_item(element)
        else:
            self._open_table_part(tag, element)
        self._add(element.text, keep_lines=tag == "pre")

    def _open_table_part(self, tag: str, element: etree._Element) -> None:
        if tag == "table":
            flat = any(self._tables) or is_layout(element)
            self._tables.append(None if flat else Grid(self.blocks.table()))
        elif self._tables and (grid := self._tables[-1]):
            if tag == "tr":
                grid.next_row()
            elif tag in ("td", "th"):
                self._place = grid.place(element)

    def _end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in SPLITTING:
            self._finish()
        if tag in HEADINGS:
            self._heading = False
        elif tag == "sup":
            self._raised -= 1
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "table":
            self._tables.pop()
        elif tag in ("td", "th") and self._tables and self._tables[-1]:
            self._place = None

    def _open_item(self, element: etree._Element) -> None:
        state = self._lists[-1] if self._lists else ListState(None, "")
        if state.next is None:
            self._marker = BULLET
            return
        state.next = _integer(element.get("value"), state.next)
        self._marker = f"{number(state.next, state.style)}."
        state.next += 1

    def _add(self, text: str | None, *, keep_lines: bool = False) -> None:
        if not text:
            return
        first, *lines = text.split("\n") if keep_lines else [text]
        self._text.append(superscript(first) if self._raised else first)
        for line in lines:
            self._finish()
            self._text.append(line)

    def _finish(self) -> None:
        """End the paragraph; an item that prints its own number gets no second one."""
        text = printed("".join(self._text))
        self._text.clear()
        if not text:
            return
        if self._marker and split_number(text)[0] is None:
            text = f"{self._marker} {text}"
        self._marker = ""
        self.blocks.add(text, at=self._place, heading=self._heading)


def _list_state(element: etree._Element) -> ListState:
    if element.tag == "ul":
        return ListState(None, "")
    return ListState(_integer(element.get("start"), 1), HTML_STYLES.get(element.get("type", "1"), "decimal"))


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\s*-?\d{1,6}\s*", value) else default
