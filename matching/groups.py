"""Best similarity of statements to groups of rows: items of a profession, sayings of a trade."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]


class Groups:
    """Groups of row numbers, kept flat so that one pass finds the best row of every group."""

    def __init__(self, groups: Sequence[Sequence[int]]) -> None:
        self._filled = np.array([n for n, rows in enumerate(groups) if rows], dtype=np.int64)
        sizes = [len(groups[n]) for n in self._filled]
        self._columns = np.array([row for n in self._filled for row in groups[n]], dtype=np.int64)
        self._starts = np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64)
        self.size = len(groups)

    def best(self, similarity: Table) -> Table:
        """Largest value of each group. Takes (n, n_rows), returns (n, n_groups), zero for empty groups."""
        found = np.zeros((len(similarity), self.size), dtype=np.float32)
        if len(self._filled) and len(similarity):
            found[:, self._filled] = np.maximum.reduceat(similarity[:, self._columns], self._starts, axis=1)
        return found
