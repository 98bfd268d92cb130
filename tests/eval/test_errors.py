"""Errors are grouped with the texts and the cause found most often."""

from dataclasses import replace

import pytest

from eval import errors
from eval.labels import Gold, read
from indexing.index import Index
from matching.matcher import Matcher
from matching.result import MatchResult


@pytest.fixture(scope="module")
def cases(matcher: Matcher) -> list[tuple[Gold, MatchResult]]:
    gold = [g for g in read("dev") if g.in_scope][:3]
    return [(g, matcher.match(g.text, kind=g.kind, title=g.title or None, top_k=10)) for g in gold]


def _groups(index: Index, cases: list[tuple[Gold, MatchResult]]) -> list[errors.ErrorGroup]:
    return errors.groups(index.catalogue, [g for g, _ in cases], [r for _, r in cases])


def test_right_answers_make_no_group(index: Index, cases: list[tuple[Gold, MatchResult]]) -> None:
    assert _groups(index, cases) == []


def test_refused_texts_are_named_with_their_confidence(index: Index, cases: list[tuple[Gold, MatchResult]]) -> None:
    refused = [(g, replace(r, status="out_of_scope")) for g, r in cases]
    found = _groups(index, refused)
    assert {g.what for g in found} == {"refused"}
    assert sorted(name for g in found for name in g.texts) == sorted(g.id for g, _ in cases)
    assert all(g.cause.startswith("confidence ") for g in found)


def test_wrong_order_tells_the_feature_that_led_there(index: Index, cases: list[tuple[Gold, MatchResult]]) -> None:
    gold, result = cases[0]
    turned = replace(result, professions=(result.professions[-1], *result.professions[:-1]))
    (group,) = _groups(index, [(gold, turned)])
    assert group.what == "wrong first"
    assert group.cause.endswith("favours the wrong one")


def test_accepted_text_of_another_trade_names_what_it_was_taken_for(
    index: Index, cases: list[tuple[Gold, MatchResult]]
) -> None:
    gold, result = cases[0]
    (group,) = _groups(index, [(replace(gold, in_scope=False, labels=()), result)])
    assert group.what == "accepted"
    assert result.professions[0].title in group.cause
