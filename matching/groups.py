"""Best similarity of statements to groups of rows: items of a profession, sayings of a trade."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexing.postings import Numbers, distinct, entries

Table = NDArray[np.float32]


class Groups:
    """Groups of row numbers, kept flat so that one pass finds the best row of every group."""

    def __init__(self, groups: Sequence[Sequence[int]]) -> None:
        rows = np.array([row for own in groups for row in own], dtype=np.int64)
        self._fill(rows, np.array([len(own) for own in groups], dtype=np.int64))

    def _fill(self, rows: Numbers, sizes: Numbers) -> None:
        self._rows = rows
        self._starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
        self._filled = np.flatnonzero(sizes)

    def best(self, similarity: Table) -> Table:
        """Largest value of each group. Takes (n, n_rows), returns (n, n_groups), zero for empty groups."""
        found = np.zeros((len(similarity), len(self._starts) - 1), dtype=np.float32)
        if len(self._filled) and len(similarity):
            first = self._starts[self._filled]
            found[:, self._filled] = np.maximum.reduceat(similarity[:, self._rows], first, axis=1)
        return found

    def of(self, numbers: Numbers) -> tuple[Numbers, "Groups"]:
        """The rows of some groups, each once, and these groups by the places of their rows among them."""
        places, _ = entries(self._starts, numbers)
        held = self._rows[places]
        rows = distinct(held)
        own = np.searchsorted(rows, held)
        some = Groups(())
        some._fill(own, self._starts[numbers + 1] - self._starts[numbers])
        return rows, some
