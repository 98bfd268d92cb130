"""What of a text says nothing of the work: whole statements, their last clauses, or not at all."""

import pytest

from matching.reading import read


def aside(text: str, kind: str = "vacancy") -> list[str]:
    """What is set aside of the lines behind a title."""
    return [s.text for s in read(f"Специалист\n{text}", kind=kind).statements[1:] if s.boilerplate]


@pytest.mark.parametrize(
    "line",
    [
        "расчёт заработной платы, премий и отпускных",
        "администрирование программ ДМС, соцпакета и бонусов",
        "составлять графики дежурств и отпусков санитарок",
        "График дежурств, замены, отпуска – всё это ваше",
        "консультирование граждан по телефону, WhatsApp",
        "звонить семьям, писать планы сопровождения",
        "звоните в опеку, школу и больницу вместе с семьёй",
        "докладывать врачу, готовить доклады акиму",
        "приём заявлений на пособие на оздоровление",
        "вести корпоративный портал и канал в телеграме",
        "официальное трудоустройство безработных на субсидируемые места",
        "проводить корпоративы, юбилеи и семейные праздники",
        "айлық есеп тапсыру, кесте толтыру",
    ],
)
def test_a_word_of_pay_or_hours_inside_a_duty_sets_nothing_aside(line: str) -> None:
    assert aside(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Петропавловск | 120 000 – 140 000 ₸ | 5/2",
        "от 135 000 до 160 000 ₸ на руки",
        "Рудный, ТОО «Горняк Север», 300 000 тг",
        "Астана, центр «Дом для тех, кто рядом», 5/2",
        "Белая зарплата, отпуск, корпоративная связь",
        "Оклад согласно штатному расписанию",
        "ДМС, бонус 30 % за год, служебный авто",
        "График плавающий, суббота рабочая",
        "Сутки через двое, форма выдаётся",
        "Оформление по ТК РК, дружный коллектив",
        "Присылайте резюме на почту",
        "Түйіндемені Enbek.kz арқылы жіберіңіз",
        "Кто пьёт не звоните",
        "Жалақы 150 000 тг, 1/3 кесте",
    ],
)
def test_what_an_employer_offers_is_set_aside_whole(line: str) -> None:
    assert aside(line) == [line]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("Мыть палаты, кормить, менять бельё, график 1/3, зп 180 000 тг", "график 1/3, зп 180 000 тг"),
        ("Убирать комнаты и стирать бельё – оплата 8 000 тг в день", "оплата 8 000 тг в день"),
        ("Ухаживать за лежачими, опыт обязателен!!! звоните 8 777 000 00 00", "звоните 8 777 000 00 00"),
        ("Қарттарды тамақтандыру, киіндіру, серуендету, жалақы 180 000 тг", "жалақы 180 000 тг"),
        ("Умение работать в команде, санкнижка, график 3/3", "график 3/3"),
    ],
)
def test_an_offer_behind_a_duty_is_cut_off(line: str, offered: str) -> None:
    assert aside(line) == [offered]


@pytest.mark.parametrize(
    "line", ["ДМС, каско, страхование имущества", "зарплата, налоги, отчёты", "график смен, табель"]
)
def test_bare_words_of_pay_name_work_in_a_cv_and_under_duties(line: str) -> None:
    assert aside(line, kind="cv") == []
    assert aside(f"Обязанности:\n{line}") == []


def test_sums_and_hours_are_set_aside_in_a_cv_and_under_duties() -> None:
    cv = "Зарплата от 250 000\nПолная занятость"
    assert aside(cv, kind="cv") == cv.split("\n")
    assert aside("Обязанности:\nприём граждан\nОклад 300 000 тг, 5/2") == ["Оклад 300 000 тг, 5/2"]


def test_conditions_stay_set_aside_whatever_they_say() -> None:
    assert aside("Условия:\nофис в центре, гибрид\nобеды") == ["офис в центре, гибрид", "обеды"]


def test_pieces_of_a_statement_lie_where_they_stand_in_the_text() -> None:
    text = "Санитарка\nМыть палаты, кормить, менять бельё; график 1/3, опыт не нужен, научим всему за неделю"
    statements = read(text, kind="vacancy").statements
    assert [text[s.start : s.end] for s in statements] == [s.text for s in statements]
