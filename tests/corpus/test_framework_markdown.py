"""Frameworks from PDF as Markdown: small tables, whole documents of four sectors, and the real one."""

import json
from pathlib import Path

import pytest

from corpus.cards import Parsed
from corpus.parsers.markdown.framework import parse, recognises
from corpus.parsers.markdown.map import entries_of, map_levels
from corpus.readers.text import read
from tests.conftest import DOCUMENTS
from tests.corpus.framework_rows import LISTS, texts

DATA = Path(__file__).parents[1] / "data" / "framework_markdown"
FAMILY = DOCUMENTS / "002_5c0d0e2c64f3f649.txt"

SECTORS = sorted(path.stem for path in (DATA / "sources").glob("*.txt"))
HEADER = "Уровень ОРК\tУровень НРК\tЗанятие из НКЗ\tСтадии\tРоль\tЗнания\tУмения (Навыки)\tЛичностные компетенции"


def framework(*lines: str) -> Parsed:
    return parse(read("\n".join(("## 8. Описание уровней ОРК", "", HEADER, *lines))), "ork-x")


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
