"""BM25 over the words of professions: titles and items as lemmas."""

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from indexing.postings import entries, sums


def build(documents: Sequence[Sequence[str]], folder: Path) -> None:
    """Index lemmatised documents and write them without pickle.

    Words are numbered here: bm25s would do it in the order of a set, so that every build gave another index.
    """
    numbers = {word: n for n, word in enumerate(dict.fromkeys(word for words in documents for word in words))}
    retriever = bm25s.BM25()
    retriever.index(([[numbers[word] for word in words] for words in documents], numbers), show_progress=False)
    retriever.save(folder, show_progress=False)


class WordIndex:
    """Scores every document for a list of lemmas."""

    def __init__(self, folder: Path, size: int) -> None:
        retriever = bm25s.BM25.load(folder)
        self._size = size
        self._vocabulary: dict[str, int] = retriever.vocab_dict
        # What each word brings to each document, word by word: bm25s has no faster way to sum it for a long text.
        self._scores: NDArray[np.float32] = retriever.scores["data"]
        self._documents: NDArray[np.int64] = retriever.scores["indices"]
        self._starts: NDArray[np.int64] = retriever.scores["indptr"]

    def scores(self, lemmas: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document. Returns (n_documents,) float32, zeros when no word is known."""
        known = np.array([self._vocabulary[w] for w in lemmas if w in self._vocabulary], dtype=np.int64)
        places, _ = entries(self._starts, known)
        return sums(self._documents[places], self._scores[places], self._size)
