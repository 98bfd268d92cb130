"""The language of a text: ru, kk, mixed or other."""

import re

from models.wording import kazakh_share

CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]")
# Shares of Kazakh words that tell the languages of the tuning texts best.
MIXED = 0.11
KAZAKH = 0.65


def language(text: str) -> str:
    """Return "ru", "kk", "mixed", or "other" when fewer than half of the letters are Cyrillic or none is there."""
    letters = LETTERS.findall(text)
    if not letters or len(CYRILLIC.findall(text)) < 0.5 * len(letters):
        return "other"
    share = kazakh_share(text)
    if share >= KAZAKH:
        return "kk"
    return "mixed" if share >= MIXED else "ru"
