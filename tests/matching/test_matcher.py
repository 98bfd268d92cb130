"""The whole answer for a text."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.labels import rows
from indexing.bags import Vocabulary
from indexing.rows import owner_items, owner_of
from matching.matcher import MAX_CHARACTERS, Matcher, TextTooLong, UnknownTarget
from matching.overlap import Overlap
from service.settings import PROJECT

VACANCY = (PROJECT / "docs" / "examples" / "vacancy.txt").read_text(encoding="utf-8")
CV = (PROJECT / "docs" / "examples" / "cv.txt").read_text(encoding="utf-8")


def test_home_care_vacancy_finds_the_social_worker(matcher: Matcher) -> None:
    result = matcher.match(VACANCY)
    assert result.professions[0].title == "Социальный работник"
    assert (result.status, result.kind, result.language, result.level.value) == ("matched", "vacancy", "ru", 4)


def test_every_quote_stands_in_the_text_at_its_offsets(matcher: Matcher) -> None:
    for row in rows("dev"):
        text = row["text"]
        result = matcher.match(text)
        quotes = [(e.quote, e.span) for p in result.professions for e in p.evidence]
        quotes += [(r.quote, r.span) for r in result.level.reasons]
        assert all(text[span.start : span.end] == quote != "" for quote, span in quotes)


def test_answer_does_not_change_from_call_to_call(matcher: Matcher) -> None:
    first, second = matcher.match(CV), matcher.match(CV)
    assert (first.professions, first.level) == (second.professions, second.level)


def test_professions_are_ranked_and_confidence_never_rises(matcher: Matcher) -> None:
    found = matcher.match(CV, top_k=20).professions
    assert len(found) == 20
    for values in ([p.score for p in found], [p.confidence for p in found]):
        assert values == sorted(values, reverse=True)
    assert all(0 <= p.confidence <= 1 for p in found)


def test_components_add_up_to_the_score(matcher: Matcher) -> None:
    for p in matcher.match(VACANCY).professions:
        assert sum(p.components.values()) == pytest.approx(p.score, abs=1e-3)


@pytest.mark.parametrize("text", ["", " \n\t ", "!!! ???", "123 456"])
def test_text_without_words_is_insufficient(matcher: Matcher, text: str) -> None:
    assert matcher.match(text).status == "insufficient_text"


def test_foreign_language_is_told_not_guessed(matcher: Matcher) -> None:
    result = matcher.match("We are looking for a senior Python developer for our fintech team in London")
    assert result.status in ("out_of_scope", "insufficient_text")
    assert "language_not_supported" in result.warnings


def test_text_beyond_the_limit_is_refused(matcher: Matcher) -> None:
    with pytest.raises(TextTooLong, match="Shorten"):
        matcher.match("а" * (MAX_CHARACTERS + 1))


def test_longest_text_is_read(matcher: Matcher) -> None:
    text = (VACANCY * 300)[:MAX_CHARACTERS]
    assert matcher.match(text).professions[0].title == "Социальный работник"


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_gets_an_answer(matcher: Matcher, text: str) -> None:
    result = matcher.match(text)
    assert result.status in ("matched", "ambiguous", "out_of_scope", "insufficient_text")


def test_gaps_hold_every_item_once_in_the_cards_order(matcher: Matcher) -> None:
    for profession in matcher.index.professions:
        found = matcher.gaps(CV, profession.id)
        owner = owner_of(matcher.index.catalogue, profession.members[0])
        assert [i.id for i in found.items] == [item.id for _, item in owner_items(owner)]
        assert sum(found.summary.values()) == len(found.items)


def test_gap_words_follow_the_kind_of_text(matcher: Matcher) -> None:
    profession = matcher.match(VACANCY).professions[0].id
    assert {i.status for i in matcher.gaps(VACANCY, profession).items} <= {"asked", "not_asked"}
    assert {i.status for i in matcher.gaps(CV, profession).items} <= {"covered", "partial", "missing"}


def test_gaps_of_a_card_are_those_of_that_card(matcher: Matcher) -> None:
    card = next(c for c in matcher.index.catalogue.cards if c.line == 936)
    assert matcher.gaps(CV, card.id).card == card.id


def test_unknown_target_is_told(matcher: Matcher) -> None:
    with pytest.raises(UnknownTarget, match="no-such"):
        matcher.gaps(CV, "no-such")


def test_word_overlap_is_the_weighed_dice_coefficient() -> None:
    """Two texts, each word in one of them, so all idf are log(1 + 2) = 1.0986 but «дом»'s in both, log(1 + 1) = 0.6931.

    Given {дом, уход}: shared with the first {дом, уход} 1.7918 of 1.7918 + 1.7918 → 1.0;
    with the second {дом, школа} 2·0.6931 / (1.7918 + 1.7918) = 0.3869.
    """
    texts = [["дом", "уход"], ["дом", "школа"]]
    vocabulary = Vocabulary.of(texts)
    found = Overlap(vocabulary.bags(texts), len(vocabulary)).dice(vocabulary.bags([["дом", "уход"]]))
    assert found == pytest.approx(np.array([[1.0, 0.3869]]), abs=1e-4)


def test_coefficients_say_what_they_were_learned_from(matcher: Matcher) -> None:
    data: dict[str, Any] = json.loads((PROJECT / "matching" / "data" / "coefficients.json").read_text())
    assert "texts" in data["learned_from"]
    assert "test" not in data["learned_from"]
