"""Calibration metrics: numbers by hand and properties."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics_calibration import (
    Bin,
    NotAProbability,
    brier,
    ece,
    ece_equal_mass,
    ece_equal_width,
    equal_mass,
    equal_width,
)
from eval.metrics_judgement import Judgement
from tests.eval.test_metrics_judgement import assert_share_in_any_order, judgements, text


def _right(confidence: float) -> Judgement:
    return text(2, confidence=confidence)


def _wrong(confidence: float) -> Judgement:
    return text(0, confidence=confidence)


def test_bins_of_equal_width_weigh_by_their_texts() -> None:
    """0.95 right and 0.91 wrong: mean 0.93, right 0.5, gap 0.43. 0.15 wrong: gap 0.15. (2 * 0.43 + 0.15) / 3 = 0.3367."""
    texts = [_right(0.95), _wrong(0.91), _wrong(0.15)]
    assert equal_width(texts) == (
        Bin(low=0.15, high=0.15, count=1, confidence=0.15, right=0),
        Bin(low=0.91, high=0.95, count=2, confidence=(0.91 + 0.95) / 2, right=0.5),
    )
    assert ece_equal_width(texts) == pytest.approx(0.3367, abs=1e-4)


def test_the_last_bin_holds_one_and_each_other_bin_its_lower_edge() -> None:
    """0.5 begins the second of two bins, 1 ends it."""
    assert [row.count for row in equal_width([_wrong(0.49), _right(0.5), _right(1)], bins=2)] == [1, 2]


def test_bins_of_equal_mass_hold_as_many_texts() -> None:
    """0.1 wrong, 0.2 right: |0.15 - 0.5| = 0.35. 0.8 and 0.9 right: |0.85 - 1| = 0.15. (2 * 0.35 + 2 * 0.15) / 4 = 0.25."""
    table = equal_mass([_right(0.9), _wrong(0.1), _right(0.2), _right(0.8)], bins=2)
    assert [(row.low, row.high, row.count) for row in table] == [(0.1, 0.2, 2), (0.8, 0.9, 2)]
    assert ece(table) == pytest.approx(0.25)


def test_texts_of_one_confidence_share_a_bin_of_equal_mass() -> None:
    """Of 0.5 three times and 0.9, in two bins, the third 0.5 stays with the first two."""
    assert [row.count for row in equal_mass([_right(0.5), _wrong(0.5), _wrong(0.5), _right(0.9)], bins=2)] == [3, 1]


def test_twenty_texts_fill_ten_bins_of_two() -> None:
    texts = [_right(number / 20) for number in range(20)]
    assert [row.count for row in equal_mass(texts)] == [2] * 10


def test_the_brier_score_is_the_mean_squared_distance() -> None:
    """0.9 right: 0.01. 0.4 wrong: 0.16. 0.17 / 2 = 0.085."""
    assert brier([_right(0.9), _wrong(0.4)]) == pytest.approx(0.085)


def test_a_confident_answer_out_of_scope_is_miscalibrated() -> None:
    """Confidence 1 and never right: gap 1, squared distance 1."""
    texts = [text(0, confidence=1, in_scope=False)]
    assert (ece_equal_width(texts), ece_equal_mass(texts), brier(texts)) == (1, 1, 1)


@pytest.mark.parametrize("score", [-0.1, 1.5, math.nan])
def test_a_score_that_is_no_probability_is_an_error(score: float) -> None:
    for metric in (ece_equal_width, ece_equal_mass, brier):
        with pytest.raises(NotAProbability, match=r"Text t .* outside \[0, 1\]"):
            metric([_right(score)])


def test_without_texts_there_is_no_calibration() -> None:
    assert equal_width([]) == equal_mass([]) == ()
    assert all(math.isnan(metric([])) for metric in (ece_equal_width, ece_equal_mass, brier))


@given(st.lists(judgements()))
def test_calibration_metrics_are_shares_and_ignore_the_order_of_texts(texts: list[Judgement]) -> None:
    for metric in (ece_equal_width, ece_equal_mass, brier):
        assert_share_in_any_order(metric, texts)


@given(st.lists(judgements()))
def test_every_text_stands_in_one_bin(texts: list[Judgement]) -> None:
    for table in (equal_width(texts), equal_mass(texts)):
        assert sum(row.count for row in table) == len(texts)
        assert all(row.low <= row.confidence + 1e-9 and row.confidence <= row.high + 1e-9 for row in table)


@given(st.lists(st.booleans(), min_size=1))
def test_certain_and_true_confidences_are_perfect(outcomes: list[bool]) -> None:
    texts = [_right(1) if right else _wrong(0) for right in outcomes]
    assert (ece_equal_width(texts), ece_equal_mass(texts), brier(texts)) == (0, 0, 0)
