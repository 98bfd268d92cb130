"""Small cards in interleaved columns: page breaks, lost labels, lists that start again."""

from corpus.cards import Card, Parsed
from corpus.parsers.columns import standard as standard_columns
from corpus.readers.text import read

HEAD = """Карточка профессии "Кладовщик"

Код профессии 4321-0-001

Наименование профессии Кладовщик

Уровень квалификации по ОРК 3 (3.1., 3.2)

"""
TAIL = """
Требования к личностным
компетенциям

Внимательность, честность.

Связь с другими профессиями в
рамках ОРК 4 уровень

Заведующий складом.
Товаровед.

Связь с КС Кладовщик

Единый справочник.
"""


def parse(functions: str, head: str = HEAD) -> Parsed:
    """A small card around a functions part."""
    return standard_columns.parse(read(head + functions + TAIL), "ps-test")


def tree(card: Card) -> list[tuple[str | None, str, list[tuple[str | None, str, list[str], list[str]]]]]:
    """Functions, tasks and items of a card as plain tuples."""
    return [
        (
            function.number,
            function.title,
            [
                (task.number, task.title, [i.text for i in task.skills], [i.text for i in task.knowledge])
                for task in function.tasks
            ],
        )
        for function in card.functions
    ]


def test_a_label_after_a_page_break_does_not_split_the_sentence() -> None:
    found = parse(
        "Умения и навыки:\n1. Подать комплекс данных, \nдля обоснования признания \n\n\n\n"
        "Трудовая функция 1:\nУчет.\n\nЗадача 1:\nПриём.\n\nгражданина (семьи).\n2. Вести учет.\n\n"
        "Знания:\n1. Основы.\n"
    )
    skills = ["Подать комплекс данных, для обоснования признания гражданина (семьи)", "Вести учет"]
    assert tree(found.cards[0]) == [("1", "Учет", [("1", "Приём", skills, ["Основы"])])]


def test_a_title_behind_a_page_break_finds_its_label() -> None:
    found = parse(
        "Трудовая функция 1:\nЗадача:\nСодействие в оформлении \nи в выделении \n\n"
        "Умения и навыки:\n1. Помогать.\n\nЗнания:\n1. Нормативные правовые акты:\n\n\n\n"
        'Оказание услуг.\n\nнуждающимся помощи.\n\nЗакон "О труде".\n'
    )
    knowledge = ['Нормативные правовые акты: Закон "О труде"']
    task = (None, "Содействие в оформлении и в выделении нуждающимся помощи", ["Помогать"], knowledge)
    assert tree(found.cards[0]) == [("1", "Оказание услуг", [task])]


def test_head_rows_and_related_titles_are_read() -> None:
    card = parse("Задача:\nПриём.\n\nУмения:\n1. Считать.\n\nЗнания:\n1. Учет.\n").cards[0]
    assert (card.codes, card.levels, card.sublevels) == (("4321-0-001",), (3,), ("3.1", "3.2"))
    assert [(r.level, r.title) for r in card.related] == [(4, "Заведующий складом"), (4, "Товаровед")]
    assert (card.classifier_titles, card.classifier_link) == (("Кладовщик",), "Единый справочник")


def test_a_list_that_starts_again_without_its_heading_is_the_knowledge() -> None:
    found = parse(
        "Трудовая функция 1:\nУчет.\n\nЗадача:\nПриём.\n\nУмения:\n1. Считать.\n2. Писать.\n1. Нормы.\n2. Законы.\n"
    )
    assert tree(found.cards[0])[0][2][0][2:] == (["Считать", "Писать"], ["Нормы", "Законы"])
    assert "list-without-heading" in {p.kind for p in found.problems}


def test_a_task_whose_label_is_missing_keeps_its_title() -> None:
    found = parse(
        "Трудовая функция 1:\nУчет.\n\nЗадача 1:\nПриём.\n\nУмения:\n1. Считать.\n\nЗнания:\n1. Нормы.\n\n"
        "Выдача товара.\n\nУмения:\n1. Отпускать.\n\nЗнания:\n1. Законы.\n"
    )
    assert [task[1] for task in tree(found.cards[0])[0][2]] == ["Приём", "Выдача товара"]
    assert "task-without-label" in {p.kind for p in found.problems}


def test_a_document_without_cards_is_reported() -> None:
    parsed = standard_columns.parse(read("Приказ\n\nО чём-то ином.\n"), "ps-test")
    assert [p.kind for p in parsed.problems] == ["no-cards"]
