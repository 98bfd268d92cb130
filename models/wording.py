"""The words of a text as they are compared: lemmas with what the lexicon adds."""

from models.kazakh import looks_kazakh
from models.lemmas import WORD
from models.lexicon.expanding import Expansion, lexicon

KAZAKH_SHARE = 0.1  # of words; above it Kazakh words are looked up


def is_kazakh(text: str) -> bool:
    """Whether a text has Kazakh words enough to look its words up as Kazakh."""
    words = WORD.findall(text)
    return bool(words) and sum(map(looks_kazakh, words)) >= KAZAKH_SHARE * len(words)


def expanded(text: str, *, kazakh: bool) -> Expansion:
    """Lemmas and found phrases of a text; everyday words bring their official ones, Kazakh words their Russian ones."""
    return lexicon().expand(text, kazakh=kazakh)


def said_words(text: str) -> list[str]:
    """Lemmas of people's words in either language, lexicon included."""
    return list(expanded(text, kazakh=is_kazakh(text)).lemmas)
