"""How well the status of every item of a card is told: per class, for clear items, and with which evidence.

Items are counted over all texts together; the bootstrap resamples texts.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from eval.metrics_gap_items import ABSENT, JudgedGaps
from matching.gap_model import POSITIVE

CLEAR = ("covered", "missing", "asked", "not_asked")  # labels that leave no doubt: all but partial

Confusion = Counter[tuple[str, str]]  # items by (label, answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassScore:
    """How well one status is told."""

    precision: float  # in [0, 1]; nan when the status was never answered
    recall: float  # in [0, 1]
    f1: float  # in [0, 1]
    items: int  # labelled with it


def confusion(texts: Sequence[JudgedGaps]) -> Confusion:
    """Count the items of all texts by (label, answer); the answer may be `absent`."""
    return Counter((item.label, item.answer) for text in texts for item in text.items)


def class_scores(texts: Sequence[JudgedGaps]) -> dict[str, ClassScore]:
    """Score every labelled status, in alphabetical order."""
    counts = confusion(texts)
    labelled, answered = _totals(counts, place=0), _totals(counts, place=1)
    return {name: _score(counts[name, name], labelled[name], answered[name]) for name in sorted(labelled)}


def macro_f1(texts: Sequence[JudgedGaps]) -> float:
    """Mean F1 of the labelled statuses, in [0, 1]; nan without items."""
    scores = class_scores(texts)
    return sum(score.f1 for score in scores.values()) / len(scores) if scores else math.nan


def accuracy(texts: Sequence[JudgedGaps]) -> float:
    """Share of items with the labelled status, in [0, 1]; nan without items."""
    counts = confusion(texts)
    return _share(sum(n for (label, answer), n in counts.items() if label == answer), counts.total())


def kappa(texts: Sequence[JudgedGaps]) -> float:
    """Agreement beyond chance (Cohen 1960): 1 for the same statuses, 0 for those that the counts alone would give; nan without items and where all are of one status."""
    counts = confusion(texts)
    labelled, answered = _totals(counts, place=0), _totals(counts, place=1)
    total = counts.total()
    by_chance = sum(labelled[name] * answered[name] for name in labelled) / total**2 if total else math.nan
    return (accuracy(texts) - by_chance) / (1 - by_chance) if by_chance < 1 else math.nan


def clear_items_right(texts: Sequence[JudgedGaps]) -> float:
    """Share of clear items (labelled all but partial) on the right side of shown and not shown, in [0, 1].

    A partial answer is on the side of covered. An absent one is wrong. Returns nan without clear items.
    """
    counts = {pair: n for pair, n in confusion(texts).items() if pair[0] in CLEAR}
    right = sum(n for (label, answer), n in counts.items() if answer != ABSENT and _shown(label) == _shown(answer))
    return _share(right, sum(counts.values()))


def evidence_hit(texts: Sequence[JudgedGaps]) -> float:
    """Share of items labelled covered whose quotes show the labelled evidence, in [0, 1]; nan without such items."""
    hits = [item.hit for text in texts for item in text.items if item.hit is not None]
    return _share(sum(hits), len(hits))


def _shown(status: str) -> bool:
    return status in POSITIVE


def _totals(counts: Confusion, *, place: int) -> Counter[str]:
    totals: Counter[str] = Counter()
    for pair, n in counts.items():
        totals[pair[place]] += n
    return totals


def _score(right: int, labelled: int, answered: int) -> ClassScore:
    return ClassScore(
        precision=_share(right, answered),
        recall=_share(right, labelled),
        f1=2 * right / (labelled + answered),
        items=labelled,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan
