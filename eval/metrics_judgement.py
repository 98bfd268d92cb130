"""A text judged against its labels: all that the metrics of ranking, level, scope and calibration look at."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.catalogue import Profession
from eval.labels import Gold, grade
from eval.metrics_slices import BEST, Slices, slices_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The answer to a text beside its labels. A baseline fills what stands before the defaults."""

    text_id: str
    grades: tuple[int, ...]  # of the ranked answers, best answer first: 2 best, 1 acceptable, 0 wrong
    ideal: tuple[int, ...]  # grades of all labels of the text, in any order; empty when out of scope
    confidence: float  # of the first answer; on any scale but for calibration, which wants [0, 1]
    in_scope: bool
    accepted: bool | None = None  # None: the system never refuses a text
    level: int | None = None  # None: no level answered
    levels: frozenset[int] = frozenset()  # accepted levels; empty when the text has none
    slices: Slices = field(default_factory=dict)

    @property
    def ranked(self) -> bool:
        """Whether the labels hold a best answer, so that the ranking can be judged."""
        return BEST in self.ideal

    @property
    def first_right(self) -> bool:
        """Whether the first answer earns a grade: the event whose chance `confidence` is. Never out of scope."""
        return self.in_scope and bool(self.grades) and self.grades[0] > 0


def judged(
    gold: Gold,
    ranked: Sequence[Profession],
    *,
    confidence: float,
    accepted: bool | None = None,
    level: int | None = None,
) -> Judgement:
    """Judge a ranking of professions, best first. A text without an answer has an empty one and confidence 0."""
    return Judgement(
        text_id=gold.id,
        grades=tuple(grade(profession, gold.labels) for profession in ranked),
        ideal=tuple(label["grade"] for label in gold.labels),
        confidence=confidence,
        in_scope=gold.in_scope,
        accepted=accepted,
        level=level,
        levels=gold.levels,
        slices=slices_of(gold),
    )
