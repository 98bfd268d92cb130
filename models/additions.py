"""What training adds to the navec vectors, as the repository keeps it: `models/kasip-static-1/`.

| file | holds |
|---|---|
| additions.safetensors | `projection` (navec's dim, dim) float16; `deltas` (n, dim) and `ngrams` (n_buckets, dim) int8 with `*_scales` float16 a row |
| vocabulary.json | the n lemmas of `deltas` |
| config.json | name |
| SHA256SUMS | of the first two, as `sha256sum` writes it |
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from models import sums
from models.errors import EncoderBroken, EncoderMissing

NAME = "kasip-static-1"
STORED = Path(__file__).parent / NAME
WEIGHTS, VOCABULARY, CONFIG = "additions.safetensors", "vocabulary.json", "config.json"
SUMMED = (WEIGHTS, VOCABULARY)
STEPS = 127  # of int8 on either side of zero

Table = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """A linear map for all lemmas, a difference for each lemma seen in training, vectors of hashed n-grams."""

    lemmas: tuple[str, ...]
    projection: Table  # (dim of the base, dim)
    deltas: Table  # (n_lemmas, dim)
    ngrams: Table  # (n_buckets, dim)

    def compose(self, names: list[str], base: Table) -> tuple[list[str], Table]:
        """The vocabulary of both, sorted, and its vectors (n, dim): base · projection + delta; a new lemma has no base."""
        vocabulary = sorted({*names, *self.lemmas})
        row = {lemma: number for number, lemma in enumerate(vocabulary)}
        vectors = np.zeros((len(vocabulary), self.projection.shape[1]), dtype=np.float32)
        vectors[[row[lemma] for lemma in names]] = base @ self.projection
        vectors[[row[lemma] for lemma in self.lemmas]] += self.deltas
        return vocabulary, vectors

    def along(self, axes: Table) -> "Additions":
        """The same with vectors told along fewer axes, (dim, fewer); cosines stay as far as the axes hold the vectors."""
        return replace(self, projection=self.projection @ axes, deltas=self.deltas @ axes, ngrams=self.ngrams @ axes)


def save(folder: Path, additions: Additions) -> None:
    """Write additions, tables in eight bits."""
    tables: dict[str, NDArray[Any]] = {"projection": additions.projection.astype(np.float16)}
    for name, table in (("deltas", additions.deltas), ("ngrams", additions.ngrams)):
        tables[name], tables[f"{name}_scales"] = _packed(table)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tables, folder / WEIGHTS)
    (folder / WEIGHTS).chmod(0o644)
    (folder / VOCABULARY).write_text(json.dumps(additions.lemmas, ensure_ascii=False, indent=0), encoding="utf-8")
    (folder / CONFIG).write_text(json.dumps({"name": NAME}) + "\n", encoding="utf-8")
    sums.write(folder, SUMMED)


def load(folder: Path = STORED) -> Additions:
    """Read additions. Raises EncoderBroken when a file is missing or altered, or they don't fit together."""
    try:
        sums.checked(folder, SUMMED, advice="Run `make model`.")
        lemmas = tuple(json.loads((folder / VOCABULARY).read_text(encoding="utf-8")))
        tables = load_file(folder / WEIGHTS)
        found = Additions(
            lemmas=lemmas,
            projection=tables["projection"].astype(np.float32),
            deltas=_unpacked(tables["deltas"], tables["deltas_scales"]),
            ngrams=_unpacked(tables["ngrams"], tables["ngrams_scales"]),
        )
    except (EncoderMissing, OSError, SafetensorError, ValueError, KeyError) as exc:
        raise EncoderBroken(f"The additions in {folder} can't be read: {exc}. Run `make model`.") from exc
    if len(found.deltas) != len(lemmas):
        raise EncoderBroken(f"{folder}: {len(lemmas)} lemmas but {len(found.deltas)} vectors. Run `make model`.")
    return found


def _packed(table: Table) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """A table in eight bits with the size of a step for each row."""
    scales = np.maximum(np.abs(table).max(axis=1, initial=0) / STEPS, np.finfo(np.float16).tiny).astype(np.float16)
    steps = np.rint(table / scales.astype(np.float32)[:, None])
    return np.clip(steps, -STEPS, STEPS).astype(np.int8), scales


def _unpacked(steps: NDArray[Any], scales: NDArray[Any]) -> Table:
    return steps.astype(np.float32) * scales.astype(np.float32)[:, None]
