"""How sure a metric is: percentile intervals over resampled texts (Efron and Tibshirani 1993, chapter 13).

Texts are drawn with replacement, as many as there are; a text keeps all its items. A resample in which no text counts
for the metric (nan) is left out. A seed always draws the same resamples.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from eval.metrics_mean import Mean, Metric

RESAMPLES = 2000
TAILS = (2.5, 97.5)  # percentiles that bound a 95 % interval


class TextsDiffer(ValueError):
    """Two systems were not judged on the same texts in the same order."""


class Identified(Protocol):
    """Anything judged that knows its text."""

    @property
    def text_id(self) -> str:
        """Id of the text."""


T = TypeVar("T")
P = TypeVar("P", bound=Identified)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A number over all texts with its 95 % interval; nan where nothing counts."""

    value: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval of a difference lies on one side of zero."""
        return self.low > 0 or self.high < 0


def interval(metric: Metric[T], texts: Sequence[T], *, resamples: int = RESAMPLES, seed: int = 0) -> Interval:
    """The metric over all texts with its 95 % interval."""
    drawn = _draws(len(texts), resamples=resamples, seed=seed)
    return _interval(metric(texts), _resampled(metric, texts, drawn))


def difference(
    metric: Metric[P], ours: Sequence[P], theirs: Sequence[P], *, resamples: int = RESAMPLES, seed: int = 0
) -> Interval:
    """The metric of one system minus that of another, both on the same resamples. Raises TextsDiffer."""
    _check_paired(ours, theirs)
    drawn = _draws(len(ours), resamples=resamples, seed=seed)
    gaps = _resampled(metric, ours, drawn) - _resampled(metric, theirs, drawn)
    return _interval(metric(ours) - metric(theirs), gaps)


def _check_paired(ours: Sequence[Identified], theirs: Sequence[Identified]) -> None:
    if [text.text_id for text in ours] != [text.text_id for text in theirs]:
        raise TextsDiffer(
            f"The systems were judged on {len(ours)} and {len(theirs)} texts that are not the same in the same order. "
            "Judge both on one gold set."
        )


def _draws(texts: int, *, resamples: int, seed: int) -> NDArray[np.int64]:
    """Places of the drawn texts. Returns (resamples, n_texts) int64; no resamples without texts."""
    if not texts:
        return np.empty((0, 0), dtype=np.int64)
    return np.random.default_rng(seed).integers(texts, size=(resamples, texts))


def _resampled(metric: Metric[T], texts: Sequence[T], drawn: NDArray[np.int64]) -> NDArray[np.float64]:
    """The metric of every resample. Returns (resamples,) float64."""
    if isinstance(metric, Mean):
        return _means(metric.values(texts), drawn)
    return np.array([metric([texts[place] for place in places]) for places in drawn.tolist()], dtype=np.float64)


def _means(values: NDArray[np.float64], drawn: NDArray[np.int64]) -> NDArray[np.float64]:
    """Means of drawn values that are not nan, as the metric itself would take them; nan where none is drawn."""
    counted = ~np.isnan(values)
    sums, counts = np.where(counted, values, 0.0)[drawn].sum(axis=1), counted[drawn].sum(axis=1)
    means = np.full(len(drawn), np.nan)
    np.divide(sums, counts, out=means, where=counts > 0)
    return means


def _interval(value: float, drawn: NDArray[np.float64]) -> Interval:
    known = drawn[~np.isnan(drawn)]
    low, high = np.percentile(known, TAILS) if len(known) else (math.nan, math.nan)
    return Interval(value=value, low=float(low), high=float(high))
