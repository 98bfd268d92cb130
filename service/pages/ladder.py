"""The ladder of levels: eight rungs with the chance of each, and what in the text spoke for which."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.catalogue import Member
from matching.level import LEVELS
from matching.result import LevelEstimate, LevelReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A level: how likely it is, and whether the profession is described at it."""

    level: int
    chance: float
    chosen: bool
    described: bool


def rungs(estimate: LevelEstimate, members: Sequence[Member]) -> tuple[Rung, ...]:
    """The rungs from the highest to the lowest."""
    described = {level for member in members for level in member.levels}
    return tuple(
        Rung(
            level=level,
            chance=estimate.distribution.get(str(level), 0.0),
            chosen=level == estimate.value,
            described=level in described,
        )
        for level in reversed(LEVELS)
    )


def reasons(found: Sequence[LevelReason]) -> tuple[LevelReason, ...]:
    """Reasons that speak for some level."""
    return tuple(reason for reason in found if reason.says)
