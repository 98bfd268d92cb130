"""Books the lines that hold no field: title, headings, contents, footnotes, prose, table heads."""

import re
from collections.abc import Sequence

from corpus.blocks import Block
from corpus.items import squeeze
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.markdown.headings import CAPTION
from corpus.parsers.markdown.layout import Layout, TextLine
from corpus.parsers.markdown.rows import DOT_LEADER, FURNITURE, TableRow, is_blank, is_separator

# «ОТРАСЛЕВАЯ РАМКА КВАЛИФИКАЦИЙ», «Кітапхана ісі салалық біліктілік шеңбері»
TITLE = re.compile(
    r"[\s#*<>b]*(?:отраслев\w+ рамк\w+ квалификаци|[^.;:]{0,90}салалық біліктілік\w* шеңбер)", re.IGNORECASE
)
# «Утверждена решением», «Отраслевой комиссии», «Протокол №3», «от 21 июня 2024 года»
APPROVAL = re.compile(
    r"\s*(?:утвержд|согласован|протокол|решени|отраслев\w+ комисси|в сфере|от \d|приказ)", re.IGNORECASE
)
FOOTNOTE = re.compile(r"\s*(?:<sup>\d+</sup>|\[\^\d+\]:)")


def book_layout(layout: Layout, ledger: Ledger) -> None:
    """Book every line that no rule has taken."""
    _book_texts(layout.texts, ledger)
    for table in layout.tables:
        for entry in table.body:
            if isinstance(entry, Block) and squeeze(entry.text) in layout.repeated:
                ledger.noise(entry.line, "page header")
        for row in table.furniture:
            _book(row, _furniture_reason(row), ledger)
        for entry in table.body:
            if isinstance(entry, TableRow):
                _book(entry, f"table of section «{table.section}»", ledger)
            else:
                ledger.noise(entry.line, _text_reason(entry, table.section, titled=True))


def _book(row: TableRow, reason: str, ledger: Ledger) -> None:
    for line in row.lines:
        ledger.noise(line, reason)


def _furniture_reason(row: TableRow) -> str:
    if is_separator(row.cells):
        return "table rule"
    return "blank table row" if is_blank(row.cells) else "table head"


def _book_texts(texts: Sequence[TextLine], ledger: Ledger) -> None:
    titled = False
    for line in texts:
        may_be_title = not titled and (line.is_heading or not line.section)
        if may_be_title and TITLE.match(line.block.text):
            titled = True
            ledger.use(line.block.line, "title")
        elif line.is_heading:
            ledger.use(line.block.line, "heading")
        else:
            ledger.noise(line.block.line, _text_reason(line.block, line.section, titled=titled))


def _text_reason(block: Block, section: str, *, titled: bool) -> str:
    """Why a text line gives nothing."""
    if FURNITURE.match(block.text):
        return "page rule or number"
    if DOT_LEADER.search(block.text):
        return "contents"
    if CAPTION.match(block.text):
        return "caption"
    if FOOTNOTE.match(block.text):
        return "footnote"
    if not titled and APPROVAL.match(block.text):
        return "approval"
    return f"prose of section «{section}»" if section else "title page"
