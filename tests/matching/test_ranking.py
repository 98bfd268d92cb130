"""Ranking: what single statements bring is worked out for a shortlist only."""

import numpy as np
import pytest

from eval.fit import NOTHING
from eval.labels import read as gold
from matching.matcher import Matcher
from matching.ranking import FEATURES, OF_STATEMENTS, OUTSIDE, SHORTLIST
from matching.reading import read

COLUMNS = [FEATURES.index(name) for name in OF_STATEMENTS]


def test_features_of_the_listed_are_those_of_a_full_comparison(matcher: Matcher) -> None:
    compared = matcher.comparer.compare(read(gold("dev")[0].text))
    listed, outside = matcher.ranker.features(compared, matcher.coefficients)
    full, same = matcher.ranker.features(compared, NOTHING)
    rows = np.flatnonzero(listed[:, COLUMNS].any(axis=1))
    assert len(rows) <= SHORTLIST
    assert np.allclose(listed[rows], full[rows], atol=1e-6)
    assert np.array_equal(outside, same)
    assert outside.shape[1] == len(OUTSIDE)


def test_titles_are_compared_by_meaning_where_words_speak_most(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a larger catalogue than today's not every title is; those that are have the same values."""
    compared = matcher.comparer.compare(read(gold("dev")[0].text))
    everywhere, _ = matcher.ranker.features(compared, matcher.coefficients)
    monkeypatch.setattr("matching.ranking.NAMED", 30)
    some, _ = matcher.ranker.features(compared, matcher.coefficients)
    columns = [FEATURES.index(name) for name in ("title_vector", "said_title_vector")]
    rows = np.flatnonzero(some[:, columns].any(axis=1))
    assert SHORTLIST <= len(rows) <= 30
    assert np.array_equal(some[rows][:, columns], everywhere[rows][:, columns])
    assert matcher.ranker.scores(some, matcher.coefficients).argmax() == (
        matcher.ranker.scores(everywhere, matcher.coefficients).argmax()
    )


def test_the_first_answer_of_a_full_comparison_is_on_the_shortlist(matcher: Matcher) -> None:
    for text in gold("tune")[:60]:
        compared = matcher.comparer.compare(read(text.text))
        short, _ = matcher.ranker.features(compared, matcher.coefficients)
        full, _ = matcher.ranker.features(compared, NOTHING)
        first = matcher.ranker.scores(full, matcher.coefficients).argmax()
        assert matcher.ranker.scores(short, matcher.coefficients).argmax() == first, text.id
