"""Shared words of statements and items, weighed by how rare they are in the catalogue."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexing.bags import Bags
from indexing.postings import Numbers, entries, runs, sums

Matrix = NDArray[np.float32]
SMALL = np.float32(1e-9)  # stands for the weight of a text without words
CELLS = 200_000  # of a table that is made only to be looked through, so that it stays in the processor's cache


class Overlap:
    """Word overlap of any texts with a fixed list of texts, all as bags of one vocabulary of `size` words."""

    def __init__(self, fixed: Bags, size: int) -> None:
        self._size, self._vocabulary = len(fixed), size
        count = np.bincount(fixed.words, minlength=size)
        self._idf = np.log1p(len(fixed) / np.maximum(count, 1)).astype(np.float32)
        self._idf[count == 0] = self._unseen = np.float32(np.log1p(len(fixed)))  # as of a word that no text holds
        self._words, self._first = fixed.words, fixed.starts
        self._weights = sums(fixed.owners, self._idf[fixed.words], self._size)  # (n_texts,)
        self._texts = fixed.owners[np.argsort(fixed.words, kind="stable")]  # text numbers, word by word
        self._starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(count)])

    def dice(self, given: Bags, rows: Sequence[int] | Numbers | None = None) -> Matrix:
        """Weighed Dice coefficient with all fixed texts or with those at `rows`. Returns (n_given, n_rows) in [0, 1]."""
        shared = self._shared(given) if rows is None else self._shared_with(given, np.asarray(rows, dtype=np.int64))
        weights = self._weights if rows is None else self._weights[rows]
        return _ratio(2 * shared, self._total(given)[:, None] + weights[None, :])

    def best_dice(self, given: Bags) -> Matrix:
        """Largest Dice coefficient of each fixed text with any given one. Returns (1, n_texts) in [0, 1]."""
        best = np.zeros((1, self._size), dtype=np.float32)
        for some in given.split(max(1, CELLS // max(self._size, 1))):
            np.maximum(best, self.dice(some).max(axis=0, initial=0.0), out=best)
        return best

    def held(self, given: Bags) -> Matrix:
        """Weighed share of each fixed text's words that a given text has. Returns (n_given, n_texts) float32."""
        return _ratio(self._shared(given), self._weights[None, :])

    def holding(self, given: Bags) -> Matrix:
        """Weighed share of each given text's words that a fixed text has. Returns (n_given, n_texts) float32."""
        return _ratio(self._shared(given), self._total(given)[:, None])

    def _total(self, given: Bags) -> NDArray[np.float32]:
        """Weight of all words of each given text, (n_given,)."""
        return sums(given.owners, self._idf[given.words], len(given)) + given.unknown * self._unseen

    def _shared(self, given: Bags) -> Matrix:
        """Weight of the words in common, (n_given, n_texts): from each word to the texts that have it."""
        places, owner = entries(self._starts, given.words)
        keys = given.owners[owner] * self._size + self._texts[places]
        weights = self._idf[given.words][owner]
        return sums(keys, weights, len(given) * self._size).reshape(len(given), self._size)

    def _shared_with(self, given: Bags, rows: Numbers) -> Matrix:
        """Weight of the words in common with few texts, (n_given, n_rows): from each text to its words, on to the given."""
        order = np.argsort(given.words, kind="stable")
        words, first = runs(given.words[order])
        place = np.full(self._vocabulary, -1)
        place[words] = np.arange(len(words))
        places, row = entries(self._first, rows)
        held = place[self._words[places]]
        common = np.flatnonzero(held >= 0)
        said, entry = entries(np.append(first, len(order)), held[common])
        keys = row[common][entry] * len(given) + given.owners[order][said]
        weights = self._idf[words][held[common]][entry]
        return sums(keys, weights, len(rows) * len(given)).reshape(len(rows), len(given)).T


def _ratio(part: Matrix, whole: Matrix) -> Matrix:
    return np.asarray(part / np.maximum(whole, SMALL), dtype=np.float32)
