"""Page text of a standard, altered at random: the items stay what and where they were."""

import textwrap
from collections import Counter
from functools import cache
from random import Random

import pytest

from corpus.blocks import Cell, Row
from corpus.cards import Card
from corpus.items import squeeze
from corpus.parsers.standard import page
from corpus.parsers.standard.labels import row_label
from corpus.parsers.standard.tables import rows
from corpus.readers import text
from tests.conftest import DOCUMENTS

SEEDS = 200
CARDS_A_SEED = 3
HEAD_FIELDS = ("code", "title", "levels", "alternative_titles", "requirements", "education")
SPELLINGS = {
    "Умения и навыки:": ("Умения и навыки:", "Умения:", "Навыки и умения:", "УМЕНИЯ И НАВЫКИ:", "Умения и навыки"),
    "Знания:": ("Знания:", "Знания", "ЗНАНИЯ:", "Необходимые знания:"),
    "Задача:": ("Задача:", "Задача", "Задача 1:", "Задача1:", "ЗАДАЧА:"),
}


@cache
def table() -> list[Row]:
    source = (DOCUMENTS / "000_8fb81c9e5e11bdc8.txt").read_text(encoding="utf-8")
    return rows(text.read(source))


@cache
def cards_as_rows() -> list[list[Row]]:
    starts = [n for n, row in enumerate(table()) if row[0] and (f := row_label(row[0][0].text)) and f.field == "card"]
    return [table()[a:b] for a, b in zip(starts, [*starts[1:], len(table())], strict=True)]


@cache
def originals() -> tuple[Card, ...]:
    """The cards as they are read from the document itself; their counts are tested elsewhere."""
    source = (DOCUMENTS / "000_8fb81c9e5e11bdc8.txt").read_text(encoding="utf-8")
    return page.parse(text.read(source), "ps-x").cards


def field(row: Row) -> str:
    label = next((row_label(c[0].text) for c in row if c), None)
    return label.field if label else ""


def altered(card: list[Row], rng: Random) -> str:
    """Page text of a card in another dress: order of head rows, labels, wraps, blank lines, letters set apart."""
    head = [r for r in card if field(r) in HEAD_FIELDS]
    rng.shuffle(head)
    queue = iter(head)
    shuffled = [next(queue) if field(r) in HEAD_FIELDS else r for r in card]
    width = rng.choice([0, 0, 60, 80, 110])
    return "\n\n".join(_row(row, rng, width) for row in shuffled) + "\n"


def _row(row: Row, rng: Random, width: int) -> str:
    blanks = "\n" * rng.choice([2, 2, 3, 4])
    return "\n".join("\t\n" + blanks.join(_paragraphs(cell, rng, width)) for cell in row)


def _paragraphs(cell: Cell, rng: Random, width: int) -> list[str]:
    found = []
    for block in cell:
        said = squeeze(block.text)
        if said == "Знания:" and block is cell[0] and rng.random() < 0.1:
            continue
        said = rng.choice(SPELLINGS.get(said, (said,)))
        if len(said) > 20 and rng.random() < 0.05:
            said = "  ".join(" ".join(word) for word in said.split())
        elif width:
            said = "\n".join(textwrap.wrap(said, width, break_on_hyphens=False))
        found.append(said)
    return found


def placed(card: Card) -> Counter[tuple[str, str, str]]:
    """Items with kind and function title, letters only."""
    return Counter(
        ("".join(i.text.lower().split()), kind, "".join(f.title.lower().split()))
        for f in card.functions
        for t in f.tasks
        for kind, items in (("skill", t.skills), ("knowledge", t.knowledge))
        for i in items
    )


@pytest.mark.parametrize("block", range(8))
def test_items_survive_random_alterations(block: int) -> None:
    for seed in range(block, SEEDS, 8):
        rng = Random(seed)
        found: Counter[tuple[str, str, str]] = Counter()
        truth: Counter[tuple[str, str, str]] = Counter()
        for card in rng.sample(cards_as_rows(), CARDS_A_SEED):
            (original,) = [c for c in originals() if c.line == card[0][0][0].line]
            changed = page.parse(text.read(altered(card, rng)), "ps-x").cards
            assert len(changed) == 1, f"seed {seed}"
            truth += placed(original)
            found += placed(changed[0])
            same = (original.title, original.codes, original.levels)
            assert (changed[0].title, changed[0].codes, changed[0].levels) == same, f"seed {seed}"
        shared = (found & truth).total()
        f1 = 2 * shared / (found.total() + truth.total())
        assert f1 >= 0.97, f"seed {seed}: item F1 {f1:.3f}"
