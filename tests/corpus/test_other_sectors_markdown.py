"""Cells of frameworks of other sectors as Markdown: dashes without end marks, bullets broken by a page."""

import pytest

from corpus.cards import FrameworkLevel, Parsed
from corpus.parsers.markdown import framework as framework_markdown
from corpus.readers import text
from tests.corpus.other_sectors import texts

TABLE = "| ОРК | Занятие из НКЗ | Знания | Умения | Личностные |\n|---|---|---|---|---|\n"


def parse(printed: str) -> Parsed:
    return framework_markdown.parse(text.read(printed), "ork-x")


def row(*, knowledge: str) -> FrameworkLevel:
    """The row of a small table."""
    (found,) = parse(f"{TABLE}| 4 | 4321-1-001 Кладовщик | {knowledge} | учет | такт |\n").framework_levels
    return found


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("- Приборы; - Правила работ - Основы геологии;", ["Приборы", "Правила работ", "Основы геологии"]),
        ("- Приборы; - Карта дороги Алматы - Астана;", ["Приборы", "Карта дороги Алматы - Астана"]),
    ],
)
def test_a_dash_without_an_end_mark_before_it_opens_an_item_only_after_a_common_word(
    printed: str, items: list[str]
) -> None:
    assert texts(row(knowledge=printed).knowledge) == items


def test_a_bullet_broken_by_a_page_after_a_semicolon_in_a_bracket_is_put_together() -> None:
    page = "| | | 35);<br>порядок карантина | | |\n"
    first = "| 4 | 4321-1-001 Кладовщик | закон (статьи 8, 10; | учет | такт |\n"
    (level,) = parse(TABLE + first + "\n" + page).framework_levels
    assert texts(level.knowledge) == ["закон (статьи 8, 10; 35)", "порядок карантина"]
