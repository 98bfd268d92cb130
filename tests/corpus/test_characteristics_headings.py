"""Headings and labels of qualification characteristics: positions, sections, chapters, what is repealed."""

import pytest

from corpus.parsers.characteristics.parser import parse
from corpus.readers.text import read
from tests.corpus.characteristics_texts import duties, one


@pytest.mark.parametrize(
    ("heading", "paragraph", "title"),
    [
        ("Параграф 4-1. Заместитель директора", "4-1", "Заместитель директора"),
        ("§ 2. Диспетчер:", "2", "Диспетчер"),
        ("ПАРАГРАФ 3 Методист", "3", "Методист"),
        (
            "Параграф 6. Руководитель подразделения\n(отдела, сектора) центра",
            "6",
            "Руководитель подразделения (отдела, сектора) центра",
        ),
        ("7. Кладовщик", "7", "Кладовщик"),
    ],
)
def test_position_headings_in_all_spellings(heading: str, paragraph: str, title: str) -> None:
    position = one(f"{heading}\n\n1. Должностные обязанности:\n\nведет учет.")
    assert (position.paragraph, position.title) == (paragraph, title)


@pytest.mark.parametrize(
    "label",
    ["5. Должен знать:", "Должна знать:", "ДОЛЖЕН ЗНАТЬ", "5. Доджен знать:", "Необходимо знать:", "5.\nДолжен знать:"],
)
def test_knowledge_labels_in_all_spellings(label: str) -> None:
    position = one(f"Параграф 1. Диспетчер\n\n{label}\n\nпорядок перевозок.")
    assert [item.text for item in position.knowledge] == ["порядок перевозок"]


def test_label_words_inside_a_duty_are_no_label() -> None:
    assert duties("осуществляет подбор кадров, определяет\nдолжностные обязанности сотрудников;\nведет учет.") == [
        "осуществляет подбор кадров, определяет должностные обязанности сотрудников",
        "ведет учет",
    ]


def test_sections_without_labels_are_found_by_what_they_say() -> None:
    text = "Параграф 1. Горничная\n\nубирает номера.\n\nСоциальный кодекс;\n\nвиды средств.\n\nвысшее образование."
    position = one(text)
    assert [len(x) for x in (position.skills, position.knowledge, position.qualification_requirements)] == [1, 2, 1]


def test_a_repealed_paragraph_gives_no_position_but_a_problem() -> None:
    text = "Параграф 1. Диспетчер\n1. Должностные обязанности:\nведет учет.\nПараграф 2. Исключен приказом № 7."
    parsed = parse(read(text), "d")
    assert [position.title for position in parsed.positions] == ["Диспетчер"]
    assert "position-repealed" in {problem.kind for problem in parsed.problems}


@pytest.mark.parametrize(
    ("chapter", "category"),
    [
        ("Глава 2. Типовые характеристики должностей специалистов организаций", "специалист"),
        ("Глава 1. Руководящие должности", "руководитель"),
        ("Раздел 3. Должности технических исполнителей", "служащий"),
        ("Глава 1. Должности руководителей и специалистов", "руководитель"),  # by the title
    ],
)
def test_the_chapter_names_the_category(chapter: str, category: str) -> None:
    parsed = parse(read(f"{chapter}\n\nПараграф 1. Директор\n\n1. Должностные обязанности:\nведет учет."), "d")
    assert parsed.positions[0].category == category
