"""Words of the field: how much likelier a lemma is in the catalogue and people's words than in other trades."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from indexing.rows import ItemRow, TitleRow
from indexing.said import SaidText
from models.wording import said_words

SMOOTHING = 0.5
UNKNOWN = ""  # key of the value for words that neither side knows


def log_odds(items: Sequence[ItemRow], titles: Sequence[TitleRow], said: Sequence[SaidText]) -> dict[str, float]:
    """Lemma → log of its share inside the field over its share in other trades, smoothed; `UNKNOWN` for the rest."""
    official = [row.text for row in items if not row.act] + [row.text for row in titles]
    inside = _counts([*official, *(row.text for row in said if not row.trade)])
    outside = _counts(row.text for row in said if row.trade)
    words = inside.keys() | outside.keys()
    total_in = inside.total() + SMOOTHING * len(words)
    total_out = outside.total() + SMOOTHING * len(words)

    def odds(word: str) -> float:
        share_in = (inside[word] + SMOOTHING) / total_in
        share_out = (outside[word] + SMOOTHING) / total_out
        return round(math.log(share_in / share_out), 4)

    return {UNKNOWN: odds(UNKNOWN), **{word: odds(word) for word in sorted(words)}}


def _counts(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in said_words(text))


class Domain:
    """Tells how much a text speaks the words of the field."""

    def __init__(self, odds: dict[str, float]) -> None:
        self._odds = odds
        self._unknown = odds.get(UNKNOWN, 0.0)

    def mean(self, words: Sequence[str]) -> float:
        """Mean log odds of lemmas; below zero for words of other trades, 0.0 without words."""
        if not words:
            return 0.0
        return sum(self._odds.get(word, self._unknown) for word in words) / len(words)
