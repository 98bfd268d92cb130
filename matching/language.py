"""The language of a text: ru, kk, mixed or other."""

import re

from models.wording import languages

CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]+")
# What tells the languages of the tuning texts best: shares of Kazakh words, and Russian words in a row: Kazakh borrows
# single words, a text in both languages has whole phrases.
MIXED = 0.11
MOSTLY = 0.55
KAZAKH = 0.82
PHRASE = 4  # words


def language(text: str) -> str:
    """Return "ru", "kk", "mixed", or "other" when fewer than half of the letters are Cyrillic or none is there."""
    letters = sum(map(str.isalpha, text))
    if not letters or sum(map(len, CYRILLIC.findall(text.lower()))) < 0.5 * letters:
        return "other"
    found = languages(text)
    if found.kazakh < MIXED:
        return "ru"
    phrases = found.russian_run >= PHRASE and found.kazakh < KAZAKH
    return "mixed" if found.kazakh < MOSTLY or phrases else "kk"
