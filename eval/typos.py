"""Typing errors: the same texts with some letters mistyped."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from eval.labels import Gold
from models.lemmas import WORD
from models.training.spelling import misspelt

SHARE = 0.02  # of letters


def mistyped(gold: Sequence[Gold], *, share: float = SHARE, seed: int = 1) -> list[Gold]:
    """Texts in which each letter is mistyped with the given chance: lost, doubled, swapped or replaced."""
    random = Random(seed)
    return [replace(g, text=_typed(g.text, share, random), title=_typed(g.title, share, random)) for g in gold]


def _typed(text: str, share: float, random: Random) -> str:
    return WORD.sub(lambda found: _word(found.group(), share, random), text)


def _word(word: str, share: float, random: Random) -> str:
    """A word with at most one error: two in one word are rare at this share."""
    return misspelt(word, random) if random.random() < 1 - (1 - share) ** len(word) else word
