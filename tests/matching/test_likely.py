"""Rules that may fire in a text: never fewer than those that do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.labels import read
from matching.likely import likely, wider
from matching.tables import rules

TABLES = (
    "boilerplate", "perks", "openings", "required", "negation", "sections", "kind", "level", "level_posts", "level_work",
    "leads", "roles", "education", "no_claims", "done", "wish", "sentence_ends",
)  # fmt: skip
# Letters, endings and signs that the rules are made of, so that drawn texts come near to them.
PIECES = st.sampled_from(
    ["график", "опыт", "стаж", "от", "до", "5/2", "250\u00a0000", "тг", "ТЕНГЕ", "+7 701 000 11 22", "Обязанности",
     "образование", "высшее", "лет", "3", "под руководством", "не требуется", "міндетті", "іздеймін", "ищу работу",
     "жұмыс", "Зав.", "магистр", "колледж", "желательно", "\n", ":", " ", "-", ".", "ё", "İ", "ſ", "\u2003"]
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_is_likely_in_its_example(table: str) -> None:
    assert [rule.name for rule in rules(table) if rule not in likely(table, rule.example)] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_rule_that_fires_in_a_gold_text_or_its_lines_is_missed(table: str) -> None:
    texts = [gold.text for gold in read("tune")]
    parts = [part for text in texts for part in (text, *text.split("\n"))]
    missed = [
        (rule.name, part)
        for part in parts
        for rule in rules(table)
        if rule.pattern.search(part) and rule not in likely(table, part)
    ]
    assert missed == []


@given(st.lists(PIECES | st.text(max_size=3), max_size=12), st.sampled_from(TABLES))
def test_no_rule_that_fires_anywhere_is_missed(pieces: list[str], table: str) -> None:
    text = "".join(pieces)
    assert [r.name for r in rules(table) if r.pattern.search(text) and r not in likely(table, text)] == []


def test_rules_keep_the_order_of_their_table() -> None:
    text = "Обязанности: уход. Условия: оклад. Требования: опыт"
    order = [rules("sections").index(rule) for rule in likely("sections", text)]
    assert order == sorted(order)
    assert len(order) >= 3


def test_most_rules_are_not_tried() -> None:
    assert likely("boilerplate", "Кормить и умывать бабушку") == ()


def test_a_long_text_is_read_whole() -> None:
    text = "слово " * 30_000 + "график 5/2"
    assert [rule.name for rule in likely("boilerplate", text)] == ["schedule"]


def test_what_re2_lacks_becomes_wider() -> None:
    assert wider(r"^\bмама[\w.]+\s$") == r"мама[0-9A-Za-z_\x{80}-\x{10FFFF}.]+[\s\pZ]"


def test_what_stands_around_a_match_is_not_looked_at() -> None:
    assert wider(r"(?<!не )(?:ищу|хочу(?! так(?:ую|ой)))(?=[)( ]|\))\)дом") == r"(?:ищу|хочу)\)дом"
