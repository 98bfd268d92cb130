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
        self._comparer = comparer
        counts = Counter(word for words in comparer.item_words for word in set(words))
        self._idf = {word: float(np.log1p(len(comparer.item_words) / n)) for word, n in counts.items()}

    def of(self, compared: Compared, rows: Sequence[int]) -> tuple[Table, Table]:
        """Cover of item rows by each statement (n_statements, n_rows) and by the whole text (1, n_rows), in [0, 1]."""
        items = [list(dict.fromkeys(self._comparer.item_words[row])) for row in rows]
        vocabulary = {word: n for n, word in enumerate(dict.fromkeys(w for words in items for w in words))}
        said = list(dict.fromkeys(compared.all_words))
        if not vocabulary or not said:
            return np.zeros((len(compared.statements), len(rows)), np.float32), np.zeros((1, len(rows)), np.float32)
        near = np.clip(self._vectors(list(vocabulary)) @ self._vectors(said).T, 0.0, 1.0)  # (n_words, n_said)
        place = {word: n for n, word in enumerate(said)}
        groups = Groups([[place[w] for w in words] for words in compared.words])
        weights = self._weights(items, vocabulary)
        whole = near.max(axis=1, keepdims=True).astype(np.float32)
        return (weights @ groups.best(near)).T, (weights @ whole).T

    def _vectors(self, words: list[str]) -> Table:
        return self._comparer.index.encoder.encode_statements(words, [[word] for word in words])

    def _weights(self, items: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> sparse.csr_array:
        """Share of each word in its item's weight, (n_rows, n_words)."""
        values, columns, starts = [], [], [0]
        for words in items:
            idf = np.array([self._idf[w] for w in words])
            values += list(idf / max(idf.sum(), 1e-9))
            columns += [vocabulary[w] for w in words]
            starts.append(len(columns))
        shape = (len(items), len(vocabulary))
        return sparse.csr_array((np.asarray(values, dtype=np.float32), columns, starts), shape=shape)
