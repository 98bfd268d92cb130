"""The first of many by their scores, without ordering all of them."""

import numpy as np
from numpy.typing import NDArray


def first(scores: NDArray[np.floating], count: int) -> list[int]:
    """Numbers of the largest scores, the largest first; of equal ones the earlier number."""
    if count >= len(scores):
        return [int(n) for n in np.argsort(-scores, kind="stable")]
    least = np.partition(scores, len(scores) - count)[len(scores) - count] if count else np.inf
    some = np.flatnonzero(scores >= least)  # more than wanted where several have the least
    return [int(n) for n in some[np.argsort(-scores[some], kind="stable")][:count]]
