"""How high the best professions stand: recall at k, mean reciprocal rank, nDCG.

ranx and ir-measures were considered. A text here has several best answers of which one is enough, answers are
professions while labels are cards and occupations (several labels may name one profession), and the ideal comes from
the labels: their recall and ideal gain are other numbers, and turning our labels into theirs is longer than this.

Only texts with a best answer (grade 2) count. Recall and reciprocal rank know best answers only.
"""

import math
from collections.abc import Sequence
from functools import partial

from eval.metrics_judgement import Judgement
from eval.metrics_mean import Mean
from eval.metrics_slices import BEST


def recall_at(k: int) -> Mean[Judgement]:
    """Share of texts with a best answer among the first k, in [0, 1]."""
    return Mean(of=partial(_found, k=k))


def ndcg_at(k: int) -> Mean[Judgement]:
    """Normalised discounted cumulative gain of the first k answers, in [0, 1]; gain 2^grade - 1, discount log2(rank + 1).

    The ideal puts the k highest label grades first. Several professions can answer one label, so a text is
    capped at 1. Source: Burges et al. 2005, Learning to rank using gradient descent.
    """
    return Mean(of=partial(_ndcg, k=k))


def _found(judgement: Judgement, *, k: int) -> float:
    return float(BEST in judgement.grades[:k]) if judgement.ranked else math.nan


def _reciprocal_rank(judgement: Judgement) -> float:
    if not judgement.ranked:
        return math.nan
    return 1 / (judgement.grades.index(BEST) + 1) if BEST in judgement.grades else 0.0


def _ndcg(judgement: Judgement, *, k: int) -> float:
    if not judgement.ranked:
        return math.nan
    ideal = sorted(judgement.ideal, reverse=True)[:k]
    return min(1.0, _gain(judgement.grades[:k]) / _gain(ideal))


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


# Mean of 1 / rank of the first best answer, 0 for a text without one, in [0, 1].
mrr: Mean[Judgement] = Mean(of=_reciprocal_rank)
