"""Professional standards in interleaved columns: excerpts of the real document, counts, altered layouts."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from corpus.cards import Card, Parsed
from corpus.parsers.columns import standard as standard_columns
from corpus.readers.text import read
from tests.corpus.columns_renderer import CardSpec, FunctionSpec, Layout, Spelling, render
from tests.corpus.columns_specs import DISPATCHER, GUIDE, NURSE, altered, in_other_order, spec_of

DOCUMENT = Path("corpus/data/documents/004_4356a9bb792bac47.txt")
SEEDS = 200
CARDS_A_SEED = 3

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


@cache
def whole() -> Parsed:
    """The real document, parsed once."""
    return standard_columns.parse(read(DOCUMENT.read_text(encoding="utf-8")), "ps-2022-383")


def card_at(line: int) -> Card:
    """The card whose heading stands at a line of the real document."""
    return next(card for card in whole().cards if card.line == line)


HEAD = """Карточка профессии "Кладовщик"

Код профессии 4321-0-001

Наименование профессии Кладовщик

Уровень квалификации по ОРК 3 (3.1., 3.2)

"""
TAIL = """
Требования к личностным
компетенциям

Внимательность, честность.

Связь с другими профессиями в
рамках ОРК 4 уровень

Заведующий складом.
Товаровед.

Связь с КС Кладовщик

