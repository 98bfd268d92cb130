"""Cells of frameworks of other sectors with tabs: spanning headers, rows on one line, code columns, Kazakh names."""

import pytest

from corpus.blocks import Block, BlockKind
from corpus.cards import FrameworkLevel, Parsed
from corpus.parsers.framework import tabs as framework_tabs
from corpus.parsers.framework.header import field_of, spanned_names
from corpus.readers import text
from tests.corpus.other_sectors import texts

HEADER = (
    "\tУровень ОРК\n\tЗанятие из НКЗ\n\tУровень НРК\n\tСтадия\n\tРоль\n\tЗнания\n\tНавыки\n\tЛичностные компетенции\n"
)
ROW = "\t4\n\t{occupations}\n\t4\n\tИсполнение\n\tОсновная деятельность\n\t{knowledge}\n\t- Вести учет\n\t- {traits}\n"


def parse(printed: str) -> Parsed:
    return framework_tabs.parse(text.read(printed), "ork-x")


def row(
    *, occupations: str = "4321-1-001 Кладовщик", knowledge: str = "- Правила", traits: str = "Такт"
) -> FrameworkLevel:
    """The row of a small table."""
    (found,) = parse(HEADER + ROW.format(occupations=occupations, knowledge=knowledge, traits=traits)).framework_levels
    return found


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("СБШ деңгейі", "levels"),
        ("ҰБШ деңгейі", "national_levels"),
        ("Кәсіп", "occupations"),
        ("Білім", "knowledge"),
        ("Білік/дағдылар", "skills"),
        ("Кәсіби құзыреттер", "professional_competences"),
        ("Жеке құзыреттер", "personal_competences"),
        ("Кезең", "stage"),
        ("Рөлі", "role"),
        ("Біліктілік деңгейі", "levels"),
        ("Біліктілікті растау", None),
    ],
)
def test_kazakh_names_of_columns_are_known(name: str, field: str | None) -> None:
    assert field_of(name) == field


def test_names_that_span_columns_are_put_to_the_names_below() -> None:
    rows = [["Уровень", "", "Занятие", "Компетенции", ""], ["ОРК", "НРК", "", "Знания", "Личностные"]]
    assert [field_of(name) for name in spanned_names(rows)] == [
        "levels",
        "national_levels",
        "occupations",
        "knowledge",
        "personal_competences",
    ]


def test_a_header_of_two_rows_of_cells_is_read() -> None:
    grid = [
        ["Уровень ОРК", "Занятие", "Требования", ""],
        ["", "", "Знания", "Умения"],
        ["5", "3331-2-001 Агент", "правила", "вести учет"],
    ]
    blocks = [
        Block(kind=BlockKind.CELL, text=cell, line=1 + 4 * r + c, table=0, row=r, column=c)
        for r, cells in enumerate(grid)
        for c, cell in enumerate(cells)
    ]
    (level,) = framework_tabs.parse(blocks, "ork-x").framework_levels
    assert (level.levels, texts(level.knowledge), texts(level.skills)) == ((5,), ["правила"], ["вести учет"])


@pytest.mark.parametrize(
    ("printed", "occupations"),
    [
        ("Экскурсовод (5113-0-003)", [("5113-0-003", "Экскурсовод")]),
        ("Смотритель – 5113-0-010\nГид (5113-0-002)", [("5113-0-010", "Смотритель"), ("5113-0-002", "Гид")]),
        ("Смотритель\nзала музея (5113-0-010)", [("5113-0-010", "Смотритель зала музея")]),
    ],
)
def test_a_code_behind_its_title_is_read(printed: str, occupations: list[tuple[str, str]]) -> None:
    assert [(o.code, o.title) for o in row(occupations=printed).occupations] == occupations


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("1) закон (требования;\nпорядок);\n2) нормы", ["закон (требования; порядок)", "нормы"]),
        ("Основы гигиены\nТребования\nпожарной безопасности", ["Основы гигиены", "Требования пожарной безопасности"]),
        ("- Режим хранения музейных\nПредметов\n- Учет", ["Режим хранения музейных Предметов", "Учет"]),
        ("- Уход за беременными\nВедение журнала\n- Учет", ["Уход за беременными", "Ведение журнала", "Учет"]),
        ("Отсутствует", []),
    ],
)
def test_lines_of_a_cell_are_cut_into_items(printed: str, items: list[str]) -> None:
    assert texts(row(knowledge=printed).knowledge) == items


def test_traits_between_commas_are_items_and_doubted() -> None:
    assert texts(row(traits="Такт, терпение, честность").personal_competences) == ["Такт", "терпение", "честность"]


def test_empty_cells_at_a_cut_end_are_no_row() -> None:
    parsed = parse(HEADER + ROW.format(occupations="4321-1-001 Кладовщик", knowledge="-", traits="Такт") + "\n\t\n\t\n")
    assert len(parsed.framework_levels) == 1
