"""Qualification characteristics as whole documents: counts of the social order, lines, recognition."""

import re
from pathlib import Path

import pytest

from corpus.cards import Parsed
from corpus.parsers.characteristics.parser import parse, recognises
from corpus.readers.text import read
from tests.conftest import DOCUMENTS
from tests.corpus.characteristics_texts import SOCIAL, social_order

INVENTED = Path(__file__).parents[1] / "data" / "characteristics"

# chapter, paragraph, category, duties, knowledge, requirement entries: counted by hand in order № 360
COUNTS = """
1 1 руководитель 15 17 1
1 2 руководитель 16 17 1
1 3 руководитель 22 18 1
1 4 руководитель 24 18 1
1 4-1 руководитель 25 18 1
1 5 руководитель 13 18 1
1 6 руководитель 11 18 1
1 7 руководитель 12 15 1
1 8 руководитель 11 14 1
1 9 руководитель 7 14 1
1 10 руководитель 20 22 1
1 11 руководитель 16 18 1
1 12 руководитель 24 27 1
2 1 специалист 7 7 4
2 2 специалист 18 21 4
2 3 специалист 12 20 8
2 4 специалист 6 4 8
2 5 специалист 7 12 8
2 6 специалист 21 12 8
2 7 специалист 24 11 8
2 8 специалист 29 11 8
2 9 специалист 13 17 8
2 10 специалист 20 22 1
3 1 служащий 16 10 8
3 2 служащий 11 9 8
3 3 служащий 7 7 1
3 4 служащий 13 10 8
"""


@pytest.fixture(scope="module")
def social() -> Parsed:
    return social_order()


def test_every_position_of_the_social_order_has_the_counted_items(social: Parsed) -> None:
    found = [
        f"{p.chapter} {p.paragraph} {p.category} {len(p.skills)} {len(p.knowledge)} {len(p.qualification_requirements)}"
        for p in social.positions
    ]
    assert found == COUNTS.strip().split("\n")


@pytest.mark.parametrize("path", [*sorted(INVENTED.glob("*.txt")), next(DOCUMENTS.glob("003_*.txt"))], ids=str)
def test_every_line_is_used_exactly_once(path: Path) -> None:
    blocks = read(path.read_text(encoding="utf-8"))
    uses = parse(blocks, "d").uses
    assert sorted(use.line for use in uses) == [block.line for block in blocks]
    assert all(use.use for use in uses)


def test_items_carry_the_line_they_stand_on(social: Parsed) -> None:
    lines = SOCIAL.split("\n")
    for position in social.positions:
        for item in (*position.skills, *position.knowledge):
            start = re.sub(r"\W", "", item.text)[:20]
            assert start in re.sub(r"\W", "", lines[item.line - 1]), item


def test_point_numbers_are_kept_as_printed_even_when_they_repeat(social: Parsed) -> None:
    assert social.positions[4].points == ("12-1", "12-2", "12-3")
    assert social.positions[14].points == ("40", "41", "41")
    repeated = [problem.line for problem in social.problems if problem.kind == "point-number-repeated"]
    assert repeated == [1045, 1435]


def test_points_of_the_order_stay_apart_from_the_points_of_positions(social: Parsed) -> None:
    assert [point.number for point in social.amended_points] == ["1", "2", "3", "4", "5"]
    assert {point.status for point in social.amended_points} == {"active"}


def test_footnotes_are_notes_and_never_items(social: Parsed) -> None:
    notes = {position.paragraph: [note.line for note in position.notes] for position in social.positions[:5]}
    assert notes == {"1": [], "2": [], "3": [294], "4": [376], "4-1": [380]}
    assert all("Сноска" not in item.text for p in social.positions for item in p.qualification_requirements)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("logistics", ["Начальник терминала (склада временного хранения)", "Диспетчер автомобильного транспорта"]),
        ("tourism", ["Директор туристского агентства", "Экскурсовод", "Горничная"]),
        (
            "nursing",
            ["Главная медицинская сестра", "Старшая медицинская сестра отделения", "Санитарка (мойщица)"],
        ),
        ("culture", ["Директор библиотеки", "Библиограф", "Хранитель фондов"]),
    ],
)
def test_documents_of_other_sectors_give_their_positions(name: str, titles: list[str]) -> None:
    parsed = parse(read((INVENTED / f"{name}.txt").read_text(encoding="utf-8")), "d")
    assert [position.title for position in parsed.positions] == titles
    assert all(p.skills and p.knowledge and p.qualification_requirements for p in parsed.positions)


def test_only_characteristics_are_recognised_among_the_documents() -> None:
    sure = {path.name[:3]: recognises(read(path.read_text(encoding="utf-8"))) for path in DOCUMENTS.glob("*.txt")}
    assert sure.pop("003") == 1.0
    assert max(sure.values()) < 0.2


@pytest.mark.parametrize("path", sorted(INVENTED.glob("*.txt")), ids=str)
def test_characteristics_of_other_sectors_are_recognised(path: Path) -> None:
    assert recognises(read(path.read_text(encoding="utf-8"))) >= 0.6


def test_nothing_is_found_in_an_empty_document() -> None:
    assert recognises([]) == 0.0
    assert [problem.kind for problem in parse([], "d").problems] == ["no-positions"]
