"""BM25 over the words of professions: titles and items as lemmas."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray


def build(documents: Sequence[Sequence[str]], folder: Path) -> None:
    """Index lemmatised documents and write them without pickle."""
    retriever = bm25s.BM25()
    retriever.index([list(d) for d in documents], show_progress=False)
    retriever.save(folder, show_progress=False)


class WordIndex:
    """Scores every document for a list of lemmas."""

    def __init__(self, folder: Path, size: int) -> None:
        self._retriever = bm25s.BM25.load(folder)
        self._size = size
        self._vocabulary: dict[str, int] = self._retriever.vocab_dict

    def scores(self, lemmas: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document. Returns (n_documents,) float32, zeros when no word is known."""
        known = [self._vocabulary[w] for w in lemmas if w in self._vocabulary]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        scores: NDArray[np.float32] = self._retriever.get_scores_from_ids(known)
        return scores
