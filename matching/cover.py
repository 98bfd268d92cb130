"""Cover: how much of an item's telling words a statement speaks of, word by word, by meaning rather than spelling."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.bags import Bags, Vocabulary
from indexing.postings import entries, runs
from models.encoders import Encoder

Table = NDArray[np.float32]
Near = tuple[NDArray[np.int32], Table]  # numbers of item words, and their cosines
FAR = 0.12  # cosine below which two words have nothing in common: six of seven pairs of the words of items
KEPT = 10_000  # words whose neighbours are kept, about 2 kB each


@dataclass(frozen=True, slots=True)
class Spoken:
    """How near the words of a text come to every word of the items, in [0, 1]."""

    table: Table  # (n_words, n_statements + 1), the last column for the whole text


class Cover:
    """Covers items of one index; rare words of an item weigh more."""

    def __init__(self, encoder: Encoder, items: Bags, vocabulary: Vocabulary) -> None:
        used, self._words, counts = np.unique(items.words, return_inverse=True, return_counts=True)
        self._encoder = encoder
        self._vectors = _vectors(encoder, [vocabulary.words[number] for number in used])  # (n_words, dim)
        self._known: dict[str, Near] = {}  # single dict reads and writes are atomic
        # The words of each item, item by item, with their share in the item's weight.
        self._starts = items.starts
        idf = np.log1p(len(items) / counts)[self._words]
        owner = items.owners
        self._shares = (idf / np.bincount(owner, weights=idf, minlength=len(items))[owner]).astype(np.float32)

    def spoken(self, words: Sequence[Sequence[str]]) -> Spoken:
        """Hold the words of statements against those of the items."""
        near = self._near(dict.fromkeys(word for own in words for word in own))
        said = [(statement, near[word]) for statement, own in enumerate(words) for word in dict.fromkeys(own)]
        table = np.zeros((len(self._vectors), len(words) + 1), dtype=np.float32)
        if said:
            numbers = np.concatenate([numbers for _, (numbers, _) in said])
            cosines = np.concatenate([cosines for _, (_, cosines) in said])
            statements = np.repeat([statement for statement, _ in said], [len(found) for _, (found, _) in said])
            np.maximum.at(table.ravel(), numbers * (len(words) + 1) + statements, cosines)
            table[:, -1] = table[:, :-1].max(axis=1)
        return Spoken(table)

    def of(self, spoken: Spoken, rows: Sequence[int]) -> tuple[Table, Table]:
        """Cover of item rows by each statement (n_statements, n_rows) and by the whole text (1, n_rows), in [0, 1]."""
        places, owner = entries(self._starts, np.asarray(rows, dtype=np.int64))
        filled, first = runs(owner)
        cover = np.zeros((len(rows), spoken.table.shape[1]), dtype=np.float32)
        if len(filled):
            held = spoken.table[self._words[places]] * self._shares[places][:, None]
            cover[filled] = np.add.reduceat(held, first, axis=0)
        return cover.T[:-1], cover.T[-1:]

    def _near(self, words: Iterable[str]) -> dict[str, Near]:
        """For each word the item words that are not far from it, and how near."""
        found = {word: self._known.get(word) for word in words}
        new = [word for word, near in found.items() if near is None]
        if len(self._known) + len(new) > KEPT:
            self._known.clear()
        for word, cosines in zip(new, _vectors(self._encoder, new) @ self._vectors.T, strict=True):
            numbers = np.flatnonzero(cosines > FAR).astype(np.int32)
            found[word] = self._known[word] = numbers, cosines[numbers]
        return {word: near for word, near in found.items() if near is not None}


def _vectors(encoder: Encoder, words: Sequence[str]) -> Table:
    """Vectors of single words, (n_words, dim) unit rows or zeros."""
    return encoder.encode_statements(words, [[word] for word in words])
