"""Logits over named features: shrunk towards zero, and bound to the signs that their features must have."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.model_selection import StratifiedKFold

from matching.confidence import logit as chance

FOLDS = 10
Rows = Sequence[Mapping[str, float]]
Signs = Mapping[str, int]  # 1 for a feature that never speaks against, -1 for one that never speaks for


def fit_logit(
    rows: Rows, truth: Sequence[bool], names: Sequence[str], *, signs: Signs | None = None, shrink: float = 1.0
) -> dict[str, float]:
    """Weights on the features as they are, with a bias; `shrink` pulls the weights of features of spread one to zero."""
    table = np.array([[row[name] for name in names] for row in rows])
    mean, spread = table.mean(axis=0), table.std(axis=0)
    scaled = (table - mean) / np.where(spread > 0, spread, 1.0)
    labels = np.asarray(truth, dtype=np.float64)

    def loss(given: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, sums = given[:-1], scaled @ given[:-1] + given[-1]
        wrong = 1 / (1 + np.exp(-sums)) - labels
        total = float(np.sum(np.logaddexp(0, sums) - labels * sums) + shrink * (weights @ weights) / 2)
        return total, np.append(scaled.T @ wrong + shrink * weights, wrong.sum())

    bounds = [*(_bound((signs or {}).get(name, 0)) for name in names), (None, None)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
    weights = found[:-1] / np.where(spread > 0, spread, 1.0)
    bias = float(found[-1] - weights @ mean)
    return {"bias": round(bias, 4), **{n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}}


def _bound(sign: int) -> tuple[float | None, float | None]:
    return (0.0 if sign > 0 else None, 0.0 if sign < 0 else None)


def held_out(
    rows: Rows, truth: Sequence[bool], names: Sequence[str], *, signs: Signs | None = None, shrink: float = 1.0
) -> NDArray[np.float64]:
    """Chances of every row by models that did not see it (ten folds)."""
    found = np.zeros(len(rows))
    for seen, left in StratifiedKFold(FOLDS).split(np.zeros(len(rows)), truth):
        own = [rows[n] for n in seen], [truth[n] for n in seen]
        weights = fit_logit(*own, names, signs=signs, shrink=shrink)
        found[left] = [chance(weights, dict(rows[n])) for n in left]
    return found
