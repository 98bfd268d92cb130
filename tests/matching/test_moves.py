"""Moves from a profession: levels, printed relations, neighbours."""

import pytest

from indexing.index import Index
from matching.likeness import Likeness
from matching.matcher import UnknownTarget
from matching.moves import LEAST_SHARED, NEIGHBOURS, SHOWN, Move, moves
from service.settings import PROJECT

CARER = "sotsialnyi-rabotnik"
STANDARD = PROJECT / "corpus" / "data" / "documents" / "000_8fb81c9e5e11bdc8.txt"  # ps-2023-262


@pytest.fixture(scope="module")
def likeness(index: Index) -> Likeness:
    """Likeness of the project's own catalogue."""
    return Likeness(index)


@pytest.fixture(scope="module")
def every(likeness: Likeness) -> dict[str, tuple[Move, ...]]:
    """Moves of all professions."""
    return {p.id: moves(likeness, p.id) for p in likeness.index.professions}


def test_the_next_level_of_the_carer_is_named_on_its_card(likeness: Likeness) -> None:
    up = moves(likeness, CARER)[0]
    assert (up.kind, up.reason, up.from_level, up.level) == ("next_level", "printed", 4, 5)
    assert (up.document, up.line) == ("ps-2023-262", 919)
    assert any(learn.text.startswith("Проводит анализ работы, представляет отчеты") for learn in up.learn)


def test_what_separates_the_next_level_is_not_on_the_card_of_the_level_below(likeness: Likeness) -> None:
    below = {i.text for c in likeness.index.catalogue.cards if c.id == f"ps-2023-262.{CARER}.4"
             for f in c.functions for t in f.tasks for i in (*t.skills, *t.knowledge)}  # fmt: skip
    up = moves(likeness, CARER)[0]
    assert up.learn
    assert not {learn.text for learn in up.learn} & below


def test_a_printed_relation_is_resolved_to_its_profession_with_its_line(likeness: Likeness) -> None:
    found = [m for m in moves(likeness, CARER) if m.kind == "related" and m.profession]
    assert [(m.profession, m.level, m.line) for m in found] == [
        ("sotsialnyi-rabotnik-po-otsenke-i-opredeleniyu-0f14b9", 6, 1061)
    ]


def test_the_title_of_a_printed_relation_stands_at_its_line(every: dict[str, tuple[Move, ...]]) -> None:
    lines = STANDARD.read_text(encoding="utf-8").split("\n")
    related = [m for found in every.values() for m in found if m.kind == "related" and m.document == "ps-2023-262"]
    assert len(related) > 5
    assert all(m.printed and m.line and m.printed in lines[m.line - 1] for m in related)


def test_a_title_that_names_nothing_in_the_catalogue_is_told_without_a_profession(likeness: Likeness) -> None:
    found = [m for m in moves(likeness, "vrach-mediko-sotsialnoi-ekspertizy") if m.kind == "related"]
    heads = [m for m in found if m.title.startswith("Руководитель учреждения")]
    assert [(m.profession, m.level, m.level_to, m.learn) for m in heads] == [(None, 7, 8, ())]


def test_no_move_leads_to_where_it_starts(every: dict[str, tuple[Move, ...]]) -> None:
    for start, found in every.items():
        assert all(m.profession != start or (m.kind == "next_level" and m.level != m.from_level) for m in found)


def test_every_move_says_why(every: dict[str, tuple[Move, ...]]) -> None:
    for move in (m for found in every.values() for m in found):
        assert move.reason == ("printed" if move.line else "shared")
        assert move.kind in ("next_level", "related", "neighbour")
        assert move.reason == "printed" or (move.shared or 0.0) >= LEAST_SHARED


def test_a_move_lists_the_most_telling_of_what_is_lacking(every: dict[str, tuple[Move, ...]]) -> None:
    for move in (m for found in every.values() for m in found):
        weights = [learn.weight for learn in move.learn]
        assert weights == sorted(weights, reverse=True)
        assert len(move.learn) == min(SHOWN, move.learn_count)
        assert len({learn.competence for learn in move.learn}) == len(move.learn)


def test_every_competence_to_learn_stands_at_its_line(likeness: Likeness, every: dict[str, tuple[Move, ...]]) -> None:
    rows = {row.id: (row.line, row.owner) for row in likeness.index.items}
    learned = [learn for found in every.values() for m in found for learn in m.learn]
    assert learned
    assert all(rows[learn.item] == (learn.line, learn.card) for learn in learned)


def test_neighbours_share_most_first_and_are_few(every: dict[str, tuple[Move, ...]]) -> None:
    for found in every.values():
        near = [m for m in found if m.kind == "neighbour"]
        assert len(near) <= NEIGHBOURS
        assert [m.shared for m in near] == sorted((m.shared for m in near), key=lambda s: -(s or 0.0))


def test_the_pedagogue_of_a_school_is_near_to_the_one_of_a_kindergarten(likeness: Likeness) -> None:
    near = [m for m in moves(likeness, "sotsialnyi-pedagog-shkolnyi") if m.kind == "neighbour"]
    assert near[0].profession == "sotsialnyi-pedagog-doshkolnoi-organizatsii-obrazovaniya"
    assert (near[0].shared or 0.0) > 0.4


def test_a_neighbour_stands_at_a_level_near_by(every: dict[str, tuple[Move, ...]]) -> None:
    near = [m for found in every.values() for m in found if m.kind == "neighbour" and m.reason == "shared"]
    assert all(abs(m.level - m.from_level) <= 1 for m in near if m.level and m.from_level)


def test_occupations_of_one_row_are_neighbours_by_that_row(likeness: Likeness) -> None:
    near = moves(likeness, "sidelka-obschii-profil")
    assert {(m.kind, m.reason, m.document, m.line) for m in near} == {("neighbour", "printed", "ork-social-2019", 960)}


def test_moves_from_one_card_start_at_its_level(likeness: Likeness) -> None:
    found = moves(likeness, f"ps-2023-262.{CARER}.5")
    assert all(m.kind != "next_level" and m.from_level == 5 for m in found)


def test_unknown_start_is_told(likeness: Likeness) -> None:
    with pytest.raises(UnknownTarget, match="no-such"):
        moves(likeness, "no-such")
