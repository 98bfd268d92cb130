"""Cells of a level table flattened with tabs: names of columns, rows, items."""

import pytest

from corpus.blocks import Block, BlockKind
from corpus.cards import FrameworkLevel
from corpus.parsers.framework.header import columns_of, is_header
from corpus.parsers.framework.joins import Wording, wording_of
from corpus.parsers.framework.tabs import parse, recognises
from corpus.readers.text import read
from tests.corpus.framework_rows import HEADER, texts


def rows_of(text: str) -> tuple[FrameworkLevel, ...]:
    return parse(read(text), "ork-test").framework_levels


def row_with(*, knowledge: str, personal: str = "- Эмпатия") -> FrameworkLevel:
    cells = ["8", "1210-0-057 Директор центра", "8", "Планирование", "Руководство и управление", knowledge]
    return rows_of(HEADER + "\n".join(f"\t{cell}" for cell in [*cells, "- Анализ", "- Гибкость", personal]))[0]


# --- the header


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        ("[bookmark: _Hlk10892172]Уровень ОРК", "levels"),
        ("УРОВЕНЬ HPK", "national_levels"),
        ("Уровень отраслевой рамки квалификаций", "levels"),
        ("Занятие из НКЗ", "occupations"),
        ("Код и наименование занятия", "occupations"),
        ("Стадии", "stage"),
        ("Роль", "role"),
        ("Необходимые знания", "knowledge"),
        ("Навыки (умения)", "skills"),
        ("Умения (Навыки)", "skills"),
        ("Профес- сиональные компетенции", "professional_competences"),
        ("Личностные и профессиональные компетенции", "personal_competences"),
    ],
)
def test_a_column_name_gives_its_field(cell: str, field: str) -> None:
    assert columns_of([cell]) == {0: field}


def test_items_and_codes_are_no_column_names() -> None:
    assert columns_of(["- Навыки общения", "знания основ права;", "1210 Первые руководители", ""]) == {}


def test_four_named_columns_make_a_header() -> None:
    assert is_header(["ОРК", "Занятие из НКЗ", "Знания", "Навыки"])
    assert not is_header(["Категория", "Должности", "Уд. вес"])


# --- cells and rows


def test_a_blank_line_inside_a_cell_does_not_end_the_row() -> None:
    cells = "\t8\n\t1210-0-057 Директор\n\n\t8\n\tКонтроль\n\tУправление\n"
    (row,) = rows_of(HEADER + cells + "\t- Право\n\n\t- Анализ\n\t- Такт\n\t- Воля")
    assert (row.levels, row.national_levels, texts(row, "personal_competences")) == ((8,), (8,), ["Воля"])


def cells_after_level(*, national: int) -> str:
    cells = [f"3350-0-00{national} Инспектор", str(national), "Исполнение", "Основная деятельность"]
    return "\n".join(f"\t{cell}" for cell in [*cells, "- Право", "- Учет", "- Такт", "- Воля"])


def test_rows_without_blank_lines_and_with_lost_numbers_stay_apart() -> None:
    body = [cells_after_level(national=level) for level in (3, 4, 5, 6)]
    rows = rows_of(HEADER + "\t3\n" + body[0] + "\n\t4\n" + body[1] + "\n\t5\n" + body[2] + "\n " + body[3])
    assert [(row.levels, row.levels_basis) for row in rows] == [
        ((3,), "printed"),
        ((4,), "printed"),
        ((5,), "printed"),
        ((6,), "inferred"),
    ]


def test_nothing_is_inferred_where_the_two_scales_differ() -> None:
    body = [cells_after_level(national=level) for level in (3, 4, 5, 6)]
    rows = rows_of(HEADER + "\t4\n" + body[0] + "\n\t4\n" + body[1] + "\n\t5\n" + body[2] + "\n " + body[3])
    assert (rows[-1].levels, rows[-1].levels_basis, rows[-1].national_levels) == ((), "unknown", (6,))


def test_a_table_given_as_cells_reads_like_a_flattened_one() -> None:
    header = [name.strip() for name in HEADER.strip().split("\n")]
    table = [header, ["Логистика"], ["5-6", "1324-1-004 Начальник склада", "5-6", "Контроль", "Управление"]]
    table[2] += ["- право\n- учет", "- считать", "- ответственность", "внимательность;\nтерпение;"]
    blocks = [
        Block(kind=BlockKind.CELL, text=line, line=number, table=0, row=row, column=column)
        for number, (row, column, line) in enumerate(
            [
                (row, column, line)
                for row, cells in enumerate(table)
                for column, cell in enumerate(cells)
                for line in cell.split("\n")
            ],
            start=1,
        )
    ]
    (row,) = parse(blocks, "ork-test").framework_levels
    assert (row.subgroup, row.levels, row.occupations[0].code) == ("Логистика", (5, 6), "1324-1-004")
    assert texts(row, "knowledge") + texts(row, "personal_competences") == [
        "право",
        "учет",
        "внимательность",
        "терпение",
    ]
    assert recognises(blocks) > 0.5


# --- items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("- Гибкость\nПсихологическая интуиция\n-Знание техники", 3),
        ("внимательность к людям;\nсамоконтроль;\n- эмпатия;", 3),
        ("- Навыки по сбору информации, начальные\nаналитические навыки", 1),
        ("- Выполнять процедуры\n(стирка, глажка, выдача белья)", 1),
        ("· Право\n· Учет\n- Анализ", 3),
        ("- Нормативные правовые акты\nРеспублики Казахстан\n- Учет", 2),
        ("Должен знать:\n1) право;\n2) учет", 2),
        ("Санитарные нормы; правила уборки; виды моющих средств", 3),
        ("Способы изготовления изделий; устройство, назначение", 1),
        ("управление процессами и\nДеятельностью цеха", 1),
        ("Добросовестность\nаккуратность\nтерпение", 3),
        ("- Защита персональных данных\nВнимательность\n- Учет", 3),
        ("Эмоциональная\nустойчивость", 1),
        ("- Умение планировать;Эффективно работать", 1),
    ],
)
def test_a_cell_is_cut_into_its_items(cell: str, items: int) -> None:
    assert len(row_with(knowledge=cell).knowledge) == items


def test_the_words_of_the_document_decide_about_a_hyphen() -> None:
    wording = wording_of(["Правила непредвиденных расходов", "медико-социальной экспертизы"])
    assert wording.join("в непредвиден-", "ных ситуациях") == "в непредвиденных ситуациях"
    assert wording.join("по медико-", "социальной работе") == "по медико-социальной работе"
    assert Wording().join("организа-", "ция труда") == "организация труда"


def test_a_document_without_a_level_table_is_a_problem_not_a_crash() -> None:
    parsed = parse(read("Отраслевая рамка квалификаций\n\n1. Общие положения\n"), "ork-test")
    assert [problem.kind for problem in parsed.problems] == ["no-level-table"]
    assert parse([], "ork-test").framework_levels == ()
