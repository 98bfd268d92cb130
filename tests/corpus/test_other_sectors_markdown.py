"""Frameworks of other sectors as Markdown: Kazakh names, columns apart, lists cut by pages."""

import pytest

from corpus.cards import FrameworkLevel, Parsed
from corpus.parsers.markdown import framework as framework_markdown
from corpus.readers import text
from tests.corpus.other_sectors import item_f1, row_fields, sectors, source, texts, truth, wanted_row_fields

FORM = "framework_markdown"
LISTS = ("knowledge", "skills", "professional_competences", "personal_competences")
TABLE = "| ОРК | Занятие из НКЗ | Знания | Умения | Личностные |\n|---|---|---|---|---|\n"


def parse(printed: str) -> Parsed:
    return framework_markdown.parse(text.read(printed), "ork-x")


def row(*, knowledge: str) -> FrameworkLevel:
    """The row of a small table."""
    (found,) = parse(f"{TABLE}| 4 | 4321-1-001 Кладовщик | {knowledge} | учет | такт |\n").framework_levels
    return found


@pytest.mark.parametrize("sector", sectors(FORM))
def test_documents_of_other_sectors_are_read(sector: str) -> None:
    gold = truth(FORM, sector)
    found = parse(source(FORM, sector)).framework_levels
    assert [row_fields(r) for r in found] == [wanted_row_fields(g) for g in gold]
    for read, right in zip(found, gold, strict=True):
        for name in LISTS:
            assert item_f1(texts(getattr(read, name)), right[name]) >= 0.99, (read.line, name)


@pytest.mark.parametrize("sector", sectors(FORM))
def test_the_form_is_recognised(sector: str) -> None:
    assert framework_markdown.recognises(text.read(source(FORM, sector))) >= 0.9


@pytest.mark.parametrize("sector", sectors(FORM))
def test_a_document_cut_anywhere_is_read_as_far_as_it_goes(sector: str) -> None:
    whole = source(FORM, sector)
    for twentieth in range(1, 20):
        cut = len(whole) * twentieth // 20
        for part in (whole[:cut], whole[cut:]):
            lines = [block.line for block in text.read(part)]
            assert [use.line for use in parse(part).uses] == lines


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
