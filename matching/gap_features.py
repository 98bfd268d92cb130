"""What the gap model looks at: how near a text comes to every item of one card, by itself and beside the card's other items."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.index import Index
from matching.cover import Cover
from matching.evidence import Compared

FEATURES = (
    "both", "near", "cover", "cover_text",  # the nearest statement by vectors and words, with people's words, by cover; all statements
    "act", "knowledge",
    "rank_near", "rank_cover", "around",  # beside the other items of the card
)  # fmt: skip
AROUND = 3  # items before and after one that are its neighbours: they stand under one task


@dataclass(frozen=True, slots=True)
class Beside:
    """A text beside the items of one card."""

    features: NDArray[np.float64]  # (n_rows, len(FEATURES))
    shown: NDArray[
        np.float32
    ]  # (n_statements, n_rows) how well each statement shows an item: mean of nearness and cover of its best part


def beside(cover: Cover, index: Index, compared: Compared, rows: Sequence[int]) -> Beside:
    """Hold the parts of a text against item rows."""
    parts = compared.parts
    by_part, by_text = cover.of(parts.spoken, rows)
    nearness = parts.beside.near(rows)
    near, covered = _best(nearness), _best(by_part)
    kinds = np.array([(index.items[n].act, index.items[n].kind == "knowledge") for n in rows], dtype=np.float64)
    columns = (
        _best(parts.beside.similarity(rows)), near, covered, by_text[0],
        *kinds.reshape(-1, 2).T,
        _rank(near), _rank(by_text[0]), _around(near),
    )  # fmt: skip
    shown = parts.best(((nearness + by_part) / 2).astype(np.float32))
    return Beside(np.stack(columns, axis=1).astype(np.float64), shown)


def _best(table: NDArray[np.float32]) -> NDArray[np.float32]:
    """Largest value of each column; zeros for a text without statements."""
    best: NDArray[np.float32] = table.max(axis=0, initial=0.0)
    return best


def _rank(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Share of the card's items that come less near than each."""
    return np.searchsorted(np.sort(values), values) / max(len(values), 1)


def _around(near: NDArray[np.float32]) -> NDArray[np.float64]:
    """Mean nearness of the items before and after each, without its own."""
    count = len(near)
    sums = np.concatenate([[0.0], np.cumsum(near, dtype=np.float64)])
    places = np.arange(count)
    low, high = np.maximum(places - AROUND, 0), np.minimum(places + AROUND + 1, count)
    mean: NDArray[np.float64] = (sums[high] - sums[low] - near) / np.maximum(high - low - 1, 1)
    return mean