Единый справочник.
"""


def parse(functions: str, head: str = HEAD) -> Parsed:
    """A small card around a functions part."""
    return standard_columns.parse(read(head + functions + TAIL), "ps-test")


def tree(card: Card) -> list[tuple[str | None, str, list[tuple[str | None, str, list[str], list[str]]]]]:
    """Functions, tasks and items of a card as plain tuples."""
    return [
        (
            function.number,
            function.title,
            [
                (task.number, task.title, [i.text for i in task.skills], [i.text for i in task.knowledge])
                for task in function.tasks
            ],
        )
        for function in card.functions
    ]


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


def test_a_label_after_a_page_break_does_not_split_the_sentence() -> None:
    found = parse(
        "Умения и навыки:\n1. Подать комплекс данных, \nдля обоснования признания \n\n\n\n"
        "Трудовая функция 1:\nУчет.\n\nЗадача 1:\nПриём.\n\nгражданина (семьи).\n2. Вести учет.\n\n"
        "Знания:\n1. Основы.\n"
    )
    skills = ["Подать комплекс данных, для обоснования признания гражданина (семьи)", "Вести учет"]
    assert tree(found.cards[0]) == [("1", "Учет", [("1", "Приём", skills, ["Основы"])])]


def test_a_title_behind_a_page_break_finds_its_label() -> None:
    found = parse(
        "Трудовая функция 1:\nЗадача:\nСодействие в оформлении \nи в выделении \n\n"
        "Умения и навыки:\n1. Помогать.\n\nЗнания:\n1. Нормативные правовые акты:\n\n\n\n"
        'Оказание услуг.\n\nнуждающимся помощи.\n\nЗакон "О труде".\n'
    )
    knowledge = ['Нормативные правовые акты: Закон "О труде"']
    task = (None, "Содействие в оформлении и в выделении нуждающимся помощи", ["Помогать"], knowledge)
    assert tree(found.cards[0]) == [("1", "Оказание услуг", [task])]


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


def test_head_rows_and_related_titles_are_read() -> None:
    card = parse("Задача:\nПриём.\n\nУмения:\n1. Считать.\n\nЗнания:\n1. Учет.\n").cards[0]
    assert (card.codes, card.levels, card.sublevels) == (("4321-0-001",), (3,), ("3.1", "3.2"))
    assert [(r.level, r.title) for r in card.related] == [(4, "Заведующий складом"), (4, "Товаровед")]
    assert (card.classifier_titles, card.classifier_link) == (("Кладовщик",), "Единый справочник")


def test_a_list_that_starts_again_without_its_heading_is_the_knowledge() -> None:
    found = parse(
        "Трудовая функция 1:\nУчет.\n\nЗадача:\nПриём.\n\nУмения:\n1. Считать.\n2. Писать.\n1. Нормы.\n2. Законы.\n"
    )
    assert tree(found.cards[0])[0][2][0][2:] == (["Считать", "Писать"], ["Нормы", "Законы"])
    assert "list-without-heading" in {p.kind for p in found.problems}


def test_a_task_whose_label_is_missing_keeps_its_title() -> None:
    found = parse(
        "Трудовая функция 1:\nУчет.\n\nЗадача 1:\nПриём.\n\nУмения:\n1. Считать.\n\nЗнания:\n1. Нормы.\n\n"
        "Выдача товара.\n\nУмения:\n1. Отпускать.\n\nЗнания:\n1. Законы.\n"
    )
    assert [task[1] for task in tree(found.cards[0])[0][2]] == ["Приём", "Выдача товара"]
    assert "task-without-label" in {p.kind for p in found.problems}


@pytest.mark.parametrize("item", ["– ", "• ", "{n}) "])
def test_bulleted_items_are_separate(item: str) -> None:
    text = render([GUIDE], Layout(page=26, right=52), Spelling(item=item), Random(1))
    assert score([GUIDE], standard_columns.parse(read(text), "ps-test"))["found"] == 10


def norm(text: str) -> str:
    """Letters and digits only: blanks and marks at line breaks do not count."""
    return re.sub(r"[^0-9a-zа-яёәғқңөұүһі]+", "", text.lower())


def wanted(function: FunctionSpec) -> list[tuple[str, str]]:
    """(place, item) of all items of a function."""
    found = []
    for task in function.tasks:
        place = norm(function.title) + "/" + norm(task.titles[0])
        found += [(f"{place}/skill", norm(" ".join(item))) for item in task.skills]
        found += [(f"{place}/knowledge", norm(" ".join(item))) for item in task.knowledge]
    return found


def given(card: Card) -> list[tuple[str, str]]:
    """(place, item) of all items of a parsed card."""
    found = []
    for function in card.functions:
        for task in function.tasks:
            place = norm(function.title) + "/" + norm(task.title)
            found += [(f"{place}/skill", norm(item.text)) for item in task.skills]
            found += [(f"{place}/knowledge", norm(item.text)) for item in task.knowledge]
    return found


def score(specs: list[CardSpec], parsed: Parsed) -> Counter[str]:
    """Counts of items: wanted, given, found, and found at their place."""
    total: Counter[str] = Counter(cards=len(parsed.cards))
    for spec, card in zip(specs, parsed.cards, strict=False):
        gold = Counter(item for function in spec.functions for item in wanted(function))
        pred = Counter(given(card))
        texts = Counter(text for _, text in gold.elements()), Counter(text for _, text in pred.elements())
        total.update(gold=gold.total(), pred=pred.total(), placed=(gold & pred).total())
        total.update(found=(texts[0] & texts[1]).total())
    return total


def f1(counted: Counter[str]) -> float:
    """F1 of items, wherever they stand."""
    return 2 * counted["found"] / (counted["gold"] + counted["pred"])


def test_altered_layouts_keep_items_and_places() -> None:
    """Widths, page breaks, row order, spellings and spaced letters change; items and their tasks do not."""
    base = [spec_of(card) for card in whole().cards]
    total: Counter[str] = Counter()
    for seed in range(SEEDS):
        random = Random(seed)
        layout, spelling = altered(random)
        specs = [in_other_order(spec, random) for spec in random.sample(base, CARDS_A_SEED)]
        parsed = standard_columns.parse(read(render(specs, layout, spelling, random)), "ps-test")
        counted = score(specs, parsed)
        assert counted["cards"] == CARDS_A_SEED, f"seed {seed}: {counted}"
        assert f1(counted) >= 0.97, f"seed {seed}: {counted}"
        total += counted
    assert total["found"] >= 0.999 * total["gold"]
    assert total["placed"] >= 0.99 * total["found"]


@pytest.mark.parametrize("seed", range(12))
def test_cards_of_other_sectors_are_read(seed: int) -> None:
    random = Random(seed)
    layout, spelling = altered(random)
    layout = replace(layout, page=random.randint(24, 40))
    specs = [DISPATCHER, NURSE, GUIDE]
    counted = score(specs, standard_columns.parse(read(render(specs, layout, spelling, random)), "ps-test"))
    assert counted["cards"] == len(specs), f"seed {seed}: {counted}"
    assert f1(counted) >= 0.97, f"seed {seed}: {counted}"


@pytest.mark.parametrize(
    ("spelling", "layout"),
    [
        (Spelling(knowledge_first=True), Layout()),
        (Spelling(heading="Карточка профессии: «{title}»"), Layout(page_numbers=True)),
        (Spelling(heading=""), Layout(page=44)),
        (Spelling(heading="{title}"), Layout(page=50, soft=False)),
    ],
)
def test_other_orders_and_headings_are_read(spelling: Spelling, layout: Layout) -> None:
    specs = [spec_of(card) for card in whole().cards[:6]]
    counted = score(specs, standard_columns.parse(read(render(specs, layout, spelling, Random(5))), "ps-test"))
    assert (counted["cards"], counted["found"]) == (6, counted["gold"])


def test_fields_of_a_card_of_another_sector_are_read() -> None:
    text = render([DISPATCHER], Layout(page=30, right=46, function=22), Spelling(), Random(2))
    card = standard_columns.parse(read(text), "ps-test").cards[0]
    assert (card.title, card.codes, card.levels) == (
        "Диспетчер автотранспортных перевозок",
        ("4323-1-003",),
        (4,),
    )
    assert [(t.code, t.title) for t in card.alternative_titles] == [
        ("4323-1-004", "Логист-диспетчер"),
        ("4323-1-007", "Координатор"),
    ]
    assert [(r.level, r.title) for r in card.related] == [(5, "Старший диспетчер"), (5, "Логист")]
    assert [i.text for i in card.personal_competences] == ["Внимательность", "быстрота реакции (в пути)"]
    assert [(f.mandatory, f.title) for f in card.functions] == [
        (True, "Планирование рейсов и выпуск автомобилей на линию"),
        (False, "Наставничество стажеров диспетчерской службы"),
    ]


def test_a_document_without_cards_is_reported() -> None:
    parsed = standard_columns.parse(read("Приказ\n\nО чём-то ином.\n"), "ps-test")
    assert [p.kind for p in parsed.problems] == ["no-cards"]
