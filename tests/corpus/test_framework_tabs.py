"""Whole frameworks whose tables are flattened with tabs: the social one, and other sectors checked by hand."""

import json
from pathlib import Path

import pytest

from corpus.cards import FrameworkLevel, Parsed
from corpus.parsers.framework.tabs import parse, recognises
from corpus.readers.text import read
from tests.conftest import DOCUMENTS
from tests.corpus.framework_rows import LISTS, texts

SOCIAL = DOCUMENTS / "001_61a1e3a7c96fc608.txt"
FAMILY = DOCUMENTS / "002_5c0d0e2c64f3f649.txt"
DATA = Path(__file__).parents[1] / "data" / "framework_tabs"

# line: levels, national level, groups, occupations, knowledge, skills, professional, personal
COUNTS = """
 702: 8 8  1  1  14 10 5 8
 746: 7 7  3 12  17 8 6 7
 804: 6 6  3 11  10 5 6 4
 848: 5 5  2 15  14 11 9 9
 915: 4 4  6  7  7 5 5 4
 960: 2 2  2 11  2 5 5 5
1003: 2 2  1  7  2 1 3 2
1028: 7 7  1  1  7 8 1 11
1084: 6 6  1  2  7 6 1 10
1128: 3 3  1  1  4 2 1 6
1155: 8 8  1  1  11 3 2 2
1182: 5 5  1  4  5 2 2 3
1204: 4 4  2  8  5 7 1 3
1239: 5 5  1  1  10 4 2 1
1272: 4 4  2  5  11 4 3 2
1305: 3 3  1  3  8 4 1 2
1329: 2 2  2  5  7 4 3 2
1360: 6 6  1  2  12 8 1 2
1391: 6 6  2  5  12 12 4 3
1435: - -  1  2  26 27 5 11
1514: - -  1  6  14 8 5 13
1565: - -  2  3  5 3 2 2
"""


@pytest.fixture(scope="module")
def social() -> Parsed:
    return parse(read(SOCIAL.read_text(encoding="utf-8")), "ork-social-2019")


def row_at(parsed: Parsed, line: int) -> FrameworkLevel:
    return next(row for row in parsed.framework_levels if row.line == line)


# --- the social framework


def test_every_row_of_the_social_framework_has_its_levels_and_counts(social: Parsed) -> None:
    found = ""
    for row in social.framework_levels:
        level, national = (str(levels[0]) if levels else "-" for levels in (row.levels, row.national_levels))
        counts = " ".join(str(len(getattr(row, name))) for name in LISTS)
        found += f"{row.line:4}: {level} {national}  {len(row.groups)} {len(row.occupations):2}  {counts}\n"
    assert found.strip() == COUNTS.strip()


def test_the_social_framework_names_113_occupations_15_of_them_without_a_code(social: Parsed) -> None:
    codes = [title.code for row in social.framework_levels for title in row.occupations]
    assert (len(codes), codes.count(None), len(set(codes) - {None})) == (113, 15, 95)


def test_the_code_list_and_the_coded_occupations_agree(social: Parsed) -> None:
    occupations = {title.code for row in social.framework_levels for title in row.occupations if title.code}
    assert {title.code for title in social.codes} == occupations
    assert social.codes[-1].title == "Прачка (вручную)"


def test_lost_levels_are_inferred_only_where_the_national_level_is_printed(social: Parsed) -> None:
    basis = {row.line: row.levels_basis for row in social.framework_levels if row.levels_basis != "printed"}
    inferred = dict.fromkeys((848, 915, 960, 1003, 1028, 1084), "inferred")
    assert basis == inferred | dict.fromkeys((1435, 1514, 1565), "unknown")
    reasons = {problem.line for problem in social.problems if problem.kind in {"level-inferred", "level-unknown"}}
    assert reasons == set(basis)


def test_the_subgroups_stand_over_their_rows(social: Parsed) -> None:
    assert row_at(social, 1003).subgroup == "Социальное (пенсионное) обеспечение"
    assert row_at(social, 1028).subgroup == "Медико-социальная экспертиза"
    assert row_at(social, 1435).subgroup == "Обязательное (социальное) страхование"


def test_a_row_broken_over_three_pages_is_one_row(social: Parsed) -> None:
    row = row_at(social, 1028)
    assert [title.title for title in row.occupations] == [
        "Начальник структурного подразделения (отдела, сектора, группы) организации социальной защиты"
    ]
    assert "способность сохранять самообладание в непредвиденных ситуациях" in texts(row, "personal_competences")
    assert texts(row, "skills")[4].endswith("организма получателя государственной услуги")


