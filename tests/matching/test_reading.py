"""Statements, sections, marks, language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language import language
from matching.reading import read
from matching.statements import statements
from matching.tables import rules

TABLES = (
    "sections", "boilerplate", "perks", "sentence_ends", "kind", "level", "negation", "required", "openings", "wish",
    "done",
)  # fmt: skip


def drawn(text: str) -> str:
    """Statements joined by bars."""
    return "|".join(s.text for s in statements(text))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("- мыть полы;\n- гладить бельё.", "мыть полы|гладить бельё."),
        ("1) приём граждан; 2) ведение дел", "приём граждан|2) ведение дел"),
        ("Уход за больным. Готовка еды.", "Уход за больным.|Готовка еды."),
        ("Работа в г. Алматы и т.д.", "Работа в г. Алматы и т.д."),
        ("кормление • прогулки • стирка", "кормление|прогулки|стирка"),
        ("\n \n", ""),
        ("***", ""),
        ("• Опыт\r\n• Диплом", "Опыт|Диплом"),
        ("Отчёты, склад, 1С. Последний год ухаживаю за мамой", "Отчёты, склад, 1С.|Последний год ухаживаю за мамой"),
        ("Машина, права B. Вежливый", "Машина, права B.|Вежливый"),
        ("Права категории В. Есть машина", "Права категории В.|Есть машина"),
        ("Курсы массажа 72 ч. Второй язык казахский", "Курсы массажа 72 ч.|Второй язык казахский"),
        ("Школа им. И. Алтынсарина, г. Семей", "Школа им. И. Алтынсарина, г. Семей"),
        ("| Психолог", "Психолог"),
        (
            "ищу работу сиделкой, опыт 3 г. в стационаре. могу с проживанием",
            "ищу работу сиделкой, опыт 3 г. в стационаре.|могу с проживанием",
        ),
        ("Ищу работу, опыт 3 г. в стационаре", "Ищу работу, опыт 3 г. в стационаре"),
    ],
)
def test_text_is_cut_into_statements(text: str, cut: str) -> None:
    assert drawn(text) == cut


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_quote_is_the_text_at_its_offsets(text: str) -> None:
    for s in read(text).statements:
        assert text[s.start : s.end] == s.text != ""


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_matches_its_example(table: str) -> None:
    for rule in rules(table):
        assert rule.pattern.search(rule.example), rule


def test_sections_are_told_by_their_heads() -> None:
    text = "Сиделка\nОбязанности: кормить\nТребования:\n- колледж\nУсловия:\n- соцпакет"
    assert [(s.section, s.text) for s in read(text).statements] == [
        ("title", "Сиделка"),
        ("duties", "кормить"),
        ("requirements", "колледж"),
        ("conditions", "соцпакет"),
    ]


@pytest.mark.parametrize(
    ("line", "section", "said"),
    [
        ("Умею работать с детьми: играю, пою", "skills", "Умею работать с детьми: играю, пою"),
        ("О насилии и помощи: читаю лекции", "", "О насилии и помощи: читаю лекции"),
        ("Талаптары: орта білім", "requirements", "орта білім"),
        ("Опыт работы", None, None),
    ],
)
def test_no_word_is_lost_behind_a_heading(line: str, section: str | None, said: str | None) -> None:
    found = read(f"Сиделка\n{line}", kind="vacancy").statements[1:]
    assert [(s.section, s.text) for s in found] == ([(section, said)] if said else [])


@pytest.mark.parametrize(
    ("line", "section", "said"),
    [
        ("Негізгі міндеттер: қарттарға күтім", "duties", "қарттарға күтім"),
        ("Лауазымдық міндеттері: есеп жүргізу", "duties", "есеп жүргізу"),
        ("Треб.: высшее медицинское", "requirements", "высшее медицинское"),
        ("Требования — диплом по соцработе", "requirements", "диплом по соцработе"),
        ("Жұмыс орны: аудандық аурухана", "experience", "аудандық аурухана"),
        ("Плюшки: спортзал", "conditions", "спортзал"),
        ("Аты-жөні: Асель", "personal", "Асель"),
        ("Телефон доверия: ночные дежурства", "", "Телефон доверия: ночные дежурства"),
        ("График приёма веду до 18:00", "", "График приёма веду до 18:00"),
        ("Опыт – девять лет", "", "Опыт – девять лет"),
    ],
)
def test_what_is_a_heading_and_what_is_none(line: str, section: str, said: str) -> None:
    (found,) = read(f"Сиделка\n{line}", kind="vacancy").statements[1:]
    assert (found.section, found.text) == (section, said)


@pytest.mark.parametrize("line", ["Образование: колледж", "Зарплата: 150 000 тг", "Контакты: Алматы"])
def test_a_heading_of_one_line_says_nothing_of_the_next(line: str) -> None:
    found = read(f"Сиделка\nТребования:\n{line}\nОпыт ухода за лежачими", kind="vacancy").statements
    assert (found[-1].section, found[-1].boilerplate) == ("requirements", "")


def test_a_line_of_personal_data_is_set_aside() -> None:
    statements = read("Сиделка\nТел. 8 701 000 45 18", masked="Сиделка\nТел. ▒ ▒▒▒ ▒▒▒ ▒▒ ▒▒").statements
    assert [s.boilerplate for s in statements] == ["", "personal"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Добрый день!\nНужны люди в ортопедическую мастерскую\nДелаем обувь",
            "Нужны люди в ортопедическую мастерскую",
        ),
        ("Вакансия\nг. Кызылорда\nСанитарка палатная\nУход за больными", "Санитарка палатная"),
        ("Салем всем!\nБассейнге жаттықтырушы керек, балалармен жұмыс.", ""),
        ("Инспектор, 5/2, до 13:00", "Инспектор, 5/2, до 13:00"),
        ("Вакансия: Психолог, 1 ставка\nПриём семей", "Психолог, 1 ставка"),
        ("ТОО «Шаг»\nДолжность — сиделка\nКормить, гулять", "сиделка"),
        ("ОФ «Қолдау»\nЛауазымы\nӘлеуметтік педагог\nМіндеттері: кеңес беру", "Әлеуметтік педагог"),
        ("Повар\nОпыт работы:\nДолжность: официант", "Повар"),
    ],
)
def test_a_title_stands_behind_greetings_and_places(text: str, title: str) -> None:
    assert read(text, kind="vacancy").title == title


def test_a_title_is_content_whatever_else_stands_in_it() -> None:
    assert [s.text for s in read("Инспектор, 5/2, до 13:00").content] == ["Инспектор, 5/2, до 13:00"]


def test_boilerplate_is_set_aside_with_its_reason() -> None:
    (_, pay, work) = read("Вакансия\nот 150 000 тг на руки\nУход за бабушкой").statements
    assert (pay.boilerplate, work.boilerplate) == ("salary", "")


def test_negation_and_demand_are_marked() -> None:
    one, two, three = read("a\nМедкнижка не требуется\nЗнание казахского обязательно\nПрава будут плюсом").statements[
        1:
    ]
    assert (one.negated, two.required, three.required) == (True, True, False)


@pytest.mark.parametrize(
    ("line", "denied"),
    [
        ("Опыт не нужен, нужно терпение к особым детям", ["Опыт не нужен"]),
        ("Опыт не нужен, научим", ["Опыт не нужен, научим"]),
        ("Медкнижка, справка не требуются", ["Медкнижка, справка не требуются"]),
        ("Колледж по социальной работе, опыт не важен", ["опыт не важен"]),
        ("Не требуется опыт, категория по этой специальности", ["Не требуется опыт, категория по этой специальности"]),
        ("Тәжірибе керек емес", ["Тәжірибе керек емес"]),
        ("Желательна категория", []),
    ],
)
def test_only_the_clause_with_the_negation_is_denied(line: str, denied: list[str]) -> None:
    statements = read(f"Сиделка\n{line}", kind="vacancy").statements[1:]
    assert [s.text for s in statements if s.negated] == denied
    assert ", ".join(s.text for s in statements) == line


def test_a_title_is_never_denied() -> None:
    assert not read("Массажист, без опыта").statements[0].negated


@pytest.mark.parametrize("line", ["Медкнижка не обязательна", "Категория не требуется", "Санат міндетті емес"])
def test_what_is_not_needed_is_not_required(line: str) -> None:
    assert read(f"Сиделка\n{line}", kind="vacancy").statements[1].required is not True


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Требуется социальный работник на дом", "ru"),
        ("Әлеуметтік қызметкер керек, қарттарға үйде көмек көрсету", "kk"),
        ("Social worker wanted for home care", "other"),
        ("12345 !!!", "other"),
    ],
)
def test_language_is_told(text: str, code: str) -> None:
    assert language(text) == code
