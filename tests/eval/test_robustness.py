"""The first answer stays when a text is written otherwise."""

import pytest

from eval.labels import read
from eval.robustness import CHANGES, unchanged
from matching.matcher import Matcher

KEPT = 0.97  # of the texts, for each single way of writing; over all ways together 0.98


@pytest.fixture(scope="module")
def kept(matcher: Matcher) -> dict[str, list[bool]]:
    gold = [g for g in read("tune") if g.in_scope][::3]
    return {name: unchanged(matcher, gold, change) for name, change in CHANGES.items()}


def test_the_same_text_written_otherwise_has_the_same_first_answer(kept: dict[str, list[bool]]) -> None:
    answers = [answer for own in kept.values() for answer in own]
    assert sum(answers) >= 0.98 * len(answers)


@pytest.mark.parametrize("change", CHANGES)
def test_no_way_of_writing_turns_many_answers(kept: dict[str, list[bool]], change: str) -> None:
    assert sum(kept[change]) >= KEPT * len(kept[change])


@pytest.mark.parametrize("text", ["нужна сиделка бабушке", "соцработник " * 20_000, "а б в", "?!", "\n\n\n"])
def test_three_words_and_twenty_thousand_are_answered(matcher: Matcher, text: str) -> None:
    result = matcher.match(text[:200_000])
    assert result.status in ("matched", "ambiguous", "out_of_scope", "insufficient_text")


def test_order_of_sections_does_not_matter(matcher: Matcher) -> None:
    title = "Социальный работник"
    duties = "Обязанности:\n- уход за пожилыми на дому\n- покупка продуктов и лекарств"
    demands = "Требования:\n- колледж, социальная работа\n- опыт от 1 года"
    one = matcher.match(f"{title}\n{duties}\n{demands}")
    other = matcher.match(f"{title}\n{demands}\n{duties}")
    assert [p.id for p in one.professions] == [p.id for p in other.professions]
    assert one.level == other.level or one.level.value == other.level.value
