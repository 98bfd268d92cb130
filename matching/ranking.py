"""Ranking: features of every profession for a text, and their weighted sum."""

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from matching import roles
from matching.coefficients import Coefficients
from matching.evidence import Compared, Comparer
from matching.groups import Groups, Table
from matching.overlap import Overlap
from models.lemmas import lemmas

# What official words say, then what people's words say.
FEATURES = (
    "title_words", "title_vector", "title_in_text", "title_held", "words", "text_vector", "evidence", "best_evidence",
    "said_title", "said_title_vector", "said_title_held", "said_words", "said_holding", "said_vector", "best_said",
    "role",
)  # fmt: skip
TOP_STATEMENTS = 5

Features = NDArray[np.float64]  # (n_professions, len(FEATURES))
Column = NDArray[np.float64]


class Ranker:
    """Scores all professions of one index, and tells how near the text is to other trades."""

    def __init__(self, comparer: Comparer) -> None:
        self.comparer = comparer
        self.index = comparer.index
        numbers = self.index.profession_number
        self._items = Groups(self.index.profession_items)
        self._title_words = Overlap([lemmas(t.text) for t in self.index.titles])
        self._titles = Groups(_grouped([numbers[t.profession] for t in self.index.titles], len(numbers)))
        said = self.index.said
        owners = [n for n, (_, rows) in enumerate(groupby(said, key=lambda r: r.owner)) for _ in rows]
        count = max(owners, default=-1) + 1
        titles = [n for n, row in enumerate(said) if row.title]
        self._said = Groups(_grouped(owners, count))
        self._said_title_rows = np.array(titles, dtype=np.int64)
        self._said_titles = Groups(_grouped([owners[n] for n in titles], count))
        spoken = comparer.said_words
        self._said_title_words = Overlap([spoken[n] for n in titles])
        self._said_words = Overlap([[w for n in rows for w in spoken[n]] for rows in _grouped(owners, count)])

    def features(self, compared: Compared) -> tuple[Features, Features]:
        """Features of every profession (n_professions, n), and of other trades (n_trades, n): official words zero."""
        count = len(self.index.professions)
        title = self.index.encoder.encode_statements([compared.reading.title], [compared.title])
        said = self._said_columns(compared, title)
        official = {**self._title_columns(compared, title), **self._text_columns(compared)}
        inside = np.stack([official[n] if n in official else said[n][:count] for n in FEATURES], axis=1)
        trades = len(said["said_words"]) - count
        outside = np.stack([np.zeros(trades) if n in official else said[n][count:] for n in FEATURES], axis=1)
        return inside, outside

    def scores(self, features: Features, coefficients: Coefficients) -> Column:
        """Weighted sums. Returns (n_professions,)."""
        weights = np.array([coefficients.ranking.get(name, 0.0) for name in FEATURES])
        scores: Column = features @ weights
        return scores

    def _title_columns(self, compared: Compared, vector: Table) -> dict[str, Column]:
        title = compared.title
        statements = compared.words or [[]]
        in_text = self._title_words.dice(statements).max(axis=0, keepdims=True)
        return {
            "title_words": _column(self._titles.best(self._title_words.dice([title]))),
            "title_vector": _column(self._titles.best(vector @ self.index.title_vectors.T)),
            "title_in_text": _column(self._titles.best(in_text)),
            "title_held": _column(self._titles.best(self._title_words.held([[*title, *compared.all_words]]))),
            "role": np.array(roles.agreement(compared.reading, [p.title for p in self.index.professions])),
        }

    def _text_columns(self, compared: Compared) -> dict[str, Column]:
        """Whole text and single statements beside official words."""
        every, best = _of_statements(self._items.best(compared.similarity * self.comparer.telling))
        return {
            "words": _share(self.index.words.scores(compared.all_words)),
            "text_vector": _column(_mean_vector(compared.vectors) @ self.index.profession_vectors.T),
            "evidence": every,
            "best_evidence": best,
        }

    def _said_columns(self, compared: Compared, vector: Table) -> dict[str, Column]:
        """Titles and statements beside people's words, professions first, then other trades."""
        title = compared.title
        every, best = _of_statements(self._said.best(compared.said_cosine))
        words = [*title, *compared.all_words]
        return {
            "said_title": _column(self._said_titles.best(self._said_title_words.dice([title]))),
            "said_title_vector": _column(
                self._said_titles.best(vector @ self.index.said_vectors[self._said_title_rows].T)
            ),
            "said_title_held": _column(self._said_titles.best(self._said_title_words.held([words]))),
            "said_holding": _column(self._said_words.holding([words])),
            "said_words": _share(self.index.said_words.scores(words)),
            "said_vector": every,
            "best_said": best,
        }


def _grouped(owners: list[int], count: int) -> list[list[int]]:
    groups: list[list[int]] = [[] for _ in range(count)]
    for row, owner in enumerate(owners):
        groups[owner].append(row)
    return groups


def _column(row: Table) -> Column:
    column: Column = row[0].astype(np.float64)
    return column


def _share(scores: NDArray[np.float32]) -> Column:
    """BM25 as a share of the best one's."""
    share: Column = scores.astype(np.float64) / max(float(scores.max(initial=0.0)), 1e-9)
    return share


def _mean_vector(vectors: Table) -> Table:
    mean = vectors.mean(axis=0, keepdims=True) if len(vectors) else np.zeros((1, vectors.shape[1]), dtype=np.float32)
    unit: Table = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return unit


def _of_statements(best: Table) -> tuple[Column, Column]:
    """Mean over all statements and over the best five, of (n_statements, n_groups)."""
    if not len(best):
        return np.zeros(best.shape[1]), np.zeros(best.shape[1])
    ordered = np.sort(best, axis=0)[::-1].astype(np.float64)
    return ordered.mean(axis=0), ordered[:TOP_STATEMENTS].mean(axis=0)
