"""Characteristics of other sectors: told in sentences, numbered, bulleted, wrapped, with other labels."""

import pytest

from corpus.cards import Parsed
from corpus.parsers.characteristics import parser as characteristics
from corpus.readers import text
from tests.corpus.other_sectors import (
    MIN_F1,
    cut_anywhere,
    item_f1,
    norm,
    position_fields,
    sectors,
    source,
    texts,
    truth,
)

FORM = "characteristics"


def parse(printed: str) -> Parsed:
    return characteristics.parse(text.read(printed), "tkh-x")


def section(label: str, printed: str) -> Parsed:
    """A document of one position with one section."""
    return parse(f"Параграф 1. Диспетчер\n\n1. {label}:\n\n{printed}")


@pytest.mark.parametrize("sector", sectors(FORM))
def test_documents_of_other_sectors_are_read(sector: str) -> None:
    gold = truth(FORM, sector)
    found = parse(source(FORM, sector)).positions
    assert [position_fields(p) for p in found] == [(norm(g["title"]), g["category"], g["paragraph"]) for g in gold]
    for position, right in zip(found, gold, strict=True):
        assert item_f1(texts(position.skills), right["duties"]) >= MIN_F1, position.title
        assert item_f1(texts(position.knowledge), right["knowledge"]) >= MIN_F1, position.title
        assert position.qualification_requirements, position.title


@pytest.mark.parametrize("sector", sectors(FORM))
def test_a_document_cut_anywhere_is_read_as_far_as_it_goes(sector: str) -> None:
    for part in cut_anywhere(FORM, sector):
        lines = [block.line for block in text.read(part)]
        assert [use.line for use in parse(part).uses] == lines


def test_a_section_without_a_line_is_doubted() -> None:
    parsed = parse("Параграф 1. Диспетчер\n\n1. Должностные обязанности:\n\n2. Должен знать:\n\nправила.")
    assert "section-empty" in {problem.kind for problem in parsed.problems}


def test_a_position_below_a_repealed_paragraph_is_kept_without_its_lost_heading() -> None:
    parsed = parse("Параграф 1. Исключен приказом № 7.\n\n1. Должностные обязанности:\n\nведет учет.")
    assert [(p.title, texts(p.skills)) for p in parsed.positions] == [("", ["ведет учет"])]
    assert "title-missing" in {problem.kind for problem in parsed.problems}


def test_a_stray_line_below_a_repealed_paragraph_is_booked() -> None:
    parsed = parse("Параграф 1. Диспетчер\n\n1. Обязанности:\n\nучет.\n\nПараграф 2. Исключен приказом № 7.\n\nРа")
    assert [use.line for use in parsed.uses] == [1, 3, 5, 7, 9]


@pytest.mark.parametrize("label", ["2. Знать:", "2. Знать", "Необходимые знания:"])
def test_more_spellings_of_the_knowledge_label_are_read(label: str) -> None:
    position = parse(
        f"Параграф 1. Диспетчер\n\n1. Обязанности:\n\nведет учет.\n\n{label} схемы сети; нормы."
    ).positions[0]
    assert texts(position.knowledge) == ["схемы сети", "нормы"]


def test_a_misspelt_label_may_end_with_a_full_stop() -> None:
    position = parse("1. Диспетчер\n\nДолжностные обязаности. Ведет учет. Выдает справки.").positions[0]
    assert texts(position.skills) == ["Ведет учет", "Выдает справки"]


@pytest.mark.parametrize("heading", ["1) в области эксплуатации:", "по вопросам охраны труда:"])
def test_a_heading_of_a_part_of_the_list_is_no_duty(heading: str) -> None:
    position = section("Должностные обязанности", f"{heading}\n- проводит осмотры;\n- ведет журнал.").positions[0]
    assert texts(position.skills) == ["проводит осмотры", "ведет журнал"]


def test_a_semicolon_in_an_open_bracket_ends_no_duty() -> None:
    printed = "1) утверждает графики (плановые;\nвнеплановые);\n2) ведет учет."
    position = section("Должностные обязанности", printed).positions[0]
    assert texts(position.skills) == ["утверждает графики (плановые; внеплановые)", "ведет учет"]
