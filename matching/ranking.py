"""Ranking: features of every profession for a text, and their weighted sum."""

import numpy as np
from numpy.typing import NDArray

from matching.coefficients import Coefficients
from matching.evidence import Compared, Comparer
from matching.overlap import Overlap
from models.lemmas import lemmas

FEATURES = ("title_words", "title_vector", "title_in_text", "words", "text_vector", "evidence", "best_evidence")
TOP_STATEMENTS = 5

Features = NDArray[np.float64]  # (n_professions, len(FEATURES))


class Ranker:
    """Scores all professions of one index."""

    def __init__(self, comparer: Comparer) -> None:
        self.comparer = comparer
        self.index = comparer.index
        self._title_words = Overlap([lemmas(t.text) for t in self.index.titles])
        numbers = self.index.profession_number
        self._title_owner = np.array([numbers[t.profession] for t in self.index.titles], dtype=np.int64)

    def features(self, compared: Compared) -> Features:
        """Features of every profession. Returns (n_professions, n_features), each about 0 to 1."""
        columns = {
            **self._titles(compared),
            "words": self._words(compared),
            "text_vector": self._text_vector(compared),
            **self._evidence(compared),
        }
        return np.stack([columns[name] for name in FEATURES], axis=1)

    def scores(self, features: Features, coefficients: Coefficients) -> NDArray[np.float64]:
        """Weighted sums. Returns (n_professions,)."""
        weights = np.array([coefficients.ranking.get(name, 0.0) for name in FEATURES])
        scores: NDArray[np.float64] = features @ weights
        return scores

    def _best_of_titles(self, per_title: NDArray[np.float32]) -> NDArray[np.float64]:
        best = np.zeros(len(self.index.professions))
        np.maximum.at(best, self._title_owner, per_title.astype(np.float64))
        return best

    def _titles(self, compared: Compared) -> dict[str, NDArray[np.float64]]:
        title = lemmas(compared.reading.title)
        vector = self.index.encoder.encode_lemmas([title])[0]
        statements = compared.words or [[]]
        return {
            "title_words": self._best_of_titles(self._title_words.dice([title])[0]),
            "title_vector": self._best_of_titles(self.index.title_vectors @ vector),
            "title_in_text": self._best_of_titles(self._title_words.dice(statements).max(axis=0)),
        }

    def _words(self, compared: Compared) -> NDArray[np.float64]:
        """BM25 of the whole text as a share of the best profession's."""
        scores = self.index.words.scores([w for words in compared.words for w in words]).astype(np.float64)
        share: NDArray[np.float64] = scores / max(float(scores.max(initial=0.0)), 1e-9)
        return share

    def _text_vector(self, compared: Compared) -> NDArray[np.float64]:
        if not len(compared.vectors):
            return np.zeros(len(self.index.professions))
        mean = compared.vectors.mean(axis=0)
        unit = mean / max(float(np.linalg.norm(mean)), 1e-9)
        cosine: NDArray[np.float64] = (self.index.profession_vectors @ unit).astype(np.float64)
        return cosine

    def _evidence(self, compared: Compared) -> dict[str, NDArray[np.float64]]:
        """Mean over statements of the best telling item, and the same over the best statements only."""
        every = np.zeros(len(self.index.professions))
        best = np.zeros(len(self.index.professions))
        if not len(compared.statements):
            return {"evidence": every, "best_evidence": best}
        telling = compared.similarity * self.comparer.telling
        for number, rows in enumerate(self.index.profession_items):
            if not rows:
                continue
            nearest = np.sort(telling[:, rows].max(axis=1))[::-1]
            every[number] = nearest.mean()
            best[number] = nearest[:TOP_STATEMENTS].mean()
        return {"evidence": every, "best_evidence": best}
