"""Recall at k, mean reciprocal rank, nDCG: numbers by hand and properties."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics_judgement import Judgement
from eval.metrics_mean import Mean
from eval.metrics_ranking import mrr, ndcg_at, recall_at
from tests.eval.test_metrics_judgement import LABELS, assert_share_in_any_order, judgements, text

THREE = [text(0, 2, 1), text(2), text(0, 0, 1, 2)]
ALL = [recall_at(1), recall_at(3), recall_at(5), mrr, ndcg_at(5)]


def test_recall_counts_texts_with_a_best_answer_among_the_first() -> None:
    """First best answers stand at 2, 1 and 4: one of three within 1, two within 3, all within 4."""
    assert [recall_at(k)(THREE) for k in (1, 3, 4)] == pytest.approx([1 / 3, 2 / 3, 1])


def test_reciprocal_rank_is_of_the_first_best_answer() -> None:
    """Ranks 2, 1 and 4: (1/2 + 1 + 1/4) / 3 = 1.75 / 3 = 0.5833."""
    assert mrr(THREE) == pytest.approx(0.5833, abs=1e-4)


def test_a_text_without_a_best_answer_in_the_ranking_has_no_reciprocal_rank() -> None:
    """Rank 1 and none: (1 + 0) / 2."""
    assert mrr(
        [
            text(2),
            text(1, 0),
        ]
    ) == pytest.approx(0.5)


def test_ndcg_counts_both_grades() -> None:
    """Grades 1, 2, 0 gain 1/log2(2) + 3/log2(3) = 1 + 1.8928 = 2.8928.

    Labels 2, 1, 1 could gain 3 + 1/log2(3) + 1/log2(4) = 3 + 0.6309 + 0.5 = 4.1309; 2.8928 / 4.1309 = 0.7003.
    """
    assert ndcg_at(5)([text(1, 2, 0, ideal=(1, 2, 1))]) == pytest.approx(0.7003, abs=1e-4)


def test_ndcg_is_at_most_one_when_several_professions_answer_a_label() -> None:
    """Grades 2, 2 gain 3 + 1.8928, the only label could gain 3: capped at 1."""
    assert ndcg_at(5)([text(2, 2, ideal=(2,))]) == 1


def test_ndcg_looks_at_the_first_k_of_answers_and_of_labels() -> None:
    """With k = 1: gain 1 (grade 1 first), best possible 3 (one label of grade 2): 1 / 3."""
    assert ndcg_at(1)([text(1, 2, ideal=(2, 2))]) == pytest.approx(1 / 3)


@pytest.mark.parametrize("metric", ALL)
def test_texts_without_a_best_label_do_not_count(metric: Mean[Judgement]) -> None:
    """Out of scope, or with acceptable answers only: the other text alone gives 1; alone they give nan."""
    uncounted = [text(1, ideal=(1,)), text(0, in_scope=False)]
    assert metric([text(2), *uncounted]) == 1
    assert math.isnan(metric(uncounted))
    assert math.isnan(metric([]))


@given(st.lists(LABELS, min_size=1))
def test_a_perfect_ranking_scores_one(ideals: list[tuple[int, ...]]) -> None:
    texts = [text(*sorted(ideal, reverse=True), ideal=ideal) for ideal in ideals]
    for metric in ALL:
        assert metric(texts) == pytest.approx(1 if any(t.ranked for t in texts) else math.nan, nan_ok=True)


@given(st.lists(judgements()))
def test_ranking_metrics_are_shares_and_ignore_the_order_of_texts(texts: list[Judgement]) -> None:
    for metric in ALL:
        assert_share_in_any_order(metric, texts)


@given(st.lists(judgements(), min_size=1))
def test_recall_grows_with_k_and_holds_the_reciprocal_rank_between(texts: list[Judgement]) -> None:
    """1/rank is 1 for rank 1 and at most 1 elsewhere, so R@1 <= MRR <= R@8 for rankings of at most 8."""
    found = [recall_at(1)(texts), mrr(texts), recall_at(8)(texts)]
    assert found == sorted(found) or math.isnan(found[0])
