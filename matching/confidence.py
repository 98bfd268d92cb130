"""Confidence: how likely the first answer is right, and when to refuse."""

import numpy as np
from numpy.typing import NDArray

from matching.coefficients import Coefficients, weighted
from matching.evidence import Compared
from matching.ranking import FEATURES, Features

SAID = ("said_title", "said_title_vector", "said_words", "said_vector", "best_said")  # features that other trades have
CLOSE = 0.85  # second confidence as a share of the first that makes two answers equally right


def summary(features: Features, outside: Features, scores: NDArray[np.float64], compared: Compared) -> dict[str, float]:
    """What the confidence model looks at: the first candidate, its lead, nearness to other trades, amount of text."""
    order = np.argsort(scores)[::-1]
    first = order[0]
    lead = float(scores[first] - scores[order[1]]) if len(order) > 1 else 0.0
    rival = {f"other_{name}": float(outside[:, n].max(initial=0.0)) for n, name in enumerate(FEATURES) if name in SAID}
    return {
        **{name: float(features[first, n]) for n, name in enumerate(FEATURES)},
        "score": float(scores[first]),
        "lead": lead,
        "length": float(np.log1p(len(compared.all_words))),
        **rival,
    }


def confidences(
    features: Features,
    outside: Features,
    scores: NDArray[np.float64],
    compared: Compared,
    coefficients: Coefficients,
) -> NDArray[np.float64]:
    """Probability of each profession to be right: the first one's from its model, shared on by the scores.

    Returns (n_professions,) in [0, 1], never rising with falling score.
    """
    first = 1 / (1 + np.exp(-weighted(coefficients.confidence, summary(features, outside, scores, compared))))
    softmax = np.exp(scores - scores.max())
    return np.asarray(first * softmax, dtype=np.float64)
