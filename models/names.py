"""What the models know of names: readings of the Russian dictionary, and persons that natasha's NER finds in a text."""

import tarfile
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.lemmas import CACHE_SIZE, MAX_WORD, analyzer
from models.memory import give_back
from models.navec_vectors import path

GRAMMEMES = {"Name": "first", "Surn": "family", "Patr": "patronymic", "Geox": "place"}
COMMON = "common"  # any other reading
PERSON = "PER"
ROWS = 100  # at either end of a table that tell whether it is the one looked for

_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text: `text[start:end]`."""

    start: int
    end: int


@lru_cache(maxsize=CACHE_SIZE)
def readings(form: str) -> frozenset[str]:
    """What the Russian dictionary reads in a word in lower case: first, family, patronymic, place, common; none if unknown."""
    if len(form) > MAX_WORD or not analyzer().word_is_known(form):
        return frozenset()
    tags = [parse.tag for parse in analyzer().parse(form)]
    return frozenset(next((kind for mark, kind in GRAMMEMES.items() if mark in tag), COMMON) for tag in tags)


def persons(text: str) -> list[Span]:
    """Persons that NER finds in a text, in order. The first call loads the model; threads share it, for it is numpy only."""
    if not text.strip():
        return []
    with _loading:
        tagger = _tagger()
    return [Span(span.start, span.stop) for span in tagger(text).spans if span.type == PERSON]


@cache
def _tagger() -> Any:
    """natasha's model of news with its word vectors, from the files that the package ships: 0.5 s and 8 MB."""
    from natasha import NewsEmbedding, NewsNERTagger  # type: ignore[import-untyped]

    tagger = NewsNERTagger(NewsEmbedding())
    encoder, word = tagger.infer.encoder, tagger.infer.model.emb.word
    encoder.words_vocab = Hashed(encoder.words_vocab)
    word.indexes.array = on_disk(path(), word.indexes.array, after=word.codes.array.nbytes)
    give_back()
    return tagger


def on_disk(archive: Path, table: NDArray[np.uint8], *, after: int) -> NDArray[np.uint8]:
    """The same table where it lies in the archive, `after` bytes before the end of `pq.bin`: only what is read takes memory.

    The table itself when the archive is none of this form or has it elsewhere.
    """
    try:
        with tarfile.open(archive, "r:") as members:
            member = members.getmember("pq.bin")
    except (tarfile.TarError, KeyError):
        return table
    place = member.offset_data + member.size - after - table.nbytes
    if place < member.offset_data:
        return table
    found = np.memmap(archive, dtype=table.dtype, mode="r", offset=place, shape=table.shape).view(np.ndarray)
    same = all(np.array_equal(found[some], table[some]) for some in (slice(ROWS), slice(-ROWS, None)))
    return found if same else table


class Hashed:
    """Numbers of words as slovnet's `Vocab` gives them, by hashes of 64 bits: 3 MB where 250,000 strings take 40."""

    def __init__(self, vocab: Any) -> None:
        hashes = np.fromiter(map(hash, vocab.items), dtype=np.int64, count=len(vocab.items))
        self._order = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._order]
        self.unk_id: int = vocab.unk_id
        self.pad_id: int = vocab.pad_id

    def encode(self, word: str) -> int:
        """Number of a word, that of the unknown word for others."""
        place = int(np.searchsorted(self._hashes, hash(word)))
        known = place < len(self._hashes) and self._hashes[place] == hash(word)
        return int(self._order[place]) if known else self.unk_id
