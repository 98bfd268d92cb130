"""BM25 over the words of professions: titles and items as lemmas."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from indexing.postings import entries, sums

SCORES = "scores.safetensors"
VOCABULARY = "vocabulary.json"


def build(documents: Sequence[Sequence[str]], folder: Path) -> None:
    """Index lemmatised documents: what each word brings to each document, word by word.

    Words are numbered here: bm25s would do it in the order of a set, so that every build gave another index.
    """
    import bm25s

    numbers = {word: n for n, word in enumerate(dict.fromkeys(word for words in documents for word in words))}
    retriever = bm25s.BM25()
    retriever.index(([[numbers[word] for word in words] for words in documents], numbers), show_progress=False)
    folder.mkdir()
    save_file({name: retriever.scores[name] for name in ("data", "indices", "indptr")}, folder / SCORES)
    (folder / VOCABULARY).write_bytes(orjson.dumps(retriever.vocab_dict))


class WordIndex:
    """Scores every document for a list of lemmas."""

    def __init__(self, folder: Path, size: int) -> None:
        tables = load_file(folder / SCORES)
        self._size = size
        self._vocabulary: dict[str, int] = orjson.loads((folder / VOCABULARY).read_bytes())
        self._scores: NDArray[np.float32] = tables["data"]
        self._documents: NDArray[np.int64] = tables["indices"]
        self._starts: NDArray[np.int64] = tables["indptr"]

    def scores(self, lemmas: Sequence[str]) -> NDArray[np.float32]:
        """BM25 of every document. Returns (n_documents,) float32, zeros when no word is known."""
        known = Counter(self._vocabulary[w] for w in lemmas if w in self._vocabulary)
        places, owner = entries(self._starts, np.fromiter(known, dtype=np.int64))
        times = np.fromiter(known.values(), dtype=np.float32)[owner]
        return sums(self._documents[places], self._scores[places] * times, self._size)
