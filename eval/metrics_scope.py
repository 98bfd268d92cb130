"""Whether the confidence tells texts of the field from others, and right answers from wrong ones."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.metrics_judgement import Judgement
from eval.metrics_mean import Mean, Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPoint:
    """What accepting every text with at least this confidence means."""

    threshold: float
    coverage: float  # share of all texts that are accepted, in (0, 1]
    risk: float  # share of wrong first answers among the accepted texts, in [0, 1]


def auroc(judgements: Sequence[Judgement]) -> float:
    """Chance that a text in scope has a higher confidence than one out of scope, a tie counts half.

    Returns a number in [0, 1]; nan when one of the two is empty. Source: Hanley and McNeil 1982.
    """
    inside, outside = _confidences(judgements, in_scope=True), np.sort(_confidences(judgements, in_scope=False))
    if not len(inside) or not len(outside):
        return math.nan
    below, not_above = outside.searchsorted(inside, "left"), outside.searchsorted(inside, "right")
    return float((below + not_above).mean() / 2 / len(outside))


def false_accepts_at(coverage: float) -> Metric[Judgement]:
    """Share of texts out of scope accepted by the highest threshold that accepts this share of those in scope.

    The metric is in [0, 1]; nan when one of the two is empty. Texts at the threshold are accepted.
    """

    def metric(judgements: Sequence[Judgement]) -> float:
        inside, outside = _confidences(judgements, in_scope=True), _confidences(judgements, in_scope=False)
        if not len(inside) or not len(outside):
            return math.nan
        kept = max(1, math.ceil(round(coverage * len(inside), 9)))  # 0.7 * 10 is a little over 7 in floats
        return float((outside >= np.sort(inside)[-kept]).mean())

    return metric


def risk_coverage(judgements: Sequence[Judgement]) -> tuple[RiskPoint, ...]:
    """Risk and coverage at every confidence that occurs, highest first; empty without texts.

    A text out of scope is a wrong answer. Source: El-Yaniv and Wiener 2010, selective classification.
    """
    values, errors, counts = _by_confidence(judgements)
    accepted = counts.cumsum()
    return tuple(
        RiskPoint(threshold=float(value), coverage=float(count / accepted[-1]), risk=float(wrong / count))
        for value, count, wrong in zip(values, accepted, errors.cumsum(), strict=True)
    )


def risk_area(judgements: Sequence[Judgement]) -> float:
    """Area under the risk-coverage curve: mean risk when 1, 2, … all texts are accepted, in [0, 1]; nan without texts.

    Texts of one confidence come in any order, so each carries their mean error. Source: Geifman et al. 2019.
    """
    if not judgements:
        return math.nan
    _, errors, counts = _by_confidence(judgements)
    wrong = np.repeat(errors / counts, counts).cumsum()
    return float((wrong / np.arange(1, len(judgements) + 1)).mean())


def _confidences(judgements: Sequence[Judgement], *, in_scope: bool) -> NDArray[np.float64]:
    return np.array([j.confidence for j in judgements if j.in_scope == in_scope], dtype=np.float64)


def _by_confidence(
    judgements: Sequence[Judgement],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.intp]]:
    """Confidences that occur, highest first, with the wrong first answers and the texts at each."""
    negative = np.array([-j.confidence for j in judgements], dtype=np.float64)
    wrong = np.array([not j.first_right for j in judgements], dtype=np.float64)
    values, place, counts = np.unique(negative, return_inverse=True, return_counts=True)
    errors = np.zeros(len(values))
    np.add.at(errors, place, wrong)
    return -values, errors, counts


def _false_accept(judgement: Judgement) -> float:
    return math.nan if judgement.in_scope or judgement.accepted is None else float(judgement.accepted)


def _false_refusal(judgement: Judgement) -> float:
    return float(not judgement.accepted) if judgement.in_scope and judgement.accepted is not None else math.nan


# Share of texts out of scope whose status accepts them, in [0, 1].
false_accepts: Mean[Judgement] = Mean(of=_false_accept)
# Share of texts in scope whose status refuses them, in [0, 1].
false_refusals: Mean[Judgement] = Mean(of=_false_refusal)
