"""Scope metrics: numbers by hand and properties."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics_judgement import Judgement
from eval.metrics_scope import (
    auroc,
    false_accepts,
    false_accepts_at,
    false_refusals,
    risk_area,
    risk_coverage,
)
from tests.eval.test_metrics_judgement import assert_share_in_any_order, judgements, text

# Confidence 0.9 right, 0.8 wrong and right, 0.3 wrong.
FOUR = [text(2, confidence=0.9), text(0, confidence=0.8), text(1, confidence=0.8), text(in_scope=False, confidence=0.3)]


def _texts(inside: list[float], outside: list[float]) -> list[Judgement]:
    return [text(2, confidence=c) for c in inside] + [text(0, confidence=c, in_scope=False) for c in outside]


def test_auroc_counts_pairs_and_half_of_ties() -> None:
    """0.9 beats 0.5 and 0.1, 0.5 ties with 0.5 and beats 0.1: (1 + 1 + 0.5 + 1) / 4 = 0.875."""
    assert auroc(_texts([0.9, 0.5], [0.5, 0.1])) == 0.875


def test_auroc_takes_scores_of_any_scale() -> None:
    """-3 loses to 120 and beats -7: 1/2."""
    assert auroc(_texts([-3.0], [120.0, -7.0])) == 0.5


@given(st.lists(judgements()))
def test_auroc_of_turned_confidences_is_the_rest_to_one(texts: list[Judgement]) -> None:
    turned = [text(confidence=1 - t.confidence, in_scope=t.in_scope) for t in texts]
    assert auroc(turned) == pytest.approx(1 - auroc(texts), nan_ok=True)


def test_the_threshold_keeps_the_wanted_share_in_scope() -> None:
    """Of 0.05, 0.10, … 1.00 in scope 95 % are 19, those from 0.10; outside 0.10 and 0.50 pass, 0.05 does not: 2/3."""
    inside = [number / 20 for number in range(1, 21)]
    assert false_accepts_at(0.95)(_texts(inside, [0.05, 0.10, 0.50])) == pytest.approx(2 / 3)


def test_the_threshold_keeps_at_least_the_wanted_share() -> None:
    """Of two texts in scope 95 % are 1.9, so both are kept: threshold 0.4, and 0.4 outside passes: 1/2."""
    assert false_accepts_at(0.95)(_texts([0.9, 0.4], [0.4, 0.3])) == 0.5


def test_rounding_does_not_move_the_threshold() -> None:
    """0.56 * 25 is 14.000000000000002 in floats; 14 texts of 25 are kept, those from 12: 11 does not pass."""
    assert false_accepts_at(0.56)(_texts([float(n) for n in range(1, 26)], [11.0, 12.0])) == 0.5


def test_the_status_accepts_and_refuses_falsely() -> None:
    """Out of scope one of two is accepted: 1/2; in scope one of three is refused: 1/3."""
    outside = [text(in_scope=False, accepted=accepted) for accepted in (True, False)]
    inside = [text(2, accepted=accepted) for accepted in (True, False, True)]
    assert false_accepts(inside + outside) == 0.5
    assert false_refusals(inside + outside) == pytest.approx(1 / 3)


def test_a_system_that_never_refuses_has_no_status_to_judge() -> None:
    texts = _texts([0.9], [0.1])
    assert math.isnan(false_accepts(texts))
    assert math.isnan(false_refusals(texts))


def test_the_curve_accepts_texts_of_one_confidence_together() -> None:
    """0.9: one text of four, right. 0.8: three texts, one wrong. 0.3: four texts, two wrong."""
    curve = [(p.threshold, p.coverage, p.risk) for p in risk_coverage(FOUR)]
    assert curve == [(0.9, 0.25, 0), (0.8, 0.75, pytest.approx(1 / 3)), (0.3, 1, 0.5)]


def test_the_area_is_the_mean_risk() -> None:
    """Errors 0, then 0.5 each for the tied two, then 1; risks 0, 0.5/2, 1/3, 2/4: 1.0833 / 4 = 0.2708."""
    assert risk_area(FOUR) == pytest.approx(0.2708, abs=1e-4)


def test_without_texts_or_with_one_class_there_is_no_scope_to_tell() -> None:
    for texts in ([], _texts([0.5], []), _texts([], [0.5])):
        assert math.isnan(auroc(texts))
        assert math.isnan(false_accepts_at(0.95)(texts))
    assert risk_coverage([]) == ()
    assert math.isnan(risk_area([]))


@given(st.lists(judgements()))
def test_scope_metrics_are_shares_and_ignore_the_order_of_texts(texts: list[Judgement]) -> None:
    for metric in (auroc, false_accepts_at(0.95), false_accepts, false_refusals, risk_area):
        assert_share_in_any_order(metric, texts)
    assert risk_coverage(texts) == risk_coverage(texts[::-1])


@given(st.lists(st.floats(0.5, 1), min_size=1), st.lists(st.floats(0, 0.49), min_size=1))
def test_parted_confidences_tell_scope_perfectly(inside: list[float], outside: list[float]) -> None:
    texts = _texts(inside, outside)
    assert auroc(texts) == 1
    assert false_accepts_at(0.95)(texts) == 0


@given(st.lists(judgements(), min_size=1))
def test_the_curve_ends_with_all_texts_and_the_overall_error(texts: list[Judgement]) -> None:
    last = risk_coverage(texts)[-1]
    assert last.coverage == 1
    assert last.risk == pytest.approx(sum(not t.first_right for t in texts) / len(texts))
