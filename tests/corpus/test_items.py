"""Cleaning and splitting of items."""

import pytest

from corpus.items import clean
from corpus.parsers.standard.item_lists import split_line


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("6.Закон о правах;", "Закон о правах"),
        (" 12. Порядок:\u00a0 приём ;", "Порядок: приём"),
        ("- Основы учета", "Основы учета"),
        ("1) знание", "знание"),
        ("2017 год", "2017 год"),
        ("1.5 ставки", "1.5 ставки"),
        (" . ", ""),
    ],
)
def test_number_bullet_and_end_mark_are_stripped(raw: str, text: str) -> None:
    assert clean(raw) == text


def test_two_acts_on_one_line_are_two_items() -> None:
    line = "10. Закон о профилактике бытового насилия; безопасность и охрану труда на рабочем месте"
    assert len(split_line(line, actions=False)) == 2


def test_one_verb_for_both_parts_is_one_skill() -> None:
    line = "Выявляет одиноких граждан, нуждающихся в помощи; детей с инвалидностью, проживающих в зоне обслуживания"
    assert split_line(line, actions=True) == [line]


def test_semicolon_in_brackets_does_not_cut() -> None:
    line = "Знание основ (педагогики; психологии)"
    assert split_line(line, actions=False) == [line]
