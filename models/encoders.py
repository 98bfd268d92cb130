"""Encoders by name: the default static one, kept under the home folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from models.errors import EncoderMissing
from models.static import StaticEncoder, Vectors

FOLDER = "encoders"
DEFAULT = "kasip-static-0"


class Encoder(Protocol):
    """Turns texts into unit vectors. `id` changes whenever the vectors do."""

    @property
    def id(self) -> str:
        """Name and content hash, `name@hash`."""

    @property
    def dimension(self) -> int:
        """Width of the vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts. Returns (len(texts), dimension) float32, unit rows or zeros."""

    def encode_lemmas(self, texts: Sequence[Sequence[str]]) -> Vectors:
        """The same for texts that are lemmatised already."""

    def knows(self, lemma: str) -> bool:
        """Whether a lemma has a vector."""


def folder_of(home: Path, name: str) -> Path:
    """Where an encoder is kept."""
    return home / FOLDER / name


def load(home: Path, name: str = DEFAULT) -> StaticEncoder:
    """Read an encoder. Raises EncoderMissing or EncoderBroken."""
    folder = folder_of(home, name)
    if not folder.exists():
        raise EncoderMissing(f"There is no encoder at {folder}. Run `kasip build` first.")
    return StaticEncoder.load(folder)
