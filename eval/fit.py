"""Learns `matching/data/coefficients.json` from the tuning texts: `python -m eval.fit HOME [ENCODER]`. Never reads a test text."""

import math
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray
from scipy.optimize import minimize

from eval.fit_gaps import REPORTS, cases_of, fit_gaps
from eval.fit_levels import fit_levels
from eval.fit_logit import fit_logit, held_out
from eval.labels import TUNING, Gold, grade, read
from indexing.index import Index, load
from matching import confidence
from matching.coefficients import Coefficients
from matching.kind import features as kind_features
from matching.kind import names as kind_names
from matching.masking.masks import mask
from matching.matcher import Judged, Matcher
from matching.ranking import FEATURES, Features
from models import encoders
from models.speech.entries import other_trades

REFUSED = 0.03  # share of texts in the field that may be refused
RIDGE = 0.01  # pull of the ranking weights towards zero
Trade = tuple[Judged, Features]  # a text of another trade, and the features of all other trades but its own
# More of what the field says never speaks against it, more of what other trades say never for it.
SIGNS = {name: -1 if name.startswith("other_") else 1 for name in confidence.SCOPE}
SHRINK = 4.0  # of the scope's weights: single texts shift them less, and held-out writers are told apart as well
TARGET = Path(__file__).parent.parent / "matching" / "data" / "coefficients.json"
NOTHING = Coefficients(
    learned_from="",
    kind={},
    ranking={},
    scope={},
    right={},
    accept=0.5,
    gap_cv={},
    gap_vacancy={},
    level_rules={},
    gap_cv_words={},
    gap_vacancy_words={},
)


def main() -> None:
    """Fit all models on the index at hand and write the file."""
    home = Path(sys.argv[1])
    index = load(home, encoders.load(home, *sys.argv[2:3]))
    gold = [g for name in TUNING for g in read(name)]
    matcher = Matcher(index, NOTHING)
    fitted = fit(matcher, gold, judge_all(matcher, gold), judge_trades(matcher))
    TARGET.write_bytes(orjson.dumps(fitted.model_dump(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    print(f"{TARGET}: {fitted.learned_from}")


def judge_all(matcher: Matcher, gold: list[Gold]) -> dict[str, Judged]:
    """Every text compared with everything, by id: nothing in it depends on coefficients."""
    return {g.id: matcher.judge(g.text, kind=g.kind, title=g.title or None) for g in gold}


def judge_trades(matcher: Matcher) -> list[Trade]:
    """A text of each other trade, as if its own words were unknown: new trades must be refused too."""
    found = []
    for number, trade in enumerate(other_trades()):
        judged = matcher.judge(trade.text)
        found.append((judged, np.delete(judged.outside, number, axis=0)))
    return found


def fit(matcher: Matcher, gold: list[Gold], judged: dict[str, Judged], trades: list[Trade]) -> Coefficients:
    """All models fitted to the given texts."""
    ranking = fit_ranking(matcher.index, gold, judged)
    gap_cv, gap_cv_words = fit_gaps(cases_of(matcher, "cv"))
    gap_vacancy, gap_vacancy_words = fit_gaps(cases_of(matcher, "vacancy"))
    version = matcher.index.catalogue.catalogue_version
    return NOTHING.model_copy(
        update={
            "learned_from": f"{len(gold)} texts ({', '.join(TUNING)}), gaps {', '.join(REPORTS)}; catalogue {version}",
            "kind": fit_kind(gold),
            "ranking": ranking,
            **fit_confidence(matcher, gold, judged, trades, ranking),
            "gap_cv": gap_cv,
            "gap_vacancy": gap_vacancy,
            "level_rules": fit_levels(gold, judged, NOTHING),
            "gap_cv_words": gap_cv_words,
            "gap_vacancy_words": gap_vacancy_words,
        }
    )


def fit_kind(gold: Sequence[Gold]) -> dict[str, float]:
    """Logit of "the text is a CV" over its cues."""
    return fit_logit([cues(g.text) for g in gold], [g.kind == "cv" for g in gold], kind_names())


@cache
def cues(text: str) -> dict[str, float]:
    """What tells the kind of a text, as the matcher sees it: without personal data."""
    return kind_features(mask(text).text)


def fit_ranking(index: Index, gold: list[Gold], judged: dict[str, Judged]) -> dict[str, float]:
    """Conditional logit: the best answers of a text against all other professions."""
    cases = []
    for g in gold:
        best = np.array([grade(p, g.labels) == 2 for p in index.professions])
        fair = np.array([grade(p, g.labels) != 1 for p in index.professions])
        if best.any():
            cases.append((judged[g.id].features[fair], best[fair]))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = RIDGE * float(weights @ weights) * len(cases), 2 * RIDGE * weights * len(cases)
        for features, best in cases:
            scores = features @ weights
            chances = np.exp(scores - scores.max())
            right = chances * best
            total -= math.log(right.sum() / chances.sum())
            gradient -= features.T @ (right / right.sum() - chances / chances.sum())
        return total, gradient

    bounds = [(0.0, None)] * len(FEATURES)  # more of a feature never speaks against a profession
    found = minimize(loss, np.ones(len(FEATURES)), jac=True, bounds=bounds)
    return {name: round(float(w), 4) for name, w in zip(FEATURES, found.x, strict=True)}


def fit_confidence(
    matcher: Matcher,
    gold: list[Gold],
    judged: dict[str, Judged],
    trades: list[Trade],
    ranking: dict[str, float],
) -> dict[str, Any]:
    """Logits of "in the field" (other trades against it) and of "the first answer is right" (texts in the field)."""
    weights = np.array([ranking[name] for name in FEATURES])
    seen, right = [], []
    for g in gold:
        j = judged[g.id]
        scores = j.features @ weights
        seen.append(confidence.summary(j.features, j.outside, scores, j.compared))
        right.append(grade(matcher.index.professions[int(scores.argmax())], g.labels) > 0)
    inside = [g.in_scope for g in gold]
    others = [confidence.summary(j.features, outside, j.features @ weights, j.compared) for j, outside in trades]
    known = [row for row, known in zip(seen, inside, strict=True) if known]
    scope_truth = [*inside, *([False] * len(others))]
    chances = held_out([*seen, *others], scope_truth, confidence.SCOPE, signs=SIGNS, shrink=SHRINK)[: len(seen)]
    return {
        "scope": fit_logit([*seen, *others], scope_truth, confidence.SCOPE, signs=SIGNS, shrink=SHRINK),
        "right": fit_logit(known, [r for r, k in zip(right, inside, strict=True) if k], confidence.RIGHT),
        "accept": round(float(np.quantile(chances[np.array(inside)], REFUSED)), 4),
    }


if __name__ == "__main__":
    main()
