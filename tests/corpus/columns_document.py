"""The real professional standard in interleaved columns, for tests."""

from functools import cache

from corpus.cards import Parsed
from corpus.parsers.columns import standard as standard_columns
from corpus.readers.text import read
from tests.conftest import DOCUMENTS

DOCUMENT = DOCUMENTS / "004_4356a9bb792bac47.txt"


@cache
def whole() -> Parsed:
    """The real document, parsed once."""
    return standard_columns.parse(read(DOCUMENT.read_text(encoding="utf-8")), "ps-2022-383")
