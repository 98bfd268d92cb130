"""Lines of qualification characteristics become sentences, duties, knowledge and requirements."""

import pytest

from tests.corpus.characteristics_texts import duties, one


def knowledge(text: str) -> list[str]:
    return [item.text for item in one(f"Параграф 1. Диспетчер\n\n2. Должен знать:\n\n{text}").knowledge]


def requirements(text: str) -> list[str]:
    head = "Параграф 1. Диспетчер\n\n3. Требования к квалификации:\n\n"
    return [item.text for item in one(head + text).qualification_requirements]


# Sentences over several lines


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("разрабатывает тематику семинаров по", "повышению уровня персонала;"),
        ("способствует рациональному использованию и", "развитию знаний;"),
        ("принимает заявления (социальные,", "трудовые) и жалобы;"),
        ("проводит подготовку по лечебной", "физкультуре;"),
        ("осуществляет контроль за качеством", "предоставляемых услуг;"),
        ("действует в соответствии с подпунктом", "5) статьи 12 Кодекса;"),
    ],
)
def test_a_sentence_broken_by_a_blank_line_is_joined(before: str, after: str) -> None:
    assert duties(f"{before}\n\n{after}\n\nведет учет.") == [f"{before} {after}".rstrip(";"), "ведет учет"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("оказывает помощь нуждающимся в услугах", "способствует созданию условий;"),
        ("ведет журнал (реестр)", "при необходимости вызывает врача;"),
        ("ведет прием граждан,", "выдает справки;"),
    ],
)
def test_a_duty_without_its_end_mark_does_not_swallow_the_next(before: str, after: str) -> None:
    assert duties(f"{before}\n\n{after}") == [before.rstrip(","), after.rstrip(";")]


@pytest.mark.parametrize("after", ["Закон о языках;", "основы психологии;"])
def test_an_act_without_its_end_mark_does_not_swallow_the_next(after: str) -> None:
    assert knowledge(f"Социальный кодекс\n{after}") == ["Социальный кодекс", after.rstrip(";")]


def test_a_page_number_does_not_break_a_sentence() -> None:
    text = "основы логистики, экономики и организации\n12\n\nперевозок;\nправила безопасности."
    assert knowledge(text) == ["основы логистики, экономики и организации перевозок", "правила безопасности"]


# Items


def test_duties_on_one_line_are_split_where_each_has_a_predicate() -> None:
    assert duties("проверяет сроки документов; принимает заявление.") == [
        "проверяет сроки документов",
        "принимает заявление",
    ]


def test_parts_that_share_one_predicate_stay_one_duty() -> None:
    text = "выявляет одиноких граждан; детей с инвалидностью, проживающих в зоне обслуживания"
    assert duties(f"{text};\nведет учет.") == [text, "ведет учет"]


def test_knowledge_on_one_line_is_split_but_not_inside_brackets() -> None:
    assert knowledge("основы права; виды фондов (карты; ноты) и их учет.") == [
        "основы права",
        "виды фондов (карты; ноты) и их учет",
    ]


def test_duties_told_in_sentences_are_split() -> None:
    assert duties("Организует работу водителей. Оформляет путевые листы.") == [
        "Организует работу водителей",
        "Оформляет путевые листы",
    ]


@pytest.mark.parametrize("lead_in", ["осуществляет:", "координирует работу по разработке мероприятий по:"])
def test_a_lead_in_that_says_nothing_is_dropped(lead_in: str) -> None:
    assert duties(f"{lead_in}\n\nпрофессиональному обучению;\n\nпереселению граждан.") == [
        "профессиональному обучению",
        "переселению граждан",
    ]


def test_a_lead_in_that_says_something_is_kept() -> None:
    assert duties("оказывает консультативные услуги детям по вопросам:\n\nправ ребенка;\n\nопеки.") == [
        "оказывает консультативные услуги детям по вопросам",
        "прав ребенка",
        "опеки",
    ]


def test_a_colon_inside_a_duty_is_no_lead_in() -> None:
    text = "оказывает доврачебную помощь: измеряет температуру"
    assert duties(f"{text};") == [text]


def test_numbers_bullets_and_letters_are_taken_off() -> None:
    assert duties("1) ведет учет;\n- выдает справки;\nа) хранит дела.") == [
        "ведет учет",
        "выдает справки",
        "хранит дела",
    ]


# Requirements


def test_the_level_is_carried_into_each_category() -> None:
    text = "специалист высшего уровня квалификации:\n\nпервой категории – высшее образование;\n\nбез категории: высшее."
    assert requirements(text) == [
        "специалист высшего уровня квалификации: первой категории – высшее образование",
        "специалист высшего уровня квалификации: без категории: высшее",
    ]


def test_levels_and_categories_on_one_line_are_cut() -> None:
    text = "специалист среднего уровня квалификации: первой категории: стаж 2 года; без категории: стаж 1 год."
    assert [entry.rpartition(": ")[2] for entry in requirements(text)] == ["стаж 2 года", "стаж 1 год"]


def test_requirements_on_the_line_of_the_label_are_read() -> None:
    position = one("Параграф 1. Диспетчер\n\n3. Требования к квалификации: высшее образование.")
    assert [item.text for item in position.qualification_requirements] == ["высшее образование"]
