"""Cells of a framework as Markdown: items, levels, codes, names of subgroups, terms."""

import pytest

from corpus.parsers.markdown.codes import Coded, coded_titles
from corpus.parsers.markdown.html import pieces
from corpus.parsers.markdown.items import read_items
from corpus.parsers.markdown.occupations import read_occupations
from corpus.parsers.markdown.rows import split_cells
from corpus.parsers.markdown.subgroups import subgroup_name
from corpus.parsers.markdown.terms import split_term
from corpus.parsers.markdown.values import levels_of


def items(*pages: str, by_comma: bool = False) -> list[str]:
    """Item texts of one cell over its pages."""
    parts = [(line, text) for line, text in enumerate(pages, start=1)]
    return [item.text for item in read_items([parts], by_comma=by_comma).items]


# Items of a cell: mark-up → texts, one behaviour a line. « | » is a page break.
CELLS = {
    "dashes in one line": (
        "Законодательная база: - Конституция РК; - Социальный Кодекс РК.",
        ["Конституция РК", "Социальный Кодекс РК"],
    ),
    "numbers without end marks": (
        "1. Тактичность 2. Умение управлять временем (тайм-менеджмент) 3. Ответственность",
        ["Тактичность", "Умение управлять временем (тайм-менеджмент)", "Ответственность"],
    ),
    "a dash between words is text": (
        "- Специалисты - профессионалы; - тайм- менеджмент",
        ["Специалисты - профессионалы", "тайм- менеджмент"],
    ),
    "a number after a reference is text": (
        "1. Положения ст. 2. Кодекса; 2. Правила",
        ["Положения ст. 2. Кодекса", "Правила"],
    ),
    "bullets under numbered headings": (
        "1. Сбор данных: • Сбор данных заявителей. 2. Прием: • Ведение беседы;",
        ["Сбор данных заявителей", "Ведение беседы"],
    ),
    "a number after a full stop": (
        "3. Поиск: • Поиск в соответствии | <p>с Кодексом РК.  4. Заполнение базы:</p> <ul> <li>• Работа с базами;</li> </ul>",
        ["Поиск в соответствии с Кодексом РК", "Работа с базами"],
    ),
    "three phrases in one bullet stay one item": (
        "• Определение вопроса, риска; Подбор специалиста (-ов); Перенаправление",
        ["Определение вопроса, риска; Подбор специалиста (-ов); Перенаправление"],
    ),
    "a bullet with a colon for its semicolon": (
        "<ul><li>• Работа с базами:</li></ul> | <ul><li>• Ведение беседы.</li></ul> <p>5. Меры:</p> <p>• Сбор.</p>",
        ["Работа с базами", "Ведение беседы", "Сбор"],
    ),
    "two headings in a cell": (
        "- Закон «О семье». <p>Предпочтительные знания:</p> <ol><li>1. Медиация;</li> <li>2. Психология</li></ol>",
        ["Закон «О семье»", "Медиация", "Психология"],
    ),
    "a heading in the line of an item": (
        "- Закон «О семье». Предпочтительные знания: 1. Медиация; 2. Психология",
        ["Закон «О семье»", "Медиация", "Психология"],
    ),
    "an item cut by the page": (
        "- Закон Республики | <p>Казахстан от 4 декабря 2009 года;</p> <p>- Кодекс</p>",
        ["Закон Республики Казахстан от 4 декабря 2009 года", "Кодекс"],
    ),
    "a bullet cut between list and paragraph": (
        "<ul> <li>• Привлечение</li> </ul> | <p>других специалистов (юристов и т.д.);</p> <ul> <li>• Сбор</li> </ul>",
        ["Привлечение других специалистов (юристов и т.д.)", "Сбор"],
    ),
    "capitals after the page break": (
        "<ol><li>10. Тактичность</li><li>11. Эмоциональная</li></ol> | <p>ОТЗЫВЧИВОСТЬ</p>",
        ["Тактичность", "Эмоциональная ОТЗЫВЧИВОСТЬ"],
    ),
    "a word cut by the page": ("- непредвиден- | ных ситуаций", ["непредвиденных ситуаций"]),
    "a compound cut by the page": ("- основы медико- | социальной экспертизы", ["основы медико-социальной экспертизы"]),
    "list tags without printed marks": (
        "<ol><li>Закон</li><li>Кодекс <b>РК</b></li></ol>",
        ["Закон", "Кодекс РК"],
    ),
    "a nested list": (
        "<ul><li>Оценка<ul><li>пульса</li><li>боли</li></ul></li><li>Уход</li></ul>",
        ["пульса", "боли", "Уход"],
    ),
    "semicolons without marks": (
        "знание права; умение (чтение; письмо); такт",
        ["знание права", "умение (чтение; письмо)", "такт"],
    ),
    "sentences without marks": (
        "Знание языка. Умение считать и т.д. быстро. Такт.",
        ["Знание языка", "Умение считать и т.д. быстро", "Такт"],
    ),
    "lines without marks": (
        "Доброта<br>Терпение<br>Умение слушать и<br>Слышать",
        ["Доброта", "Терпение", "Умение слушать и Слышать"],
    ),
    "a dash that says nothing": ("–", []),
    "less-than is no tag": ("- давление < 5 атм; - шум <b>до</b> 80 дБ", ["давление < 5 атм", "шум до 80 дБ"]),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_gives_its_items(name: str) -> None:
    cell, expected = CELLS[name]
    assert items(*cell.split(" | ")) == expected


def test_a_jump_in_the_numbering_is_doubtful() -> None:
    found = read_items([[(7, "1. Закон; 2. Кодекс; 4. Приказ")]])
    assert [(gap.line, gap.before, gap.after) for gap in found.gaps] == [(7, 2, 4)]
    assert [item.text for item in found.items] == ["Закон", "Кодекс", "Приказ"]


def test_commas_part_items_only_where_allowed() -> None:
    assert items("Такт, честность, терпение", by_comma=True) == ["Такт", "честность", "терпение"]
    assert items("Такт, честность, терпение") == ["Такт, честность, терпение"]


def test_a_footnote_mark_goes_and_a_unit_stays() -> None:
    assert [p.text for p in pieces("жизни семьи.<sup>1</sup><br>100 м<sup>2</sup>")] == ["жизни семьи.", "100 м2"]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("5-6", (5, 6)),
        ("4 – 6", (4, 5, 6)),
        ("5, 7", (5, 7)),
        ("5 уровень", (5,)),
        ("4.1-4.2", (4,)),
        ("VI", (6,)),
        ("2635", ()),
        ("Исполнение", ()),
    ],
)
def test_a_level_cell_gives_its_levels(text: str, levels: tuple[int, ...]) -> None:
    assert levels_of(text) == levels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2635-5-001 Консультант", [("2635-5-001", "Консультант")]),
        ("2635 – 5 – 001: Консультант", [("2635-5-001", "Консультант")]),
        ("Логист (2433-1-011)", [("2433-1-011", "Логист")]),
        (
            "2635 Специалисты 2635-5-001 Консультант (брак)",
            [("2635", "Специалисты"), ("2635-5-001", "Консультант (брак)")],
        ),
        ("Агротехник", [(None, "Агротехник")]),
    ],
)
def test_codes_and_titles_are_told_apart(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert coded_titles(text) == [Coded(code=code, title=title) for code, title in expected]


def test_codes_and_titles_in_two_columns_are_paired() -> None:
    found = read_occupations([[(1, "2433-1-011<br>2433-1-012")], [(1, "Логист<br>Агент")]])
    assert [(o.code, o.title) for o in found.occupations] == [("2433-1-011", "Логист"), ("2433-1-012", "Агент")]


@pytest.mark.parametrize(
    "text", ["**Подгруппа 2. «Склады»**", "### 5.2. Подгруппа «Склады»", "Профессиональная подгруппа: Склады", "Склады"]
)
def test_a_subgroup_loses_label_and_number(text: str) -> None:
    assert subgroup_name(text) == "Склады"


def test_lines_are_split_at_tabs_and_pipes() -> None:
    assert split_cells("5\t\t<b>x</b>") == ("5", "", "<b>x</b>")
    assert split_cells(r"| 5 | a \| b | |") == ("5", "a | b", "")
    assert split_cells("1. ВВЕДЕНИЕ .....\t3") is None


def test_brackets_hide_a_separator_from_terms() -> None:
    assert split_term("Классификатор (далее - НКЗ) – документ") == ("Классификатор (далее - НКЗ)", "документ")
