"""The encoder while it learns: fixed navec vectors, a linear map that all lemmas share, a difference for each lemma."""

from random import Random
from typing import Any

import torch

from models.lemmas import lemmas
from models.static_module import StaticLemmas, features, text_numbers
from models.training.spelling import misspelt

HIDDEN = 0.1  # share of words that are read by their n-grams, as if unknown
DROPPED = 0.15  # share of words that are left out
SHORT = 4  # words; a shorter text is read whole
MISSPELT = 0.3  # share of hidden words that get a typing error first


class Trainee(StaticLemmas):
    """`embedding` is the base and stays; `projection`, `deltas` and `ngrams` are learned. Saves nothing itself."""

    def __init__(
        self, *, name: str, vocabulary: list[str], base: torch.Tensor, deltas: torch.Tensor, ngrams: torch.Tensor
    ) -> None:
        super().__init__(name=name, vocabulary=vocabulary, embedding=base, ngrams=ngrams)
        self.embedding.requires_grad_(False)
        self.deltas = torch.nn.Parameter(deltas)
        self.projection = torch.nn.Parameter(torch.eye(base.shape[1]))
        self._random = Random(1)

    def preprocess(  # type: ignore[override]  # texts only
        self, inputs: list[str], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Pieces of the words, some dropped, some hidden."""
        return features([[self._rows(word) for word in self._kept(lemmas(text))] for text in inputs])

    def _kept(self, words: list[str]) -> list[str]:
        """Most words of a text; all of a short one."""
        return [word for word in words if len(words) < SHORT or self._random.random() >= DROPPED]

    def _rows(self, word: str) -> tuple[int, ...]:
        if self._random.random() >= HIDDEN:
            return self.pieces.rows(word)
        return self.pieces.ngram_rows(misspelt(word, self._random) if self._random.random() < MISSPELT else word)

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Add `sentence_embedding` (n, dim) float32, unit rows or zeros."""
        ids, weights = features["input_ids"], features["weights"]
        own = ids < len(self.embedding)
        text = text_numbers(features["sizes"])
        size = len(features["sizes"])
        base = _summed(self.embedding, ids[own], weights[own], text[own], size)
        known = _summed(self.deltas, ids[own], weights[own], text[own], size)
        unknown = _summed(self.ngrams, ids[~own] - len(self.embedding), weights[~own], text[~own], size)
        features["sentence_embedding"] = torch.nn.functional.normalize(base @ self.projection + known + unknown, dim=1)
        return features


def _summed(
    table: torch.Tensor, rows: torch.Tensor, weights: torch.Tensor, text: torch.Tensor, size: int
) -> torch.Tensor:
    """Weighted sums (size, dim) of the table's rows, text by text."""
    starts = torch.searchsorted(text, torch.arange(size))
    return torch.nn.functional.embedding_bag(rows, table, starts, mode="sum", per_sample_weights=weights)
