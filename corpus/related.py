"""Levels that cards name for other professions: «Связь с другими профессиями: 7 – Заместитель директора по социальной работе»."""

import re

from corpus.catalogue import Catalogue
from corpus.titles import BRACKET

WORD = re.compile(r"[а-яёa-z-]{3,}", re.IGNORECASE)
FEWEST = 2  # words: «Эксперт» alone names too many professions


def named_levels(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    """Profession id → levels named for it by cards of other professions, where no document prints its own.

    A name fits when it begins with the same word and all its words stand in the profession's title.
    """
    names = [(_words(r.title), r.level) for card in catalogue.cards for r in card.related if r.level is not None]
    found = {}
    for profession in catalogue.professions:
        if not profession.levels:
            title = _words(profession.title)
            levels = {level for words, level in names if _fits(words, title)}
            if levels:
                found[profession.id] = tuple(sorted(levels))
    return found


def _fits(name: list[str], title: list[str]) -> bool:
    return len(name) >= FEWEST and name[:1] == title[:1] and {*name} <= {*title}


def _words(title: str) -> list[str]:
    return [word.lower() for word in WORD.findall(BRACKET.sub(" ", title))]
