"""Texts of qualification characteristics for tests: the social order, and a text of one position."""

from corpus.cards import Parsed, Position
from corpus.parsers.characteristics.parser import parse
from corpus.readers.text import read
from tests.conftest import DOCUMENTS

SOCIAL = next(DOCUMENTS.glob("003_*.txt")).read_text(encoding="utf-8")


def social_order() -> Parsed:
    """The social order, № 360 of 2017, parsed."""
    return parse(read(SOCIAL), "tkh-2017-360")


def one(text: str) -> Position:
    """The only position of a text; a chapter heading is put before it."""
    positions = parse(read(f"Глава 1. Должности специалистов\n\n{text}"), "d").positions
    assert len(positions) == 1
    return positions[0]


def duties(text: str) -> list[str]:
    """The duties of a position under their label."""
    return [item.text for item in one(f"Параграф 1. Диспетчер\n\n1. Должностные обязанности:\n\n{text}").skills]
