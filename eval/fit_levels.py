"""Learns what every level rule says of the levels: more or less likely, with one peak and no second thoughts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import isotonic_regression

from eval.labels import Gold
from matching import level
from matching.coefficients import Coefficients
from matching.matcher import Judged

NEIGHBOUR = 0.1  # how much of a text counts at the next level, and again of that at the one after it
PRIOR = 2.0  # texts at every level that the rule fires in as often as in all texts together
RARE = 2.0  # texts that a rule fires in of which half the weight is believed
LEVELS = np.array(level.LEVELS)
Column = NDArray[np.float64]  # (8,), one number for every level


def fit_levels(
    gold: Sequence[Gold], judged: Mapping[str, Judged], nothing: Coefficients
) -> dict[str, dict[str, float]]:
    """Log likelihood ratio of every rule at every level: naive Bayes over the rules that fire.

    Levels lend each other their texts, and the weights of a rule rise to one peak and fall behind it: a rule that speaks
    for 2 and for 8, but not for what lies between, has seen too few texts.
    """
    total = np.zeros(len(LEVELS))
    fired: defaultdict[str, Column] = defaultdict(lambda: np.zeros(len(LEVELS)))
    for g in gold:
        shares = np.isin(LEVELS, list(g.levels)) / max(len(g.levels), 1)
        total += shares
        for reason in level.reasons(judged[g.id].compared.reading, nothing):
            fired[reason.rule] += shares
    return {name: _weights(counts, total) for name, counts in sorted(fired.items()) if counts.any()}


def _weights(fired: Column, total: Column) -> dict[str, float]:
    """Smoothed log ratios of one rule, with one peak."""
    overall = (fired.sum() + 1) / (total.sum() + 2)
    near = NEIGHBOUR ** np.abs(LEVELS[:, None] - LEVELS[None, :])
    chances = (near @ fired + PRIOR * overall) / (near @ total + PRIOR)
    sure = fired.sum() / (fired.sum() + RARE)
    peaked = sure * one_peak(np.log(chances / overall), near @ total)
    return {str(n): round(float(w), 4) for n, w in zip(LEVELS, peaked, strict=True)}


def one_peak(values: Column, weights: Column) -> Column:
    """The nearest values, by weighted squares, that rise up to one place and fall behind it."""
    shapes = [_peaked_at(place, values, weights) for place in range(len(values))]
    return min(shapes, key=lambda shape: float(weights @ (shape - values) ** 2))


def _peaked_at(place: int, values: Column, weights: Column) -> Column:
    rising = isotonic_regression(values[: place + 1], sample_weight=weights[: place + 1])
    falling = isotonic_regression(values[place:], sample_weight=weights[place:], increasing=False)
    top = max(rising[-1], falling[0])
    return np.concatenate([rising[:-1], [top], falling[1:]])
