"""The navec word vectors that the natasha package ships: words, counts and 300-wide vectors."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
from navec import Navec
from numpy.typing import NDArray

from models.errors import ModelError

PATTERN = "data/emb/navec_*.tar"
SPECIAL = ("<unk>", "<pad>")


def path() -> Path:
    """Return the file inside the installed natasha package. Raises ModelError when it is not there."""
    spec = find_spec("natasha")
    found = [f for place in (spec.submodule_search_locations or ()) for f in Path(place).glob(PATTERN)] if spec else []
    if not found:
        raise ModelError("The navec vectors of the package natasha are missing. Run `pip install natasha`.")
    return found[0]


def load() -> tuple[list[str], NDArray[np.float64], NDArray[np.float32]]:
    """Return words, their corpus counts (n,) and vectors (n, 300) float32, special words left out."""
    navec = Navec.load(str(path()))
    keep = [i for i, word in enumerate(navec.vocab.words) if word not in SPECIAL]
    words = [navec.vocab.words[i] for i in keep]
    counts = np.asarray([navec.vocab.counts[i] for i in keep], dtype=np.float64)
    vectors = navec.pq.unpack()[keep].astype(np.float32)
    return words, counts, vectors
