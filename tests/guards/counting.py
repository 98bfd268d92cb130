"""What one match costs in work rather than in time: vectors made, item rows compared, words looked up in the dictionary."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexing.index import load
from matching.matcher import Matcher
from models import lemmas
from models.static import StaticEncoder, Vectors


@dataclass(frozen=True, slots=True)
class Work:
    """The work of one match, and what it is measured by."""

    encodings: int  # calls of the encoder
    vectors: int  # rows that they gave
    compared: int  # item rows multiplied with the statements
    looked_up: int  # words looked up in the dictionary
    statements: int  # with their parts
    words: int  # different lemmas of the statements
    written: int  # different words of the text
    items: int  # of the catalogue


class CountedEncoder:
    """The encoder, noting what it is asked."""

    def __init__(self, encoder: StaticEncoder, counts: Counter[str]) -> None:
        self._encoder = encoder
        self._counts = counts
        self.id = encoder.id
        self.dimension = encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts."""
        return self._noted(self._encoder.encode(texts))

    def encode_statements(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> Vectors:
        """Vectors of texts by their lemmas."""
        return self._noted(self._encoder.encode_statements(texts, words))

    def knows(self, lemma: str) -> bool:
        """Whether a lemma has a vector of its own."""
        return self._encoder.knows(lemma)

    def _noted(self, vectors: Vectors) -> Vectors:
        self._counts["encodings"] += 1
        self._counts["vectors"] += len(vectors)
        return vectors


class CountedRows(np.ndarray[Any, np.dtype[np.float32]]):
    """Item vectors, and any part of them, that note how many of their rows are multiplied."""

    counts: Counter[str]

    def __array_finalize__(self, origin: Any) -> None:
        self.counts = getattr(origin, "counts", None) or Counter()

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *given: Any, **options: Any) -> Any:
        if ufunc is np.matmul:
            self.counts["compared"] += max(each.size for each in given if isinstance(each, CountedRows)) // self._width
        plain = [each.view(np.ndarray) if isinstance(each, CountedRows) else each for each in given]
        return getattr(ufunc, method)(*plain, **options)

    @property
    def _width(self) -> int:
        return int(self.counts["width"])


def counted_rows(vectors: Vectors, counts: Counter[str]) -> CountedRows:
    """Item vectors that note their work."""
    found = vectors.view(CountedRows)
    found.counts = counts
    counts["width"] = vectors.shape[1]
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """A matcher that notes its work."""

    matcher: Matcher
    counts: Counter[str]

    def work(self, text: str) -> Work:
        """The work of one match."""
        before = self.counts.copy()
        with _looked_up(self.counts):
            self.matcher.match(text)
        spent = self.counts - before
        compared = self.matcher.judge(text).compared
        return Work(
            encodings=spent["encodings"],
            vectors=spent["vectors"],
            compared=spent["compared"],
            looked_up=spent["looked_up"],
            statements=len(compared.statements) + len(compared.parts.owners),
            words=len({word for own in compared.words for word in own}),
            written=len(set(lemmas.WORD.findall(text))),
            items=len(self.matcher.index.items),
        )


def counted_matcher(home: Path, encoder: StaticEncoder) -> Counted:
    """A matcher on the index of a home, that notes its work."""
    counts: Counter[str] = Counter()
    index = load(home, CountedEncoder(encoder, counts))
    index.item_vectors = counted_rows(index.item_vectors, counts)
    return Counted(Matcher(index), counts)


@contextmanager
def _looked_up(counts: Counter[str]) -> Iterator[None]:
    """Count the words that the dictionary is asked for."""
    analyzer = lemmas.analyzer()

    class Counting:
        def parse(self, word: str) -> Any:
            counts["looked_up"] += 1
            return analyzer.parse(word)

        def __getattr__(self, name: str) -> Any:
            return getattr(analyzer, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lemmas, "analyzer", Counting)
        yield
