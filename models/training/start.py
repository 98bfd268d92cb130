"""Where training starts: the lemmas that get vectors of their own, and n-grams fitted to the vectors of known words."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_array

from models.additions import Table
from models.lemmas import lemmas
from models.subwords import buckets

BUCKETS = 2**14
MIN_TIMES = 2  # in the training texts, for a lemma that navec does not have
OWN_WEIGHT = 5.0  # a lemma of the training texts counts so many times in the fit of n-grams
RIDGE = 0.02
STEPS = 25  # of conjugate gradients


def trained_lemmas(texts: Iterable[str], known: set[str]) -> list[str]:
    """Sorted lemmas of the training texts: those of navec, and others that stand there at least twice."""
    times = Counter(word for text in texts for word in lemmas(text))
    return sorted(word for word, n in times.items() if word in known or n >= MIN_TIMES)


def fitted_ngrams(words: Sequence[str], vectors: Table, weights: Table) -> Table:
    """N-gram vectors (BUCKETS, dim) whose mean is near the vector of each word: weighted ridge regression."""
    rows = [buckets(word, BUCKETS) for word in words]
    sizes = np.asarray([len(row) for row in rows])
    flat = np.asarray([bucket for row in rows for bucket in row])
    shares = np.repeat(np.sqrt(weights) / np.maximum(sizes, 1), sizes).astype(np.float32)
    table = csr_array((shares, flat, np.cumsum([0, *sizes])), shape=(len(words), BUCKETS))
    return _conjugate_gradients(table, vectors * np.sqrt(weights)[:, None])


def _conjugate_gradients(table: csr_array, wanted: Table) -> Table:
    """Solve (AᵀA + ridge) x = Aᵀ b for all columns of b at once."""
    turned = table.T.tocsr()
    residual = turned @ wanted
    found, step = np.zeros_like(residual), residual.copy()
    size = (residual**2).sum(axis=0)
    for _ in range(STEPS):
        image = turned @ (table @ step) + RIDGE * step
        length = size / np.maximum((step * image).sum(axis=0), 1e-12)
        found += length * step
        residual -= length * image
        size, before = (residual**2).sum(axis=0), size
        step = residual + size / np.maximum(before, 1e-12) * step
    return found.astype(np.float32)
