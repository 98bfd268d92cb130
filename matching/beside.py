"""How near the statements of a text are to items of the catalogue and to people's words, worked out for the rows asked for."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from indexing.bags import Bags
from indexing.index import Index
from indexing.postings import Numbers, distinct
from matching.groups import Groups
from matching.overlap import Overlap

Table = NDArray[np.float32]
Rows = Sequence[int] | Numbers
Make = Callable[[Numbers], Table]


class Tables:
    """What one index has to compare with: vectors and words of items, and of the sayings tied to them."""

    def __init__(self, index: Index) -> None:
        self.item_vectors = index.item_vectors
        self.said_vectors = index.said_vectors
        self.items = Overlap(index.item_words, len(index.vocabulary))
        self.said = Overlap(index.said_row_words, len(index.vocabulary))
        self.tied = Groups(_tied(index))


class Beside:
    """The statements of one text beside one index; what was once worked out is kept as long as the text."""

    def __init__(self, tables: Tables, vectors: Table, words: Bags) -> None:
        self._tables = tables
        self._vectors = vectors  # (n_statements, dim) unit rows
        self._words = words
        self._similarity = _Columns()
        self._near = _Columns()
        self._said = _Columns()

    def similarity(self, rows: Rows) -> Table:
        """Mean of cosine and word overlap with items, (n_statements, n_rows)."""
        return self._similarity.at(rows, self._mean_of_items)

    def near(self, rows: Rows) -> Table:
        """The similarity, or that of the nearest saying tied to the item where it is larger, (n_statements, n_rows)."""
        return self._near.at(rows, self._nearer)

    def cosine(self, rows: Rows) -> Table:
        """Cosine with items alone, (n_statements, n_rows) in [0, 1]."""
        return self._cosine(self._tables.item_vectors, rows)

    def said_cosine(self, rows: Rows) -> Table:
        """Cosine with people's words alone, (n_statements, n_rows) in [0, 1]."""
        return self._said.at(rows, self._said_cosine)

    def _mean_of_items(self, rows: Numbers) -> Table:
        return _mean(self.cosine(rows), self._tables.items.dice(self._words, rows))

    def _nearer(self, rows: Numbers) -> Table:
        said, tied = self._tables.tied.of(rows)
        paraphrase = tied.best(_mean(self.said_cosine(said), self._tables.said.dice(self._words, said)))
        return np.maximum(self.similarity(rows), paraphrase)

    def _said_cosine(self, rows: Numbers) -> Table:
        return self._cosine(self._tables.said_vectors, rows)

    def _cosine(self, vectors: Table, rows: Rows) -> Table:
        return np.asarray(
            np.maximum(vectors[np.asarray(rows, dtype=np.int64)] @ self._vectors.T, 0.0), dtype=np.float32
        ).T


class _Columns:
    """Columns of a table, made when they are first asked for. It lies transposed: rows are fetched faster.

    It does not keep what makes them: a circle of references would hold a whole index until the next collection.
    """

    def __init__(self) -> None:
        self._known = np.zeros(0, dtype=np.int64)  # sorted
        self._table: Table | None = None

    def at(self, rows: Rows, make: Make) -> Table:
        """The columns of rows in their order; `make` works out those that are not there yet."""
        wanted = np.asarray(rows, dtype=np.int64)
        places = np.searchsorted(self._known, wanted)
        found = self._known.take(places, mode="clip") == wanted if len(self._known) else np.zeros(len(wanted), np.bool_)
        table = self._table
        if table is None or not found.all():
            table = self._add(distinct(wanted[~found]), make)
            places = np.searchsorted(self._known, wanted)
        return table[places].T

    def _add(self, new: Numbers, make: Make) -> Table:
        made = make(new).T
        known = np.concatenate([self._known, new])
        order = np.argsort(known)
        self._known = known[order]
        self._table = made if self._table is None else np.concatenate([self._table, made])[order]
        return self._table


def _mean(left: Table, right: Table) -> Table:
    return np.asarray((left + right) / 2, dtype=np.float32)


def _tied(index: Index) -> list[list[int]]:
    """For every item row the rows of people's words that paraphrase it."""
    tied: list[list[int]] = [[] for _ in index.items]
    for number, row in enumerate(index.said):
        for item in row.items:
            tied[index.item_number[item]].append(number)
    return tied
