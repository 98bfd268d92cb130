"""The gap models: how likely each status of an item is, by how near a text comes to it and by the words of the item itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.bags import Bags, Vocabulary
from matching.gap_features import FEATURES, Beside

POSITIVE = ("covered", "partial", "asked")
SHOWS = 0.15  # mean of nearness and cover below which no statement shows an item: of labelled items below it, one in twenty is shown

Weights = Mapping[str, Mapping[str, float]]  # status → feature or word → weight


@dataclass(frozen=True, slots=True)
class GapModel:
    """A multinomial logit over the statuses of an item, for CVs or for vacancies."""

    names: tuple[str, ...]  # statuses
    weights: NDArray[np.float64]  # (n_statuses, len(FEATURES))
    leanings: NDArray[np.float64]  # (n_items, n_statuses) bias, and what the words of each item speak for

    @classmethod
    def of(cls, features: Weights, words: Weights, items: Bags, vocabulary: Vocabulary) -> "GapModel":
        """From learned weights, with the leanings of all items of an index worked out."""
        names = tuple(features)
        weights = np.array([[features[name].get(f, 0.0) for f in FEATURES] for name in names])
        biases = np.array([features[name].get("bias", 0.0) for name in names])
        leanings = [leaning(items, vocabulary, words.get(name, {})) for name in names]
        return cls(
            names, weights.reshape(-1, len(FEATURES)), np.array(leanings).reshape(len(names), len(items)).T + biases
        )

    def statuses(self, held: Beside, rows: Sequence[int]) -> list[tuple[str, float]]:
        """The likeliest status of every item with its probability; a positive one only where a statement shows the item."""
        if not self.names or not len(rows):
            return [("missing", 0.0)] * len(rows)
        scores = held.features @ self.weights.T + self.leanings[rows]
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        unseen = held.shown.max(axis=0, initial=0.0) < SHOWS
        scores[np.ix_(unseen, [name in POSITIVE for name in self.names])] = -np.inf
        best = scores.argmax(axis=1)
        return [(self.names[b], float(own[b])) for b, own in zip(best, chances, strict=True)]


def leaning(items: Bags, vocabulary: Vocabulary, weights: Mapping[str, float]) -> NDArray[np.float64]:
    """What the words of each item speak for, (n_items,): «кодекс» is rarely shown by a CV, «консультирование» often is."""
    of_word = np.zeros(len(vocabulary))
    known = {vocabulary.numbers[word]: weight for word, weight in weights.items() if word in vocabulary.numbers}
    of_word[list(known)] = list(known.values())
    total = np.bincount(items.owners, weights=of_word[items.words], minlength=len(items))
    return np.asarray(total / np.sqrt(np.maximum(items.sizes, 1)))
