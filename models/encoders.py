"""Encoders by name: static ones under the home folder, or any Sentence Transformers model by folder or hub name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from models import model_files
from models.static import VOCABULARY, StaticEncoder, Vectors
from models.transformer import TransformerEncoder

FOLDER = "encoders"
DEFAULT = "kasip-static-1"


class Encoder(Protocol):
    """Turns texts into unit vectors. `id` changes whenever the vectors do."""

    @property
    def id(self) -> str:
        """Name and content hash, `name@hash`."""

    @property
    def dimension(self) -> int:
        """Width of the vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what documents say. Returns (len(texts), dimension) float32, unit rows or zeros."""

    def encode_statements(self, texts: Sequence[str], words: Sequence[Sequence[str]]) -> Vectors:
        """Vectors of what people say. `words`: the lemmas of each text, those of the lexicon included.

        An engine reads the texts or the words. Returns (len(texts), dimension) float32, unit rows or zeros.
        """

    def knows(self, lemma: str) -> bool:
        """Whether a lemma has a vector."""


def folder_of(home: Path, name: str) -> Path:
    """Where an encoder is kept."""
    return home / FOLDER / name


def load(home: Path, name: str = DEFAULT, *, revision: str | None = None, download: bool = False) -> Encoder:
    """Read an encoder: a name under the home folder, any other folder, or a model of the hub's cache.

    `download` fetches the model from the hub when the cache has none. Raises EncoderMissing or EncoderBroken.
    """
    folder = folder_of(home, name)
    if name != DEFAULT and not folder.is_dir():
        folder = model_files.find(name, revision=revision, download=download)
    if name == DEFAULT or (folder / VOCABULARY).exists():
        return StaticEncoder.load(folder)
    return TransformerEncoder.load(folder, name=_name(name))


def _name(name: str) -> str:
    """A hub name as it is, a folder by its last part, so that the id does not tell where it lies."""
    return Path(name).resolve().name if Path(name).is_dir() else name
