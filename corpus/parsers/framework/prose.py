"""Books the lines that hold no field: headings, passport, prose of the sections."""

import re
from collections.abc import Sequence

from corpus.blocks import Block, BlockKind
from corpus.items import squeeze
from corpus.parsers.framework.items import is_marked
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.framework.lines import PAGE_NUMBER, plain

NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+[А-ЯЁ«][^;]{2,110}$")  # «2. Текущее состояние …»
APPENDIX = re.compile(  # «Приложение 1», «Паспорт отраслевой рамки квалификаций», «Выводы:»
    r"^(?:приложение\s*\d*|паспорт\b.*|описание квалификационных уровней.*|выводы:?)$", re.IGNORECASE
)
MAX_HEADING = 100  # characters


def book_prose(blocks: Sequence[Block], ledger: Ledger) -> None:
    """Book every line that no rule took as a heading or as prose of its section."""
    section = "начало документа"
    for block in blocks:
        text = squeeze(plain(block.text))
        if is_heading(block, text):
            section = text.rstrip(" :")
            ledger.use(block.line, "heading")
        elif not text:
            ledger.noise(block.line, "empty cell")
        elif PAGE_NUMBER.match(block.text) and "\t" not in block.text:
            ledger.noise(block.line, "page number")
        elif "\t" in block.text[:2] or block.kind == BlockKind.CELL:
            ledger.noise(block.line, f"other table of section «{section}»")
        else:
            ledger.noise(block.line, f"prose of section «{section}»")


def is_heading(block: Block, text: str) -> bool:
    """Whether a line heads a section: «1. Общие положения», «Подготовка специалистов» after a blank line."""
    if block.kind == BlockKind.HEADING or APPENDIX.match(text):
        return True
    if "\t" in block.text or not text[:1].isalnum() or text.endswith((".", ";", ",")) or ":" in text:
        return False
    if NUMBERED.match(text):
        return True
    return block.gap > 0 and text[:1].isupper() and len(text) <= MAX_HEADING and not is_marked(text)
