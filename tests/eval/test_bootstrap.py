"""Bootstrap intervals: numbers by hand, agreement of both ways, paired differences, speed."""

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.bootstrap import Interval, TextsDiffer, difference, interval
from eval.metrics_calibration import brier, ece_equal_mass
from eval.metrics_judgement import Judgement
from eval.metrics_level import level_exact
from eval.metrics_mean import Mean
from eval.metrics_ranking import mrr, ndcg_at, recall_at
from eval.metrics_scope import auroc, false_accepts, false_accepts_at, risk_area


@dataclass(frozen=True)
class Scored:
    """A text with one number."""

    text_id: str
    score: float


mean = Mean[Scored](of=lambda text: text.score)


def slow_mean(texts: Sequence[Scored]) -> float:
    """The same metric without numbers of single texts."""
    return mean(texts)


def _texts(*scores: float) -> list[Scored]:
    return [Scored(str(number), score) for number, score in enumerate(scores)]


def test_the_interval_of_two_texts_holds_both() -> None:
    """Resamples of 0 and 1 have means 0, 0.5, 1 with chances 1/4, 1/2, 1/4: each tail is thicker than 2.5 %."""
    assert interval(mean, _texts(0, 1)) == Interval(value=0.5, low=0, high=1)


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    """200 of 400: standard error sqrt(0.5 * 0.5 / 400) = 0.025, so 0.5 ± 1.96 * 0.025 = 0.451 … 0.549."""
    found = interval(mean, _texts(*[0.0, 1.0] * 200))
    assert (found.low, found.high) == pytest.approx((0.451, 0.549), abs=0.006)


def test_texts_that_do_not_count_change_nothing_but_the_draw() -> None:
    """The third text has no number: resamples of it alone are left out, the value is (0 + 1) / 2."""
    assert interval(mean, _texts(0, 1, math.nan)) == Interval(value=0.5, low=0, high=1)


@pytest.mark.parametrize("metric", [mean, slow_mean])
def test_nothing_to_count_gives_nan(metric: Mean[Scored]) -> None:
    for texts in ([], _texts(math.nan)):
        found = interval(metric, texts)
        assert all(math.isnan(number) for number in (found.value, found.low, found.high))
        assert not found.excludes_zero


@given(st.lists(st.floats(-1, 1) | st.just(math.nan), max_size=20), st.integers(0, 100))
def test_means_of_numbers_and_metrics_of_resamples_agree(scores: list[float], seed: int) -> None:
    fast, slow = (interval(m, _texts(*scores), resamples=50, seed=seed) for m in (mean, slow_mean))
    assert (fast.value, fast.low, fast.high) == pytest.approx((slow.value, slow.low, slow.high), nan_ok=True)


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=20))
def test_the_interval_stays_among_the_numbers(scores: list[float]) -> None:
    found = interval(mean, _texts(*scores), resamples=100)
    assert min(scores) - 1e-9 <= found.low <= found.high <= max(scores) + 1e-9


def test_a_seed_repeats_the_interval() -> None:
    texts = _texts(*[number**0.5 for number in range(30)])
    assert interval(mean, texts, seed=3) == interval(mean, texts, seed=3)
    assert interval(mean, texts, seed=3) != interval(mean, texts, seed=4)


@pytest.mark.parametrize("metric", [mean, slow_mean])
def test_a_steady_lead_is_certain_though_the_texts_differ_widely(metric: Mean[Scored]) -> None:
    """Every text is 0.125 better, so every resample is: the interval of the difference is that one number."""
    theirs = _texts(0, 0.5, 0.25, 0.75)
    ours = [Scored(text.text_id, text.score + 0.125) for text in theirs]
    found = difference(metric, ours, theirs)
    assert found == Interval(value=0.125, low=0.125, high=0.125)
    assert found.excludes_zero
    assert difference(metric, theirs, ours).excludes_zero


def test_a_lead_by_one_text_of_two_may_be_chance() -> None:
    """Differences 1 and 0: a quarter of the resamples has the second text only, mean 0."""
    found = difference(mean, _texts(1, 0), _texts(0, 0))
    assert found == Interval(value=0.5, low=0, high=1)
    assert not found.excludes_zero


def test_systems_are_compared_on_the_same_texts_only() -> None:
    with pytest.raises(TextsDiffer, match="2 and 1 texts"):
        difference(mean, _texts(0, 1), _texts(0))
    with pytest.raises(TextsDiffer, match="same order"):
        difference(mean, _texts(0, 1), _texts(0, 1)[::-1])


def _judged(number: int, chance: random.Random) -> Judgement:
    in_scope = chance.random() < 0.75
    return Judgement(
        text_id=str(number),
        grades=tuple(chance.choice((0, 1, 2)) for _ in range(10)) if in_scope else (),
        ideal=(2, 1, 1) if in_scope else (),
        confidence=chance.random(),
        in_scope=in_scope,
        accepted=chance.random() < 0.8,
        level=chance.randint(2, 8),
        levels=frozenset({4, 5}) if in_scope else frozenset(),
    )


def test_ten_metrics_of_two_hundred_texts_take_less_than_five_seconds() -> None:
    """Processor time, so that a busy machine does not count."""
    chance = random.Random(5)
    texts = [_judged(number, chance) for number in range(200)]
    means = (recall_at(1), mrr, ndcg_at(5), level_exact, false_accepts, brier)
    whole = (auroc, false_accepts_at(0.95), risk_area, ece_equal_mass)
    started = time.process_time()
    found = [interval(metric, texts) for metric in (*means, *whole)]
    assert time.process_time() - started < 5
    assert all(0 <= i.low < i.high <= 1 for i in found)
