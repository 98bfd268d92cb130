"""Standards of other sectors as page text: other labels, orders, lists, lost borders."""

from itertools import pairwise

import pytest

from corpus.cards import Card, Parsed
from corpus.parsers.standard import page as standard_page
from corpus.readers import text
from tests.corpus.other_sectors import sectors, source, texts, truth
from tests.corpus.standards_truth import fields, poor_cards, wanted_fields

FORM = "standard_page"
HEAD = (
    "\t\nКарточка профессии\n\t\nДояр\n\n\t\nКод профессии\n\t\n6121-0-003\n\n\t\nУровень квалификации по ОРК\n\t\n3\n"
)
LISTS = (
    "\n\t\nТрудовая функция 1: Доение\n\t\nЗадача 1: Доить\n\t\nУмения:\n{skills}\n\t\n\t\n\t\nЗнания:\n{knowledge}\n"
)


def parse(source_: str) -> Parsed:
    return standard_page.parse(text.read(source_), "ps-x")


def card(*, skills: str = "1. Доить.", knowledge: str = "1. Гигиена.", tail: str = "") -> Card:
    """A small card with one task."""
    (found,) = parse(HEAD + LISTS.format(skills=skills, knowledge=knowledge) + tail).cards
    return found


@pytest.mark.parametrize("sector", sectors(FORM))
def test_documents_of_other_sectors_are_read(sector: str) -> None:
    gold = truth(FORM, sector)
    read = parse(source(FORM, sector)).cards
    assert [fields(c) for c in read] == [wanted_fields(c) for c in gold]
    assert poor_cards(read, gold) == []


@pytest.mark.parametrize("sector", sectors(FORM))
def test_every_line_is_used_once(sector: str) -> None:
    used = parse(source(FORM, sector)).uses
    assert all(a.line < b.line for a, b in pairwise(used))
    assert not [u for u in used if u.use == "unread"]


@pytest.mark.parametrize("sector", sectors(FORM))
def test_the_form_is_told_from_the_columns(sector: str) -> None:
    assert standard_page.recognises(text.read(source(FORM, sector))) > 0.5


@pytest.mark.parametrize("sector", sectors(FORM))
def test_a_document_cut_short_is_read_as_far_as_it_goes(sector: str) -> None:
    whole = source(FORM, sector)
    before = 0
    for tenth in range(11):
        cards = parse(whole[: len(whole) * tenth // 10]).cards
        assert len(cards) >= before
        before = len(cards)


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("1) вести поиск; 2) составлять план.", ["вести поиск", "составлять план"]),
        ("2.1. Искать. 2.2. Вести учет.", ["Искать", "Вести учет"]),
        ("1.1. Искать.\n1.2 Составлять план", ["Искать", "Составлять план"]),
        ("а) искать;\nб) составлять.", ["искать", "составлять"]),
        ("✓ Искать;\n✓ Составлять", ["Искать", "Составлять"]),
        ("1. Искать по запросу\n\nи по спискам.", ["Искать по запросу и по спискам"]),
        ("Отсутствуют", []),
    ],
)
def test_lists_are_cut_into_items(printed: str, items: list[str]) -> None:
    assert texts(card(skills=printed).functions[0].tasks[0].skills) == items


def test_whether_a_skill_is_recognised_is_no_knowledge() -> None:
    found = card(knowledge="1. Гигиена.\n\t\n\t\n\t\nВозможность признания навыка:\n\t\nРекомендуется")
    assert texts(found.functions[0].tasks[0].knowledge) == ["Гигиена"]


def test_text_behind_the_cards_belongs_to_no_card() -> None:
    tail = "\n\t\nСвязь с другими профессиями в рамках ОРК\n\t\n4 уровень\n\t\nБригадир\n\n Глава 4. Технические данные\n\n"
    assert [r.title for r in card(tail=tail + "      5. Разработчик: министерство.\n").related] == ["Бригадир"]


@pytest.mark.parametrize(
    "row",
    [
        "\n\t\nСвязь с другими профессиями в рамках ОРК\n\t\n4 уровень – Бригадир; Техник\n",
        "\n\t\nСвязь с другими профессиями в рамках ОРК\n\t\nБригадир (4 уровень ОРК)\n\nТехник – 4 уровень\n",
        "\n\t\nСвязь с другими профессиями в рамках ОРК:\n\t\nУровень ОРК:\n\t\nНаименование профессии:\n"
        "\n\t\n4\n\t\nБригадир\n\n\t\n4\n\t\nТехник\n",
    ],
)
def test_levels_of_related_professions_are_read(row: str) -> None:
    assert [(r.level, r.title) for r in card(tail=row).related] == [(4, "Бригадир"), (4, "Техник")]


def test_a_document_without_cards_is_no_failure() -> None:
    assert parse("\t\nПриказ\n\n\t\nО чём-то ином.\n").cards == ()
