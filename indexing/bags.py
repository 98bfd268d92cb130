"""Texts as bags of words: each word a number of one vocabulary, so that a worker reads tables instead of words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexing.postings import Numbers, distinct, entries

Texts = Sequence[Sequence[str]]


class Vocabulary:
    """Numbers of words, shared by all that is compared with the same texts."""

    def __init__(self, words: Iterable[str]) -> None:
        self.numbers = {word: n for n, word in enumerate(dict.fromkeys(words))}
        self.words = list(self.numbers)

    @classmethod
    def of(cls, *tables: Texts) -> "Vocabulary":
        """The words of all texts."""
        return cls(word for texts in tables for words in texts for word in words)

    def __len__(self) -> int:
        return len(self.words)

    def bags(self, texts: Texts) -> "Bags":
        """The words of each text once, as numbers."""
        get = self.numbers.get
        found = [[get(word) for word in dict.fromkeys(words)] for words in texts]
        known = [[number for number in own if number is not None] for own in found]
        return Bags(
            words=np.array([number for own in known for number in own], dtype=np.int64),
            starts=np.cumsum([0, *map(len, known)]),
            unknown=np.array(
                [len(own) - len(own_known) for own, own_known in zip(found, known, strict=True)], np.float32
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bags:
    """Texts as bags of words of one vocabulary."""

    words: Numbers  # text by text
    starts: Numbers  # (n_texts + 1,) where the words of each text begin
    unknown: NDArray[np.float32]  # (n_texts,) how many words of each text the vocabulary does not have

    def __len__(self) -> int:
        return len(self.unknown)

    @property
    def sizes(self) -> Numbers:
        """How many words of the vocabulary each text has, (n_texts,)."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Numbers:
        """The text of each word."""
        return np.repeat(np.arange(len(self)), self.sizes)

    def row(self, number: int) -> Numbers:
        """The words of one text."""
        return self.words[self.starts[number] : self.starts[number + 1]]

    def at(self, rows: Sequence[int] | Numbers) -> "Bags":
        """The bags of some texts in the order of `rows`."""
        chosen = np.asarray(rows, dtype=np.int64)
        places, _ = entries(self.starts, chosen)
        starts = np.append(0, np.cumsum(self.sizes[chosen]))
        return Bags(words=self.words[places], starts=starts, unknown=self.unknown[chosen])

    def joined(self, groups: Sequence[Sequence[int]], size: int) -> "Bags":
        """One bag for each group of texts, each word once; `size` words has the vocabulary. Unknown words are not counted."""
        flat = np.array([row for own in groups for row in own], dtype=np.int64)
        owner = np.repeat(np.arange(len(groups)), [len(own) for own in groups])
        places, text = entries(self.starts, flat)
        keys = distinct(owner[text] * size + self.words[places])
        starts = np.searchsorted(keys, np.arange(len(groups) + 1) * size)
        return Bags(words=keys % max(size, 1), starts=starts, unknown=np.zeros(len(groups), dtype=np.float32))

    def split(self, most: int) -> "Iterator[Bags]":
        """The same texts, at most so many at a time."""
        if len(self) <= most:
            yield self
            return
        for start in range(0, len(self), most):
            yield self.at(range(start, min(start + most, len(self))))


def to_tables(bags: Mapping[str, Bags]) -> dict[str, NDArray[np.int32]]:
    """Bags as the tables of a file; all of their words are known."""
    parts = {f"{name}.words": own.words for name, own in bags.items()}
    parts |= {f"{name}.starts": own.starts for name, own in bags.items()}
    return {name: table.astype(np.int32) for name, table in parts.items()}


def from_tables(tables: Mapping[str, NDArray[Any]]) -> dict[str, Bags]:
    """The bags of `to_tables` by name. Raises KeyError when a bag has no `starts`."""
    found = {}
    for name in (key.removesuffix(".words") for key in tables if key.endswith(".words")):
        words, starts = (tables[f"{name}.{part}"].astype(np.int64) for part in ("words", "starts"))
        found[name] = Bags(words=words, starts=starts, unknown=np.zeros(len(starts) - 1, dtype=np.float32))
    return found
