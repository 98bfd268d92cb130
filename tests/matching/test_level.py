"""The level of a text and its reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.categories import Category
from corpus.level_sources import LevelSource
from eval.labels import read as gold
from matching import level
from matching.coefficients import coefficients
from matching.reading import read
from matching.result import Level, LevelReason
from matching.tables import Rule, rules


def cut(text: str, reason: LevelReason) -> bool:
    """Whether the quote of a reason begins or ends inside a word, or with a blank."""
    start, end = reason.span.start, reason.span.end
    inside = [n for n in (start, end) if 0 < n < len(text) and text[n - 1].isalnum() and text[n].isalnum()]
    return bool(inside) or reason.quote != reason.quote.strip() or reason.quote != text[start:end]


@pytest.mark.parametrize("rule", rules("level"), ids=lambda rule: rule.name)
def test_every_rule_quotes_whole_words_of_its_example(rule: Rule) -> None:
    text = f"Работа\n{rule.example}"
    found = level.reasons(read(text), coefficients())
    assert rule.name in [reason.rule for reason in found]
    assert not [reason for reason in found if cut(text, reason)]


def test_reasons_quote_whole_words_of_real_texts() -> None:
    for text in [g.text for g in gold("dev")]:
        assert not [reason for reason in level.reasons(read(text), coefficients()) if cut(text, reason)]


@given(st.text(alphabet="заведующая отделением 9 классов,.\n", max_size=60))
def test_a_quote_never_leaves_its_statement(text: str) -> None:
    reading = read(text)
    for reason in level.reasons(reading, coefficients()):
        assert any(s.start <= reason.span.start < reason.span.end <= s.end for s in reading.statements)


def test_a_cut_word_is_made_whole() -> None:
    found = level.reasons(read("Работа\nНужна заведующая отделением"), coefficients())
    assert [reason.quote for reason in found if reason.rule == "role_head"] == ["заведующая"]


def test_a_level_says_where_it_comes_from() -> None:
    card = LevelSource(
        basis="printed", owner="card.4", line=7, sublevels=("4.1", "4.2"), divided_by="card.4",
        categories=(Category(name="без категории", asks="колледж"),),
    )  # fmt: skip
    found = level.of_profession([4], (), coefficients(), {4: card})
    assert (found.value, found.basis, found.owner, found.line) == (4, "printed", "card.4", 7)
    assert (found.sublevels, found.divided_by, found.categories) == (card.sublevels, "card.4", card.categories)


def test_no_level_has_no_source() -> None:
    assert level.of_profession([], (), coefficients()) == Level(value=None, confidence=0.0)
