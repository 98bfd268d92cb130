"""Known texts with known answers, on the real catalogue."""

from dataclasses import replace

import numpy as np
import pytest

from corpus.catalogue import Catalogue
from indexing.errors import IndexBroken
from matching.matcher import Matcher
from service.operation import canary


def test_whole_index_passes(matcher: Matcher) -> None:
    canary.check(matcher)


def test_canaries_are_different_professions_over_the_catalogue(catalogue: Catalogue) -> None:
    chosen = canary.canaries(catalogue)
    assert len({p.id for p in chosen}) == canary.CANARIES


def test_text_describes_its_profession(catalogue: Catalogue) -> None:
    profession = canary.canaries(catalogue)[0]
    lines = canary.text_of(catalogue, profession).split("\n- ")
    assert lines[0] == profession.title
    assert 2 <= len(lines) <= 1 + canary.ITEMS


def test_answer_without_the_profession_is_wrong(matcher: Matcher, catalogue: Catalogue) -> None:
    first, second = canary.canaries(catalogue)[:2]
    result = matcher.match(canary.text_of(catalogue, first), top_k=canary.NEAREST)
    assert canary.is_right(result, first)
    without = replace(result, professions=tuple(p for p in result.professions if p.id != first.id))
    assert not canary.is_right(without, first)
    assert not canary.is_right(without, second)


def test_confidence_that_is_no_probability_is_wrong(matcher: Matcher, catalogue: Catalogue) -> None:
    profession = canary.canaries(catalogue)[0]
    result = matcher.match(canary.text_of(catalogue, profession), top_k=canary.NEAREST)
    for bad in (float("nan"), -0.1, 1.1):
        broken = tuple(replace(p, confidence=bad) for p in result.professions)
        assert not canary.is_right(replace(result, professions=broken), profession)


def test_index_that_finds_nothing_by_its_items_is_refused(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    original = matcher.ranker.scores
    monkeypatch.setattr(matcher.ranker, "scores", lambda features, weights: np.roll(original(features, weights), 70))
    with pytest.raises(IndexBroken, match="kasip build"):
        canary.check(matcher)
