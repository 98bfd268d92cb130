"""Likeness: which items of the catalogue say the same, and how much an item tells professions apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corpus.catalogue import Competence
from indexing.index import Index
from matching.groups import Groups
from matching.overlap import Overlap

# Overlap of the telling words of two items of one kind. By eye, pairs above SAME differ in wording only
# («психология семьи, кризисы семьи», «психологию семьи, семейные кризисы»), below ALIKE they speak of other things.
SAME = 0.8
ALIKE = 0.4
CONTAINED = 0.85  # share of an item's words that a wider item has: «методы работы» in «формы и методы работы»
ACT_WEIGHT = 0.1  # acts of law stand in every card
BATCH = 256  # rows compared at once


@dataclass(frozen=True, slots=True)
class Held:
    """A competence that a profession demands, with the first item row that says it."""

    competence: Competence
    row: int


@dataclass(frozen=True, slots=True)
class Known:
    """What some item rows say, to hold other items against."""

    competences: frozenset[str]
    rows: NDArray[np.bool_]  # (n_items,)

    def lacks(self, held: Sequence[Held]) -> list[Held]:
        """The competences that are not said: an act goes by its name alone, anything else by its words too."""
        return [h for h in held if not self._has(h)]

    def _has(self, held: Held) -> bool:
        by_words = held.competence.kind != "act" and bool(self.rows[held.row])
        return by_words or held.competence.id in self.competences


class Likeness:
    """Compares the items of one index with each other; built once, nothing changes afterwards."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._trunks = index.item_trunks
        self._overlap = Overlap(self._trunks, int(self._trunks.words.max(initial=-1)) + 1)
        self._knowledge = np.array([row.kind == "knowledge" for row in index.items])

    @cached_property
    def competences(self) -> list[list[Competence]]:
        """The competences of every item row; an item that lists acts has several."""
        found: list[list[Competence]] = [[] for _ in self.index.items]
        for competence in self.index.catalogue.competences:
            for item in competence.mentions:
                found[self.index.item_number[item]].append(competence)
        return found

    @cached_property
    def telling(self) -> NDArray[np.float32]:
        """How much each item tells professions apart, (n_items,) in [0, 1]: 1 when nobody else has the like of it."""
        owners = Groups(self.index.profession_items)
        alike = [owners.best(self._grades(rows)).sum(axis=1) for rows in _batches(len(self.index.items))]
        count = np.maximum(np.concatenate(alike), 1.0) if alike else np.zeros(0)
        telling = 1 - np.log(count) / np.log(max(2, len(self.index.professions)))
        telling[[row.act for row in self.index.items]] *= ACT_WEIGHT
        return np.asarray(telling, dtype=np.float32)

    def held(self, rows: Sequence[int]) -> list[Held]:
        """The competences of item rows, each once, in the order of the rows."""
        found: dict[str, Held] = {}
        for row in rows:
            for competence in self.competences[row]:
                found.setdefault(competence.id, Held(competence, row))
        return list(found.values())

    def known(self, rows: Sequence[int]) -> Known:
        """What item rows say: their competences, and which other items they say as well, in the same or wider words."""
        mask = np.zeros(len(self._trunks), dtype=np.bool_)
        if len(rows):
            bags = self._trunks.at(rows)
            said = (self._overlap.dice(bags) >= SAME) | (self._overlap.held(bags) >= CONTAINED)
            mask = np.any(said & self._same_kind(rows, range(len(self._trunks))), axis=0)
        return Known(frozenset(c.id for row in rows for c in self.competences[row]), mask)

    def weight(self, held: Sequence[Held]) -> float:
        """Sum of how telling competences are."""
        return float(sum(self.telling[h.row] for h in held))

    def _grades(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """Likeness of item rows with all items, 0 below ALIKE, 1 from SAME on, (n_rows, n_items)."""
        dice = self._overlap.dice(self._trunks.at(rows))
        grades = np.clip((dice - ALIKE) / (SAME - ALIKE), 0.0, 1.0)
        return np.asarray(grades * self._same_kind(rows, range(len(self._trunks))), dtype=np.float32)

    def _same_kind(self, rows: Sequence[int], others: Sequence[int]) -> NDArray[np.bool_]:
        same: NDArray[np.bool_] = self._knowledge[list(rows)][:, None] == self._knowledge[list(others)][None, :]
        return same


def _batches(count: int) -> Iterator[range]:
    yield from (range(start, min(start + BATCH, count)) for start in range(0, count, BATCH))
