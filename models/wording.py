"""The words of a text as they are compared: lemmas with what the lexicon adds."""

import re
from dataclasses import dataclass
from functools import lru_cache

from models.kazakh import looks_kazakh
from models.lemmas import is_russian_word
from models.lexicon.expanding import Expansion, lexicon

CYRILLIC_WORD = re.compile(r"[а-яёәғқңөұүһі]+", re.IGNORECASE)
KAZAKH_SHARE = 0.11  # above it Kazakh words are looked up


@lru_cache(maxsize=50_000)
def is_kazakh_word(word: str) -> bool:
    """Whether a word is Kazakh: by a letter or ending, or, where Russian does not have it, by the lexicon («кызмет»)."""
    if looks_kazakh(word):
        return True
    return not is_russian_word(word.lower()) and bool(lexicon().expand(word, kazakh=True).said)


@lru_cache(maxsize=50_000)
def is_only_russian_word(word: str) -> bool:
    """Whether Russian has the word and Kazakh, by the lexicon, has not: «бала» and «қызмет» no, «ребёнок» yes."""
    return is_russian_word(word.lower()) and not lexicon().expand(word, kazakh=True).said


@dataclass(frozen=True, slots=True)
class Languages:
    """How Kazakh a text is: its share of Kazakh words, and the longest run of words that only Russian has."""

    kazakh: float  # Kazakh words over all that belong to one language only; 0.0 without such words
    russian_run: int  # words; such as both languages have do not end a run


def languages(text: str) -> Languages:
    """Count the words of both languages in a text."""
    kazakh = russian = run = longest = 0
    for word in CYRILLIC_WORD.findall(text):
        if is_kazakh_word(word):
            kazakh, run = kazakh + 1, 0
        elif is_only_russian_word(word):
            russian, run = russian + 1, run + 1
            longest = max(longest, run)
    return Languages(kazakh / (kazakh + russian) if kazakh + russian else 0.0, longest)


def kazakh_share(text: str) -> float:
    """Kazakh words of a text over all that belong to one language only; 0.0 without such words."""
    return languages(text).kazakh


def is_kazakh(text: str) -> bool:
    """Whether a text has Kazakh words enough to look its words up as Kazakh."""
    return kazakh_share(text) >= KAZAKH_SHARE


def expanded(text: str, *, kazakh: bool) -> Expansion:
    """Lemmas and found phrases of a text; everyday words bring their official ones, Kazakh words their Russian ones."""
    return lexicon().expand(text, kazakh=kazakh)


def said_words(text: str) -> list[str]:
    """Lemmas of people's words in either language, lexicon included."""
    return list(expanded(text, kazakh=is_kazakh(text)).lemmas)
