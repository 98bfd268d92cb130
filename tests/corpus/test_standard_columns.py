"""The professional standard in interleaved columns: counts of the real document, and its hard places."""

import re

from corpus.cards import Card
from corpus.parsers.columns import standard as standard_columns
from corpus.readers.text import read
from tests.corpus.columns_document import DOCUMENT, whole

# Line of the heading, then functions, tasks, skills, knowledge: counted by hand.
COUNTS = """
130 2 4 24 19
631 2 6 37 25
1165 3 5 26 23
1531 2 2 6 5
1704 5 6 22 16
2111 2 3 16 18
2385 1 1 6 4
2529 3 4 18 12
2816 3 4 22 23
3096 2 3 24 12
3402 3 3 19 13
3711 2 3 12 8
3955 1 2 12 9
4188 1 2 12 9
4344 1 1 6 5
4457 3 5 23 30
4766 4 11 38 35
5160 1 1 5 2
5269 3 5 17 13
5526 4 8 22 28
5930 2 4 15 21
6188 1 2 7 6
6325 2 2 15 14
6604 2 3 13 14
6879 2 2 10 8
7061 2 3 9 11
7260 2 3 10 11
7482 1 3 7 8
7677 2 3 13 12
7897 2 3 10 12
"""


def card_at(line: int) -> Card:
    """The card whose heading stands at a line of the real document."""
    return next(card for card in whole().cards if card.line == line)


def test_all_cards_have_the_counts_of_the_document() -> None:
    counted = [
        (
            card.line,
            len(card.functions),
            len(tasks := [task for function in card.functions for task in function.tasks]),
            sum(len(task.skills) for task in tasks),
            sum(len(task.knowledge) for task in tasks),
        )
        for card in whole().cards
    ]
    assert counted == [tuple(map(int, row.split())) for row in COUNTS.split("\n") if row]


def test_every_line_is_used_once_and_none_is_unread() -> None:
    lines = [number for number, line in enumerate(DOCUMENT.read_text(encoding="utf-8").split("\n"), 1) if line.strip()]
    assert [use.line for use in whole().uses] == lines
    assert not [use for use in whole().uses if use.use == "unread"]


def test_only_this_form_is_recognised() -> None:
    found = {p.name[:3]: standard_columns.recognises(read(p.read_text("utf-8"))) for p in DOCUMENT.parent.glob("*.txt")}
    assert found == {"000": 0.0, "001": 0.0, "002": 0.0, "003": 0.0, "004": 1.0}


def test_amended_points_have_their_status_and_the_act_that_repealed_them() -> None:
    points = whole().amended_points
    assert [(p.number, p.status) for p in points] == [
        *((str(n), "repealed") for n in range(1, 8)),
        ("8", "active"),
    ]
    assert [re.findall(r"№ (\d+)", p.note or "") for p in points[:7]] == [
        ["200"], ["263"], ["198"], ["263"], ["201"], ["261"], ["205"],
    ]  # fmt: skip
    assert points[7].text.startswith("В приказе Министра труда")
    assert points[7].note is None


def test_a_function_label_behind_the_skills_of_its_second_task_covers_the_first_too() -> None:
    function = card_at(631).functions[0]
    assert (function.line, [task.line for task in function.tasks]) == (818, [696, 770, 837, 947, 1012])


def test_a_function_without_a_label_stays_nameless() -> None:
    assert [(f.number, f.title, len(f.tasks)) for f in card_at(4344).functions] == [(None, "", 1)]
    assert any(p.kind == "no-function" and p.line == 4396 for p in whole().problems)


def test_several_tasks_of_one_cell_share_the_items_of_the_first() -> None:
    tasks = card_at(4766).functions[2].tasks
    assert [(task.number, len(task.skills)) for task in tasks] == [("1", 10), ("2", 0), ("3", 0)]


def test_an_additional_function_has_a_label_over_two_lines() -> None:
    function = card_at(2816).functions[-1]
    assert (function.mandatory, function.title) == (
        False,
        "Наставничество молодых и менее опытных социальных работников",
    )


def test_the_overview_of_functions_is_not_read_as_functions() -> None:
    uses = {use.line: use for use in whole().uses}
    assert uses[2844].noise
    assert len(card_at(2816).functions) == 3


def test_displaced_link_words_return_to_their_places() -> None:
    acts = card_at(130).functions[1].tasks[0].knowledge[0].text
    assert '; Закон "О специальных социальных услугах"; Закон "О минимальных' in acts


def test_letters_set_apart_are_closed_up() -> None:
    skills = card_at(130).functions[1].tasks[1].skills
    assert skills[6].text.startswith("Проводить санитарно-гигиеническое просвещение")


def test_a_cut_word_is_glued_and_a_full_line_is_not() -> None:
    texts = [i.text for f in card_at(2111).functions for t in f.tasks for i in t.skills]
    assert any("информационно-коммуникационные технологии" in text for text in texts)


def test_a_value_may_start_before_its_label_on_the_page_before() -> None:
    assert card_at(2385).qualification_requirements[0] == "Специалист высшего уровня квалификации:"
    assert [(r.level, r.title) for r in card_at(3096).related] == [
        (6, "Эксперт медико-социальной экспертизы"),
        (6, "Руководитель структурного подразделения (отдела, сектора, группы)"),
    ]


def test_a_label_may_be_cut_around_its_value() -> None:
    assert card_at(3096).qualification_requirements == ("Отсутствует",)


def test_a_card_without_the_words_of_the_heading_is_found() -> None:
    assert card_at(6188).heading == "Психолог-консультант в социальной сфере (судебный)"


def test_further_names_in_the_title_row_are_reported() -> None:
    assert card_at(3711).title == "Врач медико-социальной экспертизы"
    assert len(card_at(3711).codes) == 13
    report = next(p for p in whole().problems if p.kind == "more-names")
    assert report.text.endswith("Врач в области офтальмологии; Врач-психиатр")


def test_a_range_of_related_levels_is_kept() -> None:
    assert {(r.level, r.level_to) for r in card_at(3955).related} == {(7, 8)}
