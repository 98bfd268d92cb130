"""A document's blocks while a reader makes them: numbered, cleaned, not without end."""

import re
from dataclasses import dataclass

from corpus.blocks import Block, BlockKind
from corpus.errors import UnreadableDocument
from corpus.items import squeeze

MAX_BLOCKS = 300_000  # the longest official document met so far has 8,000 lines
MAX_COLUMNS = 100  # of a table
# soft hyphen, zero-width blank and joiners, byte order mark: seen by no reader of the printed page
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A table cell: 0-based, tables run through the document."""

    table: int
    row: int
    column: int


class BlockList:
    """Collects the blocks of one document in reading order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self._tables = 0

    def table(self) -> int:
        """Return the number of a new table."""
        self._tables += 1
        return self._tables - 1

    def add(
        self,
        text: str,
        *,
        at: Place | None = None,
        heading: bool = False,
        page: int | None = None,
    ) -> None:
        """Add a paragraph that says something. Raises UnreadableDocument when there are too many or too wide a table."""
        text = printed(text)
        if not text:
            return
        self._check(at)
        kind = BlockKind.CELL if at else BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        block = Block(
            kind=kind,
            text=text,
            line=len(self.blocks) + 1,
            page=page,
            table=at.table if at else None,
            row=at.row if at else None,
            column=at.column if at else None,
        )
        self.blocks.append(block)

    def _check(self, at: Place | None) -> None:
        if len(self.blocks) >= MAX_BLOCKS:
            raise UnreadableDocument(f"{self.name} has more than {MAX_BLOCKS:,} paragraphs. Split the document.")
        if at and at.column >= MAX_COLUMNS:
            raise UnreadableDocument(
                f"{self.name} has a table of more than {MAX_COLUMNS} columns. Profession documents have 2 to 12; "
                "take the table apart or give the document as plain text."
            )


def printed(text: str) -> str:
    """Text as it is seen: « социаль\u00adная\u00a0 работа» → «социальная работа»."""
    return squeeze(INVISIBLE.sub("", text))


def superscript(text: str) -> str:
    """Raised digits stay apart from the number before them: статья 12 + «1» → «12¹»."""
    return text.translate(SUPERSCRIPT)
