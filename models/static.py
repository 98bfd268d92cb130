"""The static encoder as it is served: one vector a lemma, read with numpy from safetensors."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models import sums
from models.errors import EncoderBroken, EncoderMissing
from models.lemmas import lemmas
from models.mapping import mapped
from models.pieces import Pieces

# The folder is a Sentence Transformers model; these are the files that serving reads.
WEIGHTS = "model.safetensors"
VOCABULARY = "vocabulary.json"
CONFIG = "config.json"
SERVED = (CONFIG, VOCABULARY, WEIGHTS)
TENSOR = "embedding"  # (n_lemmas, dim)
NGRAMS = "ngrams"  # (n_buckets, dim)
BATCH = 4_096  # texts encoded together: every word of theirs takes a row of memory
ADVICE = "Run `kasip build`."

Vectors = NDArray[np.float32]


def digest(sums: Mapping[str, str]) -> str:
    """First 16 hex digits of the SHA-256 over vocabulary and weights: it changes whenever a vector can."""
    return hashlib.sha256(b"".join(bytes.fromhex(sums[name]) for name in (VOCABULARY, WEIGHTS))).hexdigest()[:16]


class StaticEncoder:
    """Encodes texts as the unit sum of their lemma vectors; a text of which nothing is known is all zeros."""

    def __init__(
        self,
        *,
        name: str,
        digest: str,
        vocabulary: Sequence[str],
        embedding: NDArray[Any],
        ngrams: NDArray[Any] | None = None,
    ) -> None:
        ngrams = embedding[:0] if ngrams is None else ngrams
        if len(vocabulary) != len(embedding):
            raise EncoderBroken(f"Encoder {name}: {len(vocabulary)} lemmas but {len(embedding)} vectors.")
        if ngrams.shape[1] != embedding.shape[1]:
            raise EncoderBroken(f"Encoder {name}: n-grams of {ngrams.shape[1]} numbers, lemmas {embedding.shape[1]}.")
        self.id = f"{name}@{digest}"
        self.dimension = int(embedding.shape[1])
        self._embedding = embedding  # (n, dim) float16, weighted by rarity
        self._ngrams = ngrams  # (n_buckets, dim) float16
        self._pieces = Pieces(vocabulary, len(ngrams))

    @classmethod
    def load(cls, folder: Path) -> "StaticEncoder":
        """Read an encoder. Raises EncoderMissing without its files, EncoderBroken when they don't fit."""
        known = sums.checked(folder, SERVED, advice=ADVICE)
        try:
            config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
            vocabulary = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
            tables = mapped(folder / WEIGHTS)
            return cls(
                name=config["name"],
                digest=digest(known),
                vocabulary=vocabulary,
                embedding=tables[TENSOR],
                ngrams=tables[NGRAMS],
            )
        except FileNotFoundError as exc:
            raise EncoderMissing(f"No encoder in {folder} ({exc.filename} is missing). {ADVICE}") from exc
        except (ValueError, KeyError, TypeError) as exc:
            raise EncoderBroken(f"Encoder files in {folder} can't be read: {exc}. {ADVICE}") from exc

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts. Returns (len(texts), dimension) float32, unit rows or zeros."""
        return self.encode_statements(texts, [lemmas(text) for text in texts])

    def encode_statements(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> Vectors:
        """Vectors of texts from their lemmas alone. Returns (len(texts), dimension) float32, unit rows or zeros."""
        out = np.empty((len(words), self.dimension), dtype=np.float32)
        for start in range(0, len(words), BATCH):
            out[start : start + BATCH] = self._encoded(words[start : start + BATCH])
        return out

    def _encoded(self, words: Sequence[Sequence[str]]) -> Vectors:
        """Vectors of some texts; each different word is fetched once for all of them."""
        numbers: dict[str, int] = {}
        found = [numbers.setdefault(word, len(numbers)) for own in words for word in own]
        vectors = self._vectors(list(numbers))
        out = _sums(vectors[np.asarray(found, dtype=np.intp)], [len(own) for own in words])
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, norms, out=out, where=norms > 0)
        return out

    def _vectors(self, words: Sequence[str]) -> Vectors:
        """Vectors (n_words, dim) float32 of single words, not normalised: the mean of the rows of each."""
        rows = [self._pieces.rows(word) for word in words]
        out = self._rows([found[0] if found else 0 for found in rows])
        several = [n for n, found in enumerate(rows) if len(found) != 1]
        if several:
            sizes = [len(rows[n]) for n in several]
            pieces = self._rows([row for n in several for row in rows[n]])
            out[several] = _sums(pieces, sizes) / np.maximum(sizes, 1).astype(np.float32)[:, None]
        return out

    def _rows(self, numbers: Sequence[int]) -> Vectors:
        """Rows (n, dim) float32 of the table of lemmas with that of n-grams below it."""
        rows = np.asarray(numbers, dtype=np.intp)
        own = rows < len(self._embedding)
        found = np.empty((len(rows), self.dimension), dtype=np.float32)
        found[own] = self._embedding[rows[own]]
        found[~own] = self._ngrams[rows[~own] - len(self._embedding)]
        return found

    def knows(self, lemma: str) -> bool:
        """Whether the encoder has a vector of its own for a lemma."""
        return lemma in self._pieces


def _sums(rows: Vectors, sizes: Sequence[int]) -> Vectors:
    """Sums (n_runs, dim) of rows that follow each other, zeros for a run of none."""
    counts = np.asarray(sizes, dtype=np.intp)
    filled = np.flatnonzero(counts)
    out = np.zeros((len(counts), rows.shape[1]), dtype=np.float32)
    if len(filled):
        out[filled] = np.add.reduceat(rows, (np.cumsum(counts) - counts)[filled], axis=0)
    return out
