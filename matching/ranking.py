"""Ranking: features of every profession for a text, and their weighted sum."""

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from indexing.bags import Bags
from indexing.postings import Numbers
from matching import roles
from matching.coefficients import Coefficients
from matching.evidence import Compared, Comparer
from matching.groups import Groups, Table
from matching.ordering import first
from matching.overlap import Overlap

# What official words say, then what people's words say.
FEATURES = (
    "title_words", "title_vector", "title_in_text", "title_held", "words", "text_vector", "evidence", "best_evidence",
    "said_title", "said_title_vector", "said_title_held", "said_words", "said_holding", "said_vector", "best_said",
    "role",
)  # fmt: skip
OUTSIDE = ("said_title", "said_title_held", "said_words", "said_holding")  # those that other trades have too
OF_STATEMENTS = ("evidence", "best_evidence", "said_vector", "best_said")  # single statements beside single rows
TOP_STATEMENTS = 5
SHORTLIST = (
    16  # professions that single statements are held against; on tuning texts the best five were always among 12
)
NAMED = 2_000  # professions whose titles are compared by meaning, more than the catalogue has today

Features = NDArray[np.float64]  # (n_professions, len(FEATURES)), or (n_trades, len(OUTSIDE))
Column = NDArray[np.float64]


class Ranker:
    """Scores all professions of one index, and tells how near the text is to other trades."""

    def __init__(self, comparer: Comparer) -> None:
        self.comparer = comparer
        self.index = comparer.index
        numbers = self.index.profession_number
        self._roles = _places([roles.of_title(p.title) for p in self.index.professions])
        self._title_words = comparer.title_words
        self._titles = Groups(_grouped([numbers[t.profession] for t in self.index.titles], len(numbers)))
        said = [row for row in self.index.said if row.owner]  # the first ones
        owners = [n for n, (_, rows) in enumerate(groupby(said, key=lambda r: r.owner)) for _ in rows]
        count = max(owners, default=-1) + 1
        by_owner = _grouped(owners, count)
        self._said = Groups(by_owner)
        self._items = Groups(self.index.profession_items)
        titles = [n for n, row in enumerate(said) if row.title]
        self._said_titles = Groups(_grouped([owners[n] for n in titles], count))
        own = [n for n in titles if not said[n].trade]
        self._own_titles = Groups(_grouped([owners[n] for n in own], len(numbers)))
        self._own_title_vectors = self.index.said_vectors[own]
        spoken = self.index.said_row_words
        size = len(comparer.vocabulary)
        self._said_title_words = Overlap(spoken.at(titles), size)
        self._said_words = Overlap(spoken.joined(by_owner, size), size)

    def features(self, compared: Compared, coefficients: Coefficients) -> tuple[Features, Features]:
        """Features of every profession (n_professions, n), and of other trades (n_trades, n).

        What title vectors and single statements bring is worked out for the professions that all before speaks for
        most, and is zero for the rest; without coefficients it is worked out for all.
        """
        count = len(self.index.professions)
        said = self._said_columns(compared)
        columns = {**self._title_columns(compared), **self._text_columns(compared)}
        columns |= {name: column[:count] for name, column in said.items()}
        columns |= self._title_vectors(compared, _listed(columns, coefficients, NAMED))
        columns |= self._statement_columns(compared, _listed(columns, coefficients, SHORTLIST))
        outside = np.stack([said[name][count:] for name in OUTSIDE]).T
        return np.stack([columns[name] for name in FEATURES]).T, outside

    def scores(self, features: Features, coefficients: Coefficients) -> Column:
        """Weighted sums. Returns (n_professions,)."""
        weights = np.array([coefficients.ranking.get(name, 0.0) for name in FEATURES])
        scores: Column = features @ weights
        return scores

    def _title_columns(self, compared: Compared) -> dict[str, Column]:
        """The words of title and text beside those of official titles."""
        title, whole = self._bags(compared)
        return {
            "title_words": _column(self._titles.best(self._title_words.dice(title))),
            "title_in_text": _column(self._titles.best(self._title_words.best_dice(compared.bags))),
            "title_held": _column(self._titles.best(self._title_words.held(whole))),
            "role": self._has_role(roles.of_reading(compared.reading)),
        }

    def _title_vectors(self, compared: Compared, listed: Numbers) -> dict[str, Column]:
        """The title beside titles by meaning, official and people's, of the listed professions; zero for the others."""
        vector = self.index.encoder.encode_statements([compared.reading.title], [compared.title])
        official, titles = self._titles.of(listed)
        own, said = self._own_titles.of(listed)
        found = np.zeros((2, len(self.index.professions)))
        found[0, listed] = titles.best(vector @ self.index.title_vectors[official].T)[0]
        found[1, listed] = said.best(vector @ self._own_title_vectors[own].T)[0]
        return dict(zip(("title_vector", "said_title_vector"), found, strict=True))

    def _has_role(self, said: frozenset[str]) -> Column:
        """One for every profession whose title names one of the roles."""
        found = np.zeros(len(self.index.professions))
        for role in said:
            found[self._roles.get(role, [])] = 1.0
        return found

    def _text_columns(self, compared: Compared) -> dict[str, Column]:
        """The whole text beside official words."""
        return {
            "words": _share(self.index.words.scores(compared.all_words)),
            "text_vector": _column(_mean_vector(compared.vectors) @ self.index.profession_vectors.T),
        }

    def _said_columns(self, compared: Compared) -> dict[str, Column]:
        """Title and text beside people's words, professions first, then other trades."""
        title, whole = self._bags(compared)
        return {
            "said_title": _column(self._said_titles.best(self._said_title_words.dice(title))),
            "said_title_held": _column(self._said_titles.best(self._said_title_words.held(whole))),
            "said_holding": _column(self._said_words.holding(whole)),
            "said_words": _share(self.index.said_words.scores([*compared.title, *compared.all_words])),
        }

    def _bags(self, compared: Compared) -> tuple[Bags, Bags]:
        """The words of the title, and of title and text together."""
        bags = self.comparer.vocabulary.bags
        return bags([compared.title]), bags([[*compared.title, *compared.all_words]])

    def _statement_columns(self, compared: Compared, listed: Numbers) -> dict[str, Column]:
        """Single statements beside the sayings and items of the listed professions; zero for the others."""
        sayings, said = self._said.of(listed)
        rows, items = self._items.of(listed)
        spoken = _of_statements(said.best(compared.beside.said_cosine(sayings)))
        official = _of_statements(items.best(compared.beside.similarity(rows) * self.comparer.telling[rows]))
        found = np.zeros((len(OF_STATEMENTS), len(self.index.professions)))
        found[:, listed] = [*official, *spoken]
        return dict(zip(OF_STATEMENTS, found, strict=True))


def _listed(columns: dict[str, Column], coefficients: Coefficients, most: int) -> Numbers:
    """Numbers, in order, of the professions that the columns speak for most; of all without coefficients."""
    whole = np.asarray(sum(coefficients.ranking.get(name, 0.0) * column for name, column in columns.items()))
    if not coefficients.ranking or len(whole) <= most:
        return np.arange(len(whole))
    return np.sort(np.array(first(whole, most), dtype=np.int64))


def _grouped(owners: list[int], count: int) -> list[list[int]]:
    groups: list[list[int]] = [[] for _ in range(count)]
    for row, owner in enumerate(owners):
        groups[owner].append(row)
    return groups


def _places(names: list[str]) -> dict[str, list[int]]:
    """The numbers of each name."""
    found: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        found.setdefault(name, []).append(number)
    return found


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
