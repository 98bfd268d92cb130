"""Shared words of statements and items, weighed by how rare they are in the catalogue."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = NDArray[np.float32]


class Overlap:
    """Word overlap of any lemmatised texts with a fixed list of lemmatised texts."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        distinct = [dict.fromkeys(t) for t in texts]  # sums in the order of the words are the same in every process
        counts = Counter(word for words in distinct for word in words)
        self._rows = {word: n for n, word in enumerate(counts)}
        frequency = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        self._idf = np.log1p(len(texts) / frequency).astype(np.float32)
        self._unseen = float(np.log1p(len(texts)))  # idf of a word that no text holds
        self._items = self._matrix(distinct)
        self._weights = np.asarray(self._items @ self._idf)  # (n_texts,)

    def dice(self, texts: Sequence[Sequence[str]]) -> Matrix:
        """Weighed Dice coefficient. Returns (n_given, n_texts) float32 in [0, 1]."""
        shared, total = self._shared(texts)
        return _ratio(2 * shared, total[:, None] + self._weights[None, :])

    def held(self, texts: Sequence[Sequence[str]]) -> Matrix:
        """Weighed share of each fixed text's words that a given text has. Returns (n_given, n_texts) float32."""
        shared, _ = self._shared(texts)
        return _ratio(shared, np.broadcast_to(self._weights[None, :], shared.shape))

    def holding(self, texts: Sequence[Sequence[str]]) -> Matrix:
        """Weighed share of each given text's words that a fixed text has. Returns (n_given, n_texts) float32."""
        shared, total = self._shared(texts)
        return _ratio(shared, np.broadcast_to(total[:, None], shared.shape))

    def _shared(self, texts: Sequence[Sequence[str]]) -> tuple[Matrix, NDArray[np.float32]]:
        """Weight of the words in common (n_given, n_texts), and of all words of each given text (n_given,)."""
        distinct = [dict.fromkeys(t) for t in texts]
        given = self._matrix(distinct)
        shared: Matrix = (given.multiply(self._idf[None, :]).tocsr() @ self._items.T).toarray()
        unseen = [sum(w not in self._rows for w in words) * self._unseen for words in distinct]
        total = np.asarray(given @ self._idf) + np.asarray(unseen, dtype=np.float32)
        return shared, total.astype(np.float32)

    def _matrix(self, distinct: Sequence[Iterable[str]]) -> sparse.csr_array:
        columns = [[self._rows[w] for w in words if w in self._rows] for words in distinct]
        starts = np.cumsum([0, *(len(c) for c in columns)])
        flat = np.fromiter((c for own in columns for c in own), dtype=np.int32, count=int(starts[-1]))
        values = np.ones(len(flat), dtype=np.float32)
        return sparse.csr_array((values, flat, starts), shape=(len(distinct), len(self._rows)))


def _ratio(part: Matrix, whole: Matrix) -> Matrix:
    ratio: Matrix = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return ratio
