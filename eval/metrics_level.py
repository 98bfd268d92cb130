"""How near the answered level is to the accepted ones. Only texts with accepted levels count."""

import math
from collections import Counter
from collections.abc import Sequence

from eval.metrics_judgement import Judgement
from eval.metrics_mean import Mean


def level_confusion(judgements: Sequence[Judgement]) -> Counter[tuple[int, int | None]]:
    """Count texts by (accepted level, answered level).

    Of several accepted levels the one nearest to the answer stands, the lower of two as near;
    where no level was answered (None) the lowest.
    """
    return Counter((_nearest(j), j.level) for j in judgements if j.levels)


def _nearest(judgement: Judgement) -> int:
    if judgement.level is None:
        return min(judgement.levels)
    answered = judgement.level
    return min(judgement.levels, key=lambda accepted: (abs(accepted - answered), accepted))


def _distance(judgement: Judgement) -> float:
    if judgement.level is None or not judgement.levels:
        return math.nan
    return abs(judgement.level - _nearest(judgement))


def _answered(judgement: Judgement) -> float:
    return float(judgement.level is not None) if judgement.levels else math.nan


def _exact(judgement: Judgement) -> float:
    return float(judgement.level in judgement.levels) if judgement.levels else math.nan


def _within_one(judgement: Judgement) -> float:
    if not judgement.levels:
        return math.nan
    return float(judgement.level is not None and _distance(judgement) <= 1)


# Share of texts whose level is one of the accepted ones; no level is a wrong level. In [0, 1].
level_exact: Mean[Judgement] = Mean(of=_exact)
# Share of texts whose level is at most one away from an accepted one. In [0, 1].
level_within_one: Mean[Judgement] = Mean(of=_within_one)
# Mean distance to the nearest accepted level, over texts with an answered level: read it beside `level_answered`.
level_error: Mean[Judgement] = Mean(of=_distance)
# Share of texts with an answered level. In [0, 1].
level_answered: Mean[Judgement] = Mean(of=_answered)
