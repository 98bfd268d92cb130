"""Levels that cards name for other professions: «Связь с другими профессиями: 7 – Заместитель директора по социальной работе»."""

import re

from corpus.cards import Card, Related
from corpus.catalogue import Catalogue
from corpus.titles import BRACKET

WORD = re.compile(r"[а-яёa-z-]{3,}", re.IGNORECASE)
FEWEST = 2  # words: «Эксперт» alone names too many professions


def named_levels(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    """Profession id → levels named for it by cards of other professions, where no document prints its own."""
    return {id_: tuple(named) for id_, named in naming_cards(catalogue).items()}


def naming_cards(catalogue: Catalogue) -> dict[str, dict[int, tuple[Card, Related]]]:
    """Profession id → each of those levels in order, with the first card that names it and its words.

    A name fits when it begins with the same word and all its words stand in the profession's title.
    """
    names = [(_words(r.title), card, r) for card in catalogue.cards for r in card.related if r.level is not None]
    found: dict[str, dict[int, tuple[Card, Related]]] = {}
    for profession in catalogue.professions:
        title = _words(profession.title)
        for words, card, related in () if profession.levels else names:
            if related.level is not None and _fits(words, title):
                found.setdefault(profession.id, {}).setdefault(related.level, (card, related))
    return {id_: dict(sorted(named.items())) for id_, named in found.items()}


def _fits(name: list[str], title: list[str]) -> bool:
    return len(name) >= FEWEST and name[:1] == title[:1] and {*name} <= {*title}


def _words(title: str) -> list[str]:
    return [word.lower() for word in WORD.findall(BRACKET.sub(" ", title))]
