"""Frameworks from PDF as Markdown: small excerpts, whole documents of four sectors, and the real one."""

import json
from pathlib import Path

import pytest

from corpus.cards import FrameworkLevel, Parsed
from corpus.parsers.markdown.codes import Coded, coded_titles
from corpus.parsers.markdown.framework import parse, recognises
from corpus.parsers.markdown.html import pieces
from corpus.parsers.markdown.items import read_items
from corpus.parsers.markdown.map import entries_of, map_levels
from corpus.parsers.markdown.occupations import read_occupations
from corpus.parsers.markdown.rows import split_cells
from corpus.parsers.markdown.subgroups import subgroup_name
from corpus.parsers.markdown.terms import split_term
from corpus.parsers.markdown.values import levels_of
from corpus.readers.text import read

DATA = Path(__file__).parents[1] / "data" / "framework_markdown"
DOCUMENTS = Path(__file__).parents[2] / "corpus" / "data" / "documents"
FAMILY = DOCUMENTS / "002_5c0d0e2c64f3f649.txt"
SECTORS = sorted(path.stem for path in (DATA / "sources").glob("*.txt"))
LISTS = ("knowledge", "skills", "professional_competences", "personal_competences")
HEADER = "Уровень ОРК\tУровень НРК\tЗанятие из НКЗ\tСтадии\tРоль\tЗнания\tУмения (Навыки)\tЛичностные компетенции"


def items(*pages: str, by_comma: bool = False) -> list[str]:
    """Item texts of one cell over its pages."""
    parts = [(line, text) for line, text in enumerate(pages, start=1)]
    return [item.text for item in read_items([parts], by_comma=by_comma).items]


def framework(*lines: str) -> Parsed:
    return parse(read("\n".join(("## 8. Описание уровней ОРК", "", HEADER, *lines))), "ork-x")


def texts(row: FrameworkLevel, name: str) -> list[str]:
    return [item.text for item in getattr(row, name)]


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


def test_a_continuation_row_belongs_to_the_row_above_even_after_a_rule() -> None:
    parsed = framework(
        "5-6\t5-6\t2635-5-001 Консультант\tИсполнение\tОказание\t- Закон Республики\t• Сбор\t1. Такт",
        "--\t--\t--\t--\t--\t--\t--\t--",
        "",
        "\t\t\t\t\tКазахстан.\t",
        "4\t4\t2635-6-005 Специалист\tИсполнение\tОказание\t- Кодекс\t• Прием\t1. Честность",
    )
    assert [row.line for row in parsed.framework_levels] == [4, 8]
    assert texts(parsed.framework_levels[0], "knowledge") == ["Закон Республики Казахстан"]
    assert parsed.framework_levels[0].levels == (5, 6)


def test_a_merged_level_is_inferred_and_said_so() -> None:
    parsed = framework(
        "5\t5\t2635-5-001 Консультант\tИсполнение\tОказание\t- Закон\t- Сбор\t- Такт",
        "\t\t2635-5-002 Помощник\tИсполнение\tОказание\t- Кодекс\t- Прием\t- Честность",
    )
    assert [(row.levels, row.levels_basis) for row in parsed.framework_levels] == [
        ((5,), "printed"),
        ((5,), "inferred"),
    ]
    assert [problem.kind for problem in parsed.problems] == ["level-carried"]


def test_a_lost_level_is_taken_from_the_national_one() -> None:
    row = framework("\t6\t2635-5-001 Консультант\tИсполнение\tОказание\t- Закон\t- Сбор\t- Такт").framework_levels[0]
    assert (row.levels, row.levels_basis, row.national_levels) == ((6,), "inferred", (6,))


def test_a_numbered_heading_between_rows_is_a_subgroup() -> None:
    line = "4\t4\t{}\tИсполнение\tОказание\t- Закон\t- Сбор\t- Такт"
    parsed = framework(line.format("2635-5-001 A"), "", "### 2. Склады", "", line.format("2635-5-002 Б"))
    assert [row.subgroup for row in parsed.framework_levels] == [None, "Склады"]


def test_a_lost_column_name_is_found_by_the_usual_order() -> None:
    line = "4\t4\t2635-5-001 Консультант\tИсполнение\tОказание\t- Закон\t- Сбор\t- Такт"
    parsed = parse(read(HEADER.replace("Знания", "") + "\n" + line), "ork-x")
    assert texts(parsed.framework_levels[0], "knowledge") == ["Закон"]
    assert [problem.kind for problem in parsed.problems] == ["column-unnamed"]


