"""Cover: how much of an item's telling words a statement speaks of, word by word, by meaning rather than spelling."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from matching.evidence import Compared, Comparer
from matching.groups import Groups

Table = NDArray[np.float32]


class Cover:
    """Covers items of one index; rare words of an item weigh more."""

    def __init__(self, comparer: Comparer) -> None:
        items = [list(dict.fromkeys(words)) for words in comparer.item_words]
        counts = Counter(word for words in items for word in words)
        self._vocabulary = {word: n for n, word in enumerate(counts)}
        self._vectors = comparer.word_vectors(list(counts))  # (n_words, dim)
        idf = np.log1p(len(items) / np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))
        self._weights = self._shares(items, idf)  # (n_items, n_words)

    def of(self, compared: Compared, rows: Sequence[int]) -> tuple[Table, Table]:
        """Cover of item rows by each statement (n_statements, n_rows) and by the whole text (1, n_rows), in [0, 1]."""
        weights = self._weights[list(rows)]
        words = np.unique(weights.indices)
        if not len(words) or not len(compared.distinct):
            return np.zeros((len(compared.statements), len(rows)), np.float32), np.zeros((1, len(rows)), np.float32)
        near = np.maximum(self._vectors[words] @ compared.word_vectors.T, 0.0)  # (n_words, n_said)
        place = {word: n for n, word in enumerate(compared.distinct)}
        groups = Groups([list({place[w] for w in said}) for said in compared.words])
        own = weights[:, words]
        return (own @ groups.best(near)).T, (own @ near.max(axis=1, keepdims=True)).T

    def _shares(self, items: Sequence[Sequence[str]], idf: NDArray[np.float64]) -> sparse.csr_array:
        """Share of each word in its item's weight, (n_items, n_words)."""
        columns = [[self._vocabulary[w] for w in words] for words in items]
        starts = np.cumsum([0, *(len(own) for own in columns)])
        values = np.concatenate([idf[own] / max(idf[own].sum(), 1e-9) for own in columns]) if columns else np.zeros(0)
        flat = np.fromiter((c for own in columns for c in own), dtype=np.int64, count=int(starts[-1]))
        return sparse.csr_array((values.astype(np.float32), flat, starts), shape=(len(items), len(idf)))
