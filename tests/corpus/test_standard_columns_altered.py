"""Cards laid out anew in interleaved columns: other widths, orders, spellings and sectors; items must survive."""

import re
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from corpus.cards import Card, Parsed
from corpus.parsers.columns import standard as standard_columns
from corpus.readers.text import read
from tests.corpus.columns_document import whole
from tests.corpus.columns_renderer import CardSpec, FunctionSpec, Layout, Spelling, render
from tests.corpus.columns_specs import DISPATCHER, GUIDE, NURSE, altered, in_other_order, spec_of

SEEDS = 200
CARDS_A_SEED = 3


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


@pytest.mark.parametrize("item", ["– ", "• ", "{n}) "])
def test_bulleted_items_are_separate(item: str) -> None:
    text = render([GUIDE], Layout(page=26, right=52), Spelling(item=item), Random(1))
    assert score([GUIDE], standard_columns.parse(read(text), "ps-test"))["found"] == 10


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
