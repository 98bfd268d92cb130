"""Paragraphs of «Требования к квалификации» → one entry a category, with the level line carried along."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.cards import Item
from corpus.items import clean
from corpus.parsers.characteristics.joining import Paragraph
from corpus.parsers.characteristics.marks import CATEGORY, LEVEL

# A level or a category begins at the start or behind an end mark: «…; первой категории: …»
_BEGINS = re.compile(rf"(?:^|(?<=[;:.])\s*)(?=(?:{LEVEL.pattern})|(?:{CATEGORY.pattern}))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """Entries in order, and the source lines that hold nothing but a level."""

    entries: tuple[Item, ...]
    levels: tuple[int, ...]


def list_requirements(paragraphs: Sequence[Paragraph]) -> Requirements:
    """Return the entries; each begins with the level under which it stands.

    «специалист высшего уровня квалификации:» + «первой категории: высшее …» →
    «специалист высшего уровня квалификации: первой категории: высшее …»
    """
    entries: list[Item] = []
    levels: list[int] = []
    level = ""
    for paragraph in paragraphs:
        alone = True
        for offset, piece in _pieces(paragraph.text):
            level, text = _split_level(piece, level)
            if text:
                alone = False
                whole = f"{level}: {text}" if level else text
                entries.append(Item(text=whole, line=paragraph.line_at(offset)))
        if alone:
            levels.extend(paragraph.lines)
    return Requirements(entries=tuple(entries), levels=tuple(levels))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    cuts = sorted({0, len(text), *(found.end() for found in _BEGINS.finditer(text))})
    for begin, end in pairwise(cuts):
        yield begin, text[begin:end]


def _split_level(piece: str, level: str) -> tuple[str, str]:
    """Return the level in force and the entry behind it, or "" when only the level is printed."""
    found = LEVEL.match(piece)
    if found is None:
        return level, clean(piece)
    return clean(found.group()), clean(piece[found.end() :])
