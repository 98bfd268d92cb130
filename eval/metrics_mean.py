"""Metrics that are a mean over texts: one number a text, texts that do not count left out."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Metric = Callable[[Sequence[T]], float]  # any metric: judged texts in, one number out, nan when nothing counts


@dataclass(frozen=True, kw_only=True)  # no slots: Python 3.11 cannot call Mean[X](…) of a frozen class with them
class Mean(Generic[T]):
    """A metric as the mean of a number that every text has for itself.

    `of` gives the number of a text, nan when the text does not count. The bootstrap resamples such numbers
    without counting them again, and a report can show the texts behind a mean.
    """

    of: Callable[[T], float]

    def values(self, texts: Sequence[T]) -> NDArray[np.float64]:
        """Numbers of all texts. Returns (n_texts,) float64, nan where a text does not count."""
        return np.fromiter((self.of(text) for text in texts), dtype=np.float64, count=len(texts))

    def __call__(self, texts: Sequence[T]) -> float:
        """Mean over the texts that count; nan when none does."""
        values = self.values(texts)
        counted = values[~np.isnan(values)]
        return float(counted.mean()) if len(counted) else math.nan
