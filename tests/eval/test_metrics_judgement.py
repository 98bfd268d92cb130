"""Judging an answer against labels; means over texts that count; and the texts that other metric tests draw."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import Member, Profession
from eval.labels import Gold
from eval.metrics_judgement import Judgement, judged
from eval.metrics_mean import Mean

GRADES = st.lists(st.sampled_from((0, 1, 2)), max_size=8).map(tuple)
LABELS = st.lists(st.sampled_from((1, 2)), min_size=1, max_size=8).map(tuple)


def text(
    *grades: int,
    ideal: tuple[int, ...] = (2,),
    confidence: float = 0.5,
    in_scope: bool = True,
    accepted: bool | None = None,
    level: int | None = None,
    levels: frozenset[int] = frozenset(),
) -> Judgement:
    """A judged text; what a test does not speak of is plain."""
    return Judgement(
        text_id="t",
        grades=grades,
        ideal=ideal if in_scope else (),
        confidence=confidence,
        in_scope=in_scope,
        accepted=accepted,
        level=level,
        levels=levels,
    )


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    """Any text in or out of scope, with confidences that often tie."""
    in_scope = draw(st.booleans())
    return text(
        *(draw(GRADES) if in_scope else ()),
        ideal=draw(LABELS),
        confidence=draw(st.integers(0, 20)) / 20,
        in_scope=in_scope,
        accepted=draw(st.booleans()),
        level=draw(st.none() | st.integers(2, 8)),
        levels=frozenset(draw(st.sets(st.integers(2, 8), max_size=3)) if in_scope else ()),
    )


def assert_share_in_any_order(metric: Callable[[Sequence[Judgement]], float], texts: list[Judgement]) -> None:
    """The metric lies in [0, 1] or is nan, and does not ask in which order the texts come."""
    value = metric(texts)
    assert math.isnan(value) or 0 <= value <= 1
    assert metric(texts[::-1]) == pytest.approx(value, nan_ok=True)
    assert metric(sorted(texts, key=lambda t: t.first_right)) == pytest.approx(value, nan_ok=True)


def test_a_mean_leaves_out_texts_that_do_not_count() -> None:
    """Of 1, nan and 0.5 two count: (1 + 0.5) / 2 = 0.75."""
    metric = Mean[float](of=lambda number: number)
    assert metric([1.0, math.nan, 0.5]) == pytest.approx(0.75)
    assert math.isnan(metric([math.nan]))
    assert math.isnan(metric([]))


def test_the_values_behind_a_mean_can_be_seen() -> None:
    metric = Mean[float](of=lambda number: 2 * number)
    assert metric.values([1.0, math.nan]) == pytest.approx([2.0, math.nan], nan_ok=True)


def test_a_ranking_is_judged_by_the_labels_of_its_text() -> None:
    """The label without a code is answered by its title alone, spelled otherwise; the second profession by none."""
    labels: tuple[dict[str, Any], ...] = ({"code": None, "title": "Зоотехник (старший)", "grade": 2},)
    row = {"lang": "kk", "style": ""}
    gold = Gold(id="g1", kind="cv", text="…", title="", in_scope=True, labels=labels, levels=frozenset({5, 6}), row=row)
    found = judged(gold, [_profession("Егерь"), _profession("зоотехник старший")], confidence=3.5)
    assert found.grades == (0, 2)
    assert found.ideal == (2,)
    assert found.ranked
    assert not found.first_right
    assert found.accepted is None
    assert found.level is None
    assert found.levels == gold.levels
    assert found.slices == {
        "language": ("kk",),
        "style": ("-",),
        "kind": ("cv",),
        "profession": ("Зоотехник (старший)",),
        "level": ("5", "6"),
    }


def test_an_acceptable_first_answer_is_right() -> None:
    assert text(1, 2).first_right
    assert not text(0, 2).first_right
    assert not text().first_right


@given(st.lists(st.integers(0, 2)))
def test_no_answer_is_right_out_of_scope(grades: list[int]) -> None:
    assert not text(*grades, in_scope=False).first_right


def _profession(title: str) -> Profession:
    member = Member(kind="occupation", id=title, document="d", line=1, title=title)
    return Profession(id=title, title=title, codes=(), levels=(), members=(member,))