def test_a_hyphen_of_the_word_stays_and_a_hyphen_of_the_break_goes(social: Parsed) -> None:
    assert "международный опыт по проведению медико-социальной экспертизе" in texts(row_at(social, 1084), "knowledge")


def test_a_line_that_strayed_goes_back_to_the_item_that_waits_for_it(social: Parsed) -> None:
    skills = texts(row_at(social, 960), "skills")
    assert skills[-1] == "Наблюдать за состоянием здоровья, измерение температуры, артериального давления"
    assert [problem.line for problem in social.problems if problem.kind == "displaced-line"] == [990]


def test_a_lone_genitive_goes_on_though_it_has_a_capital(social: Parsed) -> None:
    assert "Организация ремонтного обслуживания Оборудования" in texts(row_at(social, 1239), "knowledge")


def test_a_tab_between_code_and_title_does_not_open_a_cell(social: Parsed) -> None:
    codes = [group.code for group in row_at(social, 915).groups]
    assert codes == ["3259", "3440-0", "3422", "3423", "3433-1", "4224"]


def test_the_glossary_ends_before_the_purpose_of_the_framework(social: Parsed) -> None:
    assert len(social.terms) == 18
    assert social.terms[-1].term == "интервенция (в социальной работе)"
    assert social.terms[14].definition.endswith(
        "- личная поддержка работников в случае трудностей в ходе практической деятельности"
    )


def test_the_professions_of_the_prose_have_their_relations(social: Parsed) -> None:
    relations = [profession.relation for profession in social.named_professions]
    assert {name: relations.count(name) for name in set(relations)} == {
        "proposed": 19,
        "renamed": 4,
        "emerging": 7,
        "recommended": 6,
    }


def test_a_renaming_keeps_the_former_title_and_the_new_level(social: Parsed) -> None:
    renamed = {p.line: p for p in social.named_professions if p.relation == "renamed"}
    assert renamed[368].former_title == "Главный эксперт медико-социальной экспертной комиссии"
    assert renamed[368].title == "Главный эксперт медико-социальной экспертизы"
    assert renamed[295].levels == (7,)


def test_an_emerging_profession_is_cut_before_its_description(social: Parsed) -> None:
    emerging = [p.title for p in social.named_professions if p.relation == "emerging"]
    assert emerging[0].endswith("с ограниченными возможностями через Интернет")
    assert emerging[1] == "Социальный инженер"


# --- every line is accounted for


@pytest.mark.parametrize("path", [SOCIAL, *sorted((DATA / "sources").glob("*.txt"))], ids=lambda path: path.stem)
def test_every_line_is_used_exactly_once(path: Path) -> None:
    blocks = read(path.read_text(encoding="utf-8"))
    uses = parse(blocks, "ork-test").uses
    assert [use.line for use in uses] == [block.line for block in blocks]
    assert [use.line for use in uses if use.use == "unrecognised"] == []


# --- frameworks of other sectors, read and checked by hand


@pytest.mark.parametrize("path", sorted((DATA / "sources").glob("*.txt")), ids=lambda path: path.stem)
def test_a_framework_of_another_sector_reads_as_checked_by_hand(path: Path) -> None:
    parsed = parse(read(path.read_text(encoding="utf-8")), path.stem)
    wanted = json.loads((DATA / "groundtruth" / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert [_as_json(row) for row in parsed.framework_levels] == wanted["rows"]
    assert [f"{term.term} = {term.definition}" for term in parsed.terms] == wanted["terms"]
    assert [f"{code.code} {code.title}" for code in parsed.codes] == wanted["codes"]
    named = [(f"{p.former_title} > {p.title}" if p.former_title else p.title, p) for p in parsed.named_professions]
    assert [f"{p.relation}: {title}" for title, p in named] == wanted["named"]


def _as_json(row: FrameworkLevel) -> dict[str, object]:
    return {
        "line": row.line,
        "subgroup": row.subgroup,
        "levels": list(row.levels),
        "levels_basis": row.levels_basis,
        "national_levels": list(row.national_levels),
        "stage": row.stage,
        "role": row.role,
        "groups": [f"{group.code} {group.title}" for group in row.groups],
        "occupations": [f"{title.code or '-'} {title.title}" for title in row.occupations],
        **{name: texts(row, name) for name in LISTS},
    }


# --- recognition


def test_the_form_is_recognised_by_its_level_table() -> None:
    assert recognises(read(SOCIAL.read_text(encoding="utf-8"))) > 0.9
    assert recognises(read(FAMILY.read_text(encoding="utf-8"))) == 0.0
    assert recognises(read("Отраслевая рамка квалификаций\n\n\tКатегория\n\tДолжности\n")) == 0.0
