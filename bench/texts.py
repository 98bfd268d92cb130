"""Texts of a wanted length: labelled vacancies and CVs that are open to building, joined and cut; never the blind ones."""

import re
from collections.abc import Iterator
from itertools import product
from random import Random

from eval.labels import rows
from models.lemmas import WORD, analyzer

SETS = ("dev", "tune")
SEED = 7
STEP = 7  # rows from the beginning of one text to that of the next
NAMES = ("Name", "Surn", "Patr", "Geox", "Orgn")  # grammemes of words that would be masked
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"
FROM_PREFIX = 60  # dictionary words taken from one beginning of three letters
SHORTEST, LONGEST = 4, 16  # letters of a word that is replaced or taken


def texts(words: int, *, count: int) -> list[str]:
    """Different texts of exactly so many words; each begins with a vacancy or CV and goes on with others of its kind."""
    stock = _stock()
    return [cut(_joined(stock, (STEP * number) % len(stock), words), words) for number in range(count)]


def _joined(stock: list[str], place: int, words: int) -> str:
    """Neighbours from a place on, until they have enough words."""
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words:
        parts.append(stock[(place + len(parts)) % len(stock)])
    return "\n\n".join(parts)


def cut(text: str, words: int) -> str:
    """The first words of a text with the lines and marks between them."""
    ends = [found.end() for found in re.finditer(r"\S+", text)]
    return text[: ends[words - 1]] if len(ends) > words else text


def plain_texts() -> list[str]:
    """The vacancies and CVs as they are."""
    return [str(row["text"]) for name in SETS for row in rows(name)]


def unseen(given: list[str]) -> list[str]:
    """The texts with every longer word replaced by a word of the Russian dictionary that none of them had before."""
    fresh = _dictionary_words()

    def replaced(found: re.Match[str]) -> str:
        return next(fresh) if SHORTEST <= len(found.group()) <= LONGEST else found.group()

    return [WORD.sub(replaced, text) for text in given]


def _stock() -> list[str]:
    """All texts, neighbours of one kind and language."""
    found = [row for name in SETS for row in rows(name)]
    Random(SEED).shuffle(found)
    return [str(row["text"]) for row in sorted(found, key=lambda row: (row["kind"], row["lang"]))]


def _dictionary_words() -> Iterator[str]:
    """Words of the dictionary in a fixed mixed order, each once."""
    prefixes = ["".join(letters) for letters in product(LETTERS, repeat=3)]
    Random(SEED).shuffle(prefixes)
    for group in (prefixes[n : n + 500] for n in range(0, len(prefixes), 500)):
        found = [word for prefix in group for word in _beginning(prefix)]
        Random(SEED).shuffle(found)
        yield from found


def _beginning(prefix: str) -> Iterator[str]:
    taken = 0
    for number, entry in enumerate(analyzer().dictionary.iter_known_words(prefix)):
        word, tag = str(entry[0]), entry[1]
        usable = SHORTEST <= len(word) <= LONGEST and word.isalpha() and not any(name in tag for name in NAMES)
        if number % 5 == 0 and usable:
            yield word
            taken += 1
        if taken == FROM_PREFIX:
            return
