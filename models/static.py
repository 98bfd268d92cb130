"""The static encoder as it is served: one vector a lemma, read with numpy from safetensors."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from models.errors import EncoderBroken, EncoderMissing
from models.lemmas import lemmas

# The folder is a Sentence Transformers model; these are the files that serving reads.
WEIGHTS = "model.safetensors"
VOCABULARY = "vocabulary.json"
CONFIG = "config.json"
TENSOR = "embedding"

Vectors = NDArray[np.float32]


def digest(folder: Path) -> str:
    """First 16 hex digits of the SHA-256 over vocabulary and weights: it changes whenever a vector can."""
    total = hashlib.sha256()
    for name in (VOCABULARY, WEIGHTS):
        with (folder / name).open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()[:16]


class StaticEncoder:
    """Encodes texts as the unit mean of their lemma vectors; a text without known lemmas is all zeros."""

    def __init__(self, *, name: str, digest: str, vocabulary: Sequence[str], embedding: NDArray[Any]) -> None:
        if len(vocabulary) != len(embedding):
            raise EncoderBroken(f"Encoder {name}: {len(vocabulary)} lemmas but {len(embedding)} vectors.")
        self.id = f"{name}@{digest}"
        self.dimension = int(embedding.shape[1])
        self._embedding = embedding  # (n, dim) float16, weighted by rarity
        self._rows = {lemma: row for row, lemma in enumerate(vocabulary)}

    @classmethod
    def load(cls, folder: Path) -> "StaticEncoder":
        """Read an encoder. Raises EncoderMissing without its files, EncoderBroken when they don't fit."""
        try:
            config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
            vocabulary = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
            embedding = load_file(folder / WEIGHTS)[TENSOR]
            return cls(name=config["name"], digest=digest(folder), vocabulary=vocabulary, embedding=embedding)
        except FileNotFoundError as exc:
            raise EncoderMissing(f"No encoder in {folder} ({exc.filename} is missing). Run `kasip build`.") from exc
        except (SafetensorError, ValueError, KeyError, UnicodeDecodeError) as exc:
            raise EncoderBroken(f"Encoder files in {folder} can't be read: {exc}. Run `kasip build`.") from exc

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts. Returns (len(texts), dimension) float32, unit rows or zeros."""
        return self.encode_statements(texts, [lemmas(text) for text in texts])

    def encode_statements(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> Vectors:
        """Vectors of texts from their lemmas alone. Returns (len(texts), dimension) float32, unit rows or zeros."""
        out = np.zeros((len(words), self.dimension), dtype=np.float32)
        for row, own in enumerate(words):
            known = [self._rows[w] for w in own if w in self._rows]
            if known:
                out[row] = self._embedding[known].astype(np.float32).sum(axis=0)
        norms = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, norms, out=out, where=norms > 0)
        return out

    def knows(self, lemma: str) -> bool:
        """Whether the encoder has a vector of its own for a lemma."""
        return lemma in self._rows
