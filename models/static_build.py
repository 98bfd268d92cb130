"""Makes the static encoders: the plain one from the navec vectors, the default one with what training adds to them."""

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models import additions, navec_vectors, sums
from models.lemmas import lemma
from models.static import SERVED

PLAIN = "kasip-static-0"
# Smooth inverse frequency a / (a + p(word)), Arora et al. 2017.
RARITY = 1e-3
ADDED = "ADDED"  # in the encoder's folder: the sums of the additions that it was made with


def lemma_vectors(
    words: list[str], counts: NDArray[np.float64], vectors: NDArray[np.float32]
) -> tuple[list[str], NDArray[np.float32]]:
    """Group word forms by lemma. Returns sorted lemmas and (n, dim) float32: centred unit means times rarity."""
    forms = [lemma(word) for word in words]
    names, group = np.unique(np.asarray(forms), return_inverse=True)
    sums = np.zeros((len(names), vectors.shape[1]), dtype=np.float64)
    np.add.at(sums, group, vectors)
    total = np.bincount(group, weights=counts, minlength=len(names))
    share = total / total.sum()
    means = sums / np.bincount(group)[:, None]
    means -= share @ means  # what all texts have in common tells nothing
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    weighted = means * (RARITY / (RARITY + share))[:, None]
    return [str(n) for n in names], weighted.astype(np.float32)


def build(folder: Path) -> None:
    """Write the default encoder as a Sentence Transformers model. Imports torch, takes about 15 s."""
    added = additions.load()
    vocabulary, embedding = added.compose(*lemma_vectors(*navec_vectors.load()))
    _write(folder, additions.NAME, vocabulary, embedding, added.ngrams)
    (folder / ADDED).write_bytes((additions.STORED / sums.NAME).read_bytes())


def is_current(folder: Path) -> bool:
    """Whether the default encoder lies there whole, made with the additions at hand: training may have gone on."""
    made_with = folder / ADDED
    stored = (additions.STORED / sums.NAME).read_bytes()
    return sums.is_whole(folder, SERVED) and made_with.is_file() and made_with.read_bytes() == stored


def build_plain(folder: Path) -> None:
    """Write the encoder of the navec vectors alone, to compare with: no training, no n-grams."""
    vocabulary, embedding = lemma_vectors(*navec_vectors.load())
    _write(folder, PLAIN, vocabulary, embedding, embedding[:0])


def _write(
    folder: Path, name: str, vocabulary: list[str], embedding: NDArray[np.float32], ngrams: NDArray[np.float32]
) -> None:
    import torch

    from models.static_module import save_model

    folder.parent.mkdir(parents=True, exist_ok=True)
    tables = {"embedding": torch.from_numpy(embedding).half(), "ngrams": torch.from_numpy(ngrams).half()}
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".building-") as work:
        whole = Path(work) / "encoder"
        save_model(whole, name=name, vocabulary=vocabulary, **tables)
        if folder.exists():  # broken, or nobody would write it again
            folder.rename(Path(work) / "broken")
        whole.rename(folder)
