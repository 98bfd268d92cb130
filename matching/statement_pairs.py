"""Statements of one text beside those of another, without the catalogue."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexing.bags import Vocabulary
from matching.evidence import Compared
from matching.overlap import Overlap
from matching.result import GapEvidence, Nearest, Span


class Pair:
    """Two texts, statement by statement."""

    def __init__(self, left: Compared, right: Compared) -> None:
        self.left = left
        self.right = right
        self._number = {(s.start, s.end): n for n, s in enumerate(left.statements)}

    @cached_property
    def nearness(self) -> NDArray[np.float32]:
        """Mean of cosine and word overlap of all statements, (n_left, n_right) in [0, 1].

        A title names a job and shows no skill, so nothing is near to the right text's title.
        """
        near = np.zeros((len(self.left.statements), len(self.right.statements)), dtype=np.float32)
        if near.size:
            vocabulary = Vocabulary.of(self.right.words, self.left.words)
            overlap = Overlap(vocabulary.bags([*self.right.words, *self.left.words]), len(vocabulary))
            dice = overlap.dice(vocabulary.bags(self.left.words), range(len(self.right.words)))
            near += (np.maximum(self.left.vectors @ self.right.vectors.T, 0.0) + dice) / 2
            near[:, [s.section == "title" for s in self.right.statements]] = 0.0
        return near

    def nearest(self, span: Span) -> Nearest | None:
        """The right text's statement nearest to a statement of the left; None when nothing is near at all."""
        near = self.nearness[self.number(span)]
        best = int(near.argmax()) if near.size else -1
        if best < 0 or near[best] <= 0:
            return None
        said = self.right.statements[best]
        place = Span(start=said.start, end=said.end)
        return Nearest(quote=said.text, span=place, similarity=round(float(near[best]), 4))

    def quote(self, number: int) -> GapEvidence:
        """A statement of the left text as a quote."""
        said = self.left.statements[number]
        return GapEvidence(quote=said.text, span=Span(start=said.start, end=said.end))

    def number(self, span: Span) -> int:
        """Which statement of the left text stands there. Raises KeyError where none does."""
        return self._number[span.start, span.end]

    def is_title(self, span: Span) -> bool:
        """Whether a statement of the left text is its title."""
        return self.left.statements[self.number(span)].section == "title"