def test_a_shifted_map_row_is_read_by_content() -> None:
    cells = ["7", "", "2635-6", "Балаларды қорғау", "", "Специалисты - профессионалы", "", "2635-6-010", "Специалист"]
    group, occupation = entries_of(cells)
    assert (group.code, group.kazakh, group.russian) == ("2635-6", "Балаларды қорғау", "Специалисты - профессионалы")
    assert (occupation.code, occupation.russian) == ("2635-6-010", "Специалист")
    assert map_levels(cells) == ()
    assert map_levels(["1", "2635-5-001", "Консультант", "4", "5-6", "5-6"]) == (5, 6)


def test_a_document_without_a_level_table_is_not_recognised() -> None:
    blocks = read("# Отраслевая рамка квалификаций\n\nТекст о рамке.\n")
    assert recognises(blocks) == 0.0
    assert [problem.kind for problem in parse(blocks, "ork-x").problems] == ["no-level-table"]


@pytest.mark.parametrize("sector", SECTORS)
def test_a_document_of_another_sector_is_read_in_full(sector: str) -> None:
    blocks = read((DATA / "sources" / f"{sector}.txt").read_text(encoding="utf-8"))
    truth = json.loads((DATA / "groundtruth" / f"{sector}.json").read_text(encoding="utf-8"))
    parsed = parse(blocks, "ork-x")
    assert recognises(blocks) >= 0.75
    for row, expected in zip(parsed.framework_levels, truth["level_rows"], strict=True):
        given = {
            "subgroup": row.subgroup,
            "levels": list(row.levels),
            "national": list(row.national_levels),
            "stage": row.stage,
            "role": row.role,
            "occupations": [[o.code, o.title] for o in row.occupations],
            **{name: texts(row, name) for name in LISTS},
        }
        assert given == expected
    proposed = [named.title for named in parsed.named_professions if named.relation == "proposed"]
    assert proposed == truth["proposed"]
    assert [term.term for term in parsed.terms] == truth["terms"]
    assert [coded.code for coded in parsed.codes] == truth["codes"]
    assert [[g.code, g.title, g.title_kk] for g in parsed.groups] == truth["groups"]
    assert {str(row.level): list(row.titles) for row in parsed.grid} == truth["grid"]


@pytest.fixture(scope="module")
def family() -> Parsed:
    return parse(read(FAMILY.read_text(encoding="utf-8")), "ork-family-2024")


def test_the_family_framework_has_its_counts(family: Parsed) -> None:
    counts = [
        (row.line, row.occupations[0].code, row.levels, *(len(getattr(row, name)) for name in LISTS))
        for row in family.framework_levels
    ]
    assert counts == [
        (433, "2635-5-001", (5, 6), 13, 4, 0, 13),
        (442, "2635-5-002", (5, 6), 14, 5, 0, 12),
        (451, "2635-6-005", (4, 5), 5, 11, 0, 11),
        (457, "2635-6-010", (4, 5), 6, 11, 0, 11),
        (465, "2635-7-006", (4, 5), 6, 11, 0, 11),
    ]
    assert len(family.terms) == 15
    assert len(family.codes) == 10
    assert [row.level for row in family.grid] == [8, 7, 6, 5, 4, 3, 2]


def test_the_family_framework_has_the_items_of_the_truth(family: Parsed) -> None:
    truth = json.loads((DATA / "groundtruth" / "family_rows.json").read_text(encoding="utf-8"))
    expected = {tuple(row["occupation"]): row for row in truth}
    checked = 0
    for row in family.framework_levels:
        gold = expected.get((row.occupations[0].code, row.occupations[0].title))
        if gold is not None:
            checked += 1
            for name in ("knowledge", "skills", "personal_competences"):
                assert texts(row, name) == [item for group in gold[name] for item in group["items"]]
    assert checked == 2


def test_the_shifted_map_gives_groups_with_kazakh_names(family: Parsed) -> None:
    names = {group.code: group.title_kk for group in family.groups}
    assert sorted(filter(None, names)) == ["2635", "2635-5", "2635-6", "2635-7"]
    assert names["2635-6"] == "Балаларды қорғау саласындағы әлеуметтік жұмыс жөніндегі кәсіби мамандар"
    assert [p.line for p in family.problems if p.kind == "map-level-lost"] == [484]


def test_a_title_cut_in_the_grid_is_put_together(family: Parsed) -> None:
    level = next(row for row in family.grid if row.level == 5)
    assert level.titles[0].endswith("семьям лицам с алкогольной зависимостью")
    assert len(level.titles) == 5


@pytest.mark.parametrize("path", [FAMILY, *sorted((DATA / "sources").glob("*.txt"))], ids=lambda path: path.stem)
def test_every_line_is_used_once(path: Path) -> None:
    blocks = read(path.read_text(encoding="utf-8"))
    uses = parse(blocks, "ork-x").uses
    assert [use.line for use in uses] == [block.line for block in blocks]
    assert not [use for use in uses if use.use == "unrecognised"]
