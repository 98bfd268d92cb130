"""The axes along which the trained vectors are longest: fewer numbers that rank as well, in less time and memory."""

import numpy as np

from models.additions import Table

DIMENSION = 128  # by held-out writers and gap reports of the tuning texts; docs/encoder.md


def principal_axes(vectors: Table, count: int = DIMENSION) -> Table:
    """Axes (dim, count) float32, the strongest first, each with its largest number positive; of vectors (n, dim)."""
    wide = vectors.astype(np.float64)
    _, axes = np.linalg.eigh(wide.T @ wide)
    strongest = axes[:, ::-1][:, :count]
    largest = np.abs(strongest).argmax(axis=0)
    signs = np.sign(strongest[largest, np.arange(strongest.shape[1])])
    return np.asarray(strongest * signs, dtype=np.float32)
