"""Statements of two texts side by side."""

import pytest

from matching.matcher import Matcher
from matching.result import Span
from matching.statement_pairs import Pair


def pair(matcher: Matcher, left: str, right: str) -> Pair:
    """Two texts."""
    return Pair(matcher.judge(left, kind="vacancy").compared, matcher.judge(right, kind="cv").compared)


def test_the_same_words_are_nearest(matcher: Matcher) -> None:
    both = pair(matcher, "Сиделка\nготовить обеды\nмыть полы", "Няня\nмыть полы\nгулять с детьми")
    found = both.nearest(both.quote(2).span)
    assert found is not None
    assert (found.quote, found.span) == ("мыть полы", Span(start=5, end=14))
    assert found.similarity == pytest.approx(1.0, abs=0.01)


def test_a_title_is_near_to_nothing(matcher: Matcher) -> None:
    both = pair(matcher, "Сиделка\nСиделка с проживанием", "Сиделка с проживанием")
    assert both.nearest(both.quote(1).span) is None
    assert both.is_title(both.quote(0).span)


def test_nearness_lies_between_nothing_and_one(matcher: Matcher) -> None:
    both = pair(matcher, "Сиделка\nготовить обеды\nмыть полы", "Няня\nмыть полы\nгулять с детьми")
    assert both.nearness.shape == (3, 3)
    assert both.nearness.min() >= 0.0
    assert both.nearness.max() <= 1.0001


def test_nothing_is_near_to_an_empty_text(matcher: Matcher) -> None:
    both = pair(matcher, "Сиделка\nмыть полы", "")
    assert both.nearest(both.quote(1).span) is None


def test_a_place_without_a_statement_is_a_key_error(matcher: Matcher) -> None:
    with pytest.raises(KeyError):
        pair(matcher, "Сиделка", "Няня").number(Span(start=1, end=2))
