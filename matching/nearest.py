"""Competences of the catalogue near to statements, wherever an item of theirs is near."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.catalogue import Competence
from matching.evidence import Compared
from matching.groups import Groups
from matching.matcher import Matcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A competence of the catalogue near to some words; `item` is its nearest wording."""

    id: str
    kind: str  # skill | knowledge | act
    label: str
    item: str
    text: str
    similarity: float


class NearestCompetences:
    """Nearness of the statements of one text to all competences."""

    def __init__(self, matcher: Matcher, compared: Compared) -> None:
        self._items = matcher.index.items
        self._competences: Sequence[Competence] = matcher.index.catalogue.competences
        numbers = matcher.index.item_number
        self._rows = [[numbers[item] for item in c.mentions] for c in self._competences]
        self._by_item = compared.beside.near(range(len(self._items)))
        self._near = Groups(self._rows).best(self._by_item)  # (n_statements, n_competences)

    def of(self, statement: int, *, minimum: float, most: int) -> list[Found]:
        """Competences at least so near to a statement, the nearest first."""
        near = self._near[statement]
        order = [int(n) for n in np.argsort(-near, kind="stable")[:most]]
        return [self._found(statement, n) for n in order if near[n] >= minimum]

    def _found(self, statement: int, number: int) -> Found:
        competence, rows = self._competences[number], self._rows[number]
        item = self._items[max(rows, key=lambda row: float(self._by_item[statement, row]))]
        return Found(
            id=competence.id,
            kind=competence.kind,
            label=competence.label,
            item=item.id,
            text=item.text,
            similarity=round(float(self._near[statement, number]), 4),
        )
