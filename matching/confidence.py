"""Confidence: whether a text lies in the field at all, how likely the first answer is right, when to refuse."""

import math

import numpy as np
from numpy.typing import NDArray

from matching.coefficients import Coefficients, weighted
from matching.evidence import Compared
from matching.ordering import first
from matching.ranking import FEATURES, OUTSIDE, Features

SCOPE = ("score", "lead", "domain", "domain_title", *OUTSIDE, *(f"other_{name}" for name in OUTSIDE))
RIGHT = ("score", "lead", "said_title_held", "title_held", "said_holding")
CLOSE = 0.85  # second confidence as a share of the first that makes two answers equally right


def summary(features: Features, outside: Features, scores: NDArray[np.float64], compared: Compared) -> dict[str, float]:
    """What both models look at: the first candidate, its lead, nearness to other trades, words of the field."""
    best, *second = first(scores, 2)
    lead = float(scores[best] - scores[second[0]]) if second else 0.0
    rivals = {f"other_{n}": float(best) for n, best in zip(OUTSIDE, outside.max(axis=0, initial=0.0), strict=True)}
    return {
        **{name: float(features[best, n]) for n, name in enumerate(FEATURES)},
        "score": float(scores[best]),
        "lead": lead,
        **compared.domain,
        **rivals,
    }


def logit(weights: dict[str, float], seen: dict[str, float]) -> float:
    """Probability by a logit with the given weights."""
    return 1 / (1 + math.exp(-weighted(weights, seen)))


def confidences(scope: float, right: float, scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probability of each profession to be right: in the field and, for the first, right; shared on by the scores.

    Returns (n_professions,) in [0, 1], never rising with falling score.
    """
    return np.asarray(scope * right * np.exp(scores - scores.max()), dtype=np.float64)


def judge(
    features: Features,
    outside: Features,
    scores: NDArray[np.float64],
    compared: Compared,
    coefficients: Coefficients,
) -> tuple[float, NDArray[np.float64]]:
    """Probability that the text lies in the field, and the confidences of all professions."""
    seen = summary(features, outside, scores, compared)
    scope = logit(coefficients.scope, seen)
    return scope, confidences(scope, logit(coefficients.right, seen), scores)
