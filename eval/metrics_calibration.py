"""Whether a confidence of 0.8 is right eight times of ten: reliability table, calibration error, Brier score.

The event is `Judgement.first_right`, over all texts: out of scope the first answer is never right.
All functions raise NotAProbability for a confidence outside [0, 1].
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.metrics_judgement import Judgement
from eval.metrics_mean import Mean

BINS = 10


class NotAProbability(ValueError):
    """A confidence lies outside [0, 1], as the scores of a baseline do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A row of the reliability table."""

    low: float  # lowest confidence in the bin
    high: float  # highest one
    count: int
    confidence: float  # mean
    right: float  # share of right first answers


def equal_width(judgements: Sequence[Judgement], *, bins: int = BINS) -> tuple[Bin, ...]:
    """Reliability table of bins [i / bins, (i + 1) / bins), the last one closed. Empty bins are left out."""
    confidences = _probabilities(judgements)
    numbers = np.minimum((confidences * bins).astype(np.int64), bins - 1)
    return _table(judgements, confidences, numbers)


def equal_mass(judgements: Sequence[Judgement], *, bins: int = BINS) -> tuple[Bin, ...]:
    """Reliability table of bins with as many texts each, as far as texts of one confidence stay together.

    Source: Nguyen and O'Connor 2015, Posterior calibration and exploratory analysis for NLP models.
    """
    confidences = _probabilities(judgements)
    places = np.sort(confidences).searchsorted(confidences, "left")
    return _table(judgements, confidences, places * bins // max(1, len(places)))


def ece(table: Sequence[Bin]) -> float:
    """Expected calibration error of a table: mean gap of confidence and share of right answers, in [0, 1].

    Bins weigh by their texts; nan for an empty table. Source: Naeini et al. 2015.
    """
    texts = sum(row.count for row in table)
    return sum(row.count * abs(row.confidence - row.right) for row in table) / texts if texts else math.nan


def ece_equal_width(judgements: Sequence[Judgement]) -> float:
    """Expected calibration error over ten bins of equal width, in [0, 1]; nan without texts."""
    return ece(equal_width(judgements))


def ece_equal_mass(judgements: Sequence[Judgement]) -> float:
    """Expected calibration error over ten bins of equal mass, in [0, 1]; nan without texts."""
    return ece(equal_mass(judgements))


def _probability(judgement: Judgement) -> float:
    if not 0 <= judgement.confidence <= 1:
        raise NotAProbability(
            f"Text {judgement.text_id} has confidence {judgement.confidence}, outside [0, 1]. "
            "Turn scores into probabilities first, or leave calibration out for this system."
        )
    return judgement.confidence


def _probabilities(judgements: Sequence[Judgement]) -> NDArray[np.float64]:
    return np.array([_probability(j) for j in judgements], dtype=np.float64)


def _table(
    judgements: Sequence[Judgement], confidences: NDArray[np.float64], numbers: NDArray[np.int64]
) -> tuple[Bin, ...]:
    right = np.array([j.first_right for j in judgements], dtype=np.float64)
    chosen = (numbers == number for number in np.unique(numbers))
    return tuple(
        Bin(
            low=float(confidences[rows].min()),
            high=float(confidences[rows].max()),
            count=int(rows.sum()),
            confidence=float(confidences[rows].mean()),
            right=float(right[rows].mean()),
        )
        for rows in chosen
    )


def _squared_error(judgement: Judgement) -> float:
    return (_probability(judgement) - judgement.first_right) ** 2


# Mean squared distance of the confidence to the event, in [0, 1]; 0 is perfect. Source: Brier 1950.
brier: Mean[Judgement] = Mean(of=_squared_error)
