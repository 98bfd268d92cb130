"""Level metrics: numbers by hand and properties."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics_judgement import Judgement
from eval.metrics_level import level_answered, level_confusion, level_error, level_exact, level_within_one
from eval.metrics_mean import Mean
from tests.eval.test_metrics_judgement import assert_share_in_any_order, judgements, text

FOUR_OR_FIVE = [text(2, level=level, levels=frozenset({4, 5})) for level in (5, 6, 2, None)]
ALL = [level_exact, level_within_one, level_error, level_answered]


def test_a_level_is_exact_inside_the_accepted_set() -> None:
    """Of 5, 6, 2 and none only 5 is among 4 and 5: 1/4."""
    assert level_exact(FOUR_OR_FIVE) == 0.25


def test_a_level_one_off_is_near() -> None:
    """5 is inside, 6 is one above; 2 is two below and none is no level: 2/4."""
    assert level_within_one(FOUR_OR_FIVE) == 0.5


def test_the_error_is_the_distance_to_the_nearest_accepted_level() -> None:
    """5 is 0 away, 6 is 1 from 5, 2 is 2 from 4; the text without a level does not count: 3 / 3 = 1."""
    assert level_error(FOUR_OR_FIVE) == 1
    assert level_answered(FOUR_OR_FIVE) == 0.75


def test_the_confusion_takes_the_nearest_accepted_level() -> None:
    """5 stays 5, 6 is nearest to 5, 2 to 4; without an answer the lowest, 4, stands."""
    assert level_confusion(FOUR_OR_FIVE) == {(5, 5): 1, (5, 6): 1, (4, 2): 1, (4, None): 1}


def test_the_lower_of_two_equally_near_levels_stands() -> None:
    """4 is one away from 3 and from 5."""
    between = [text(2, level=4, levels=frozenset({3, 5}))]
    assert level_confusion(between) == {(3, 4): 1}
    assert level_error(between) == 1


@pytest.mark.parametrize("metric", ALL)
def test_texts_without_accepted_levels_do_not_count(metric: Mean[Judgement]) -> None:
    assert math.isnan(metric([text(2, level=5)]))
    assert math.isnan(metric([]))
    assert not level_confusion([text(2, level=5)])


@given(st.lists(judgements()))
def test_level_metrics_ignore_the_order_of_texts(texts: list[Judgement]) -> None:
    for metric in (level_exact, level_within_one, level_answered):
        assert_share_in_any_order(metric, texts)
    assert level_error(texts[::-1]) == pytest.approx(level_error(texts), nan_ok=True)
    assert level_confusion(texts).total() == sum(bool(t.levels) for t in texts)


@given(st.lists(judgements(), min_size=1))
def test_exact_levels_are_near_and_near_levels_are_answered(texts: list[Judgement]) -> None:
    found = [level_exact(texts), level_within_one(texts), level_answered(texts)]
    assert found == sorted(found) or math.isnan(found[0])


@given(st.lists(st.sets(st.integers(2, 8), min_size=1), min_size=1))
def test_accepted_levels_score_one_with_no_error(accepted: list[set[int]]) -> None:
    texts = [text(2, level=max(levels), levels=frozenset(levels)) for levels in accepted]
    assert (level_exact(texts), level_within_one(texts), level_error(texts)) == (1, 1, 0)
