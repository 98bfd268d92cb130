"""The same qualification characteristics in other layouts: next to nothing may be lost."""

import random
import re
import textwrap
from collections import Counter
from collections.abc import Callable

import pytest

from corpus.blocks import Block, BlockKind
from corpus.cards import Parsed
from corpus.parsers.characteristics.parser import parse
from corpus.readers.text import read
from tests.corpus.characteristics_texts import SOCIAL, social_order


@pytest.fixture(scope="module")
def social() -> Parsed:
    return social_order()


def bag(parsed: Parsed) -> Counter[tuple[str, str]]:
    return Counter(
        (position.title.lower(), re.sub(r"\W", "", item.text.lower()))
        for position in parsed.positions
        for item in (*position.skills, *position.knowledge, *position.qualification_requirements)
    )


def f1(found: Counter[tuple[str, str]], wanted: Counter[tuple[str, str]]) -> float:
    """2 · shared / (found + wanted)."""
    return 2 * (found & wanted).total() / (found.total() + wanted.total())


def test_paragraph_and_heading_blocks_read_like_lines(social: Parsed) -> None:
    blocks = [
        Block(kind=BlockKind.HEADING if text.startswith("Параграф") else BlockKind.PARAGRAPH, text=text, line=number)
        for number, text in enumerate((part.strip() for part in re.split(r"\n\s*\n", SOCIAL)), start=1)
        if text
    ]
    assert bag(parse(blocks, "d")) == bag(social)


def wrapped(text: str, chance: random.Random) -> str:
    width = chance.randint(56, 130)
    lines = [textwrap.wrap(line, width, break_on_hyphens=False) or [""] for line in text.split("\n")]
    return "\n".join(piece for line in lines for piece in line)


def without_blank_lines(text: str, chance: random.Random) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip() or chance.random() < 0.2)


def paged(text: str, chance: random.Random) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        lines.append(line)
        if chance.random() < 0.03:
            lines += ["", chance.choice(["17", "- 17 -", "Стр. 17"]), "Квалификационные характеристики", ""]
    return "\n".join(lines)


def respelt(text: str, chance: random.Random) -> str:
    spellings = {
        "Должностные обязанности:": ["ДОЛЖНОСТНЫЕ ОБЯЗАННОСТИ:", "Должностные обязаности:", "Обязанности:"],
        "Должен знать:": ["Должна знать:", "Необходимо знать:", "Должен  знать", "Доджен знать:"],
        "Требования к квалификации:": ["Квалификационные требования:", "Требование к квалификации:"],
        "Параграф ": ["§ ", "ПАРАГРАФ "],
    }
    for printed, others in spellings.items():
        parts = re.split(rf"^((?:\S+ )?){printed}", text, flags=re.MULTILINE)  # text, number, text, number, …
        text = parts[0]
        for number, rest in zip(parts[1::2], parts[2::2], strict=True):
            text += number + chance.choice([printed, *others]) + rest
    return text


def reordered(text: str, chance: random.Random) -> str:
    """Points of every position in another order."""
    parts = re.split(r"^(?=Параграф |Глава |©)", text, flags=re.MULTILINE)
    for place, part in enumerate(parts):
        points = re.split(r"^(?=\S+ (?:Должностные обяз|Должен знать:|Требования к кв))", part, flags=re.MULTILINE)
        head, rest = points[0], points[1:]
        chance.shuffle(rest)
        parts[place] = head + "".join(rest)
    return "".join(parts)


def with_dropped_labels(text: str, chance: random.Random) -> str:
    label = re.compile(r"\S+ (?:Должностные обязанности|Должен знать|Требования к квалификации):")
    return "\n".join(line for line in text.split("\n") if not label.fullmatch(line) or chance.random() > 0.15)


def with_lost_end_marks(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join(line[:-1] if line.endswith(";") and chance.random() < 0.05 else line for line in lines)


ALTERATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    with_dropped_labels,
    reordered,
    respelt,
    with_lost_end_marks,
    wrapped,
    paged,
    without_blank_lines,
)


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_one_alteration_of_the_layout_loses_next_to_nothing(
    alteration: Callable[[str, random.Random], str], social: Parsed
) -> None:
    for seed in range(3):
        found = parse(read(alteration(SOCIAL, random.Random(seed))), "d")
        assert f1(bag(found), bag(social)) >= 0.985, f"seed {seed}"


def test_several_alterations_at_once_keep_the_items(social: Parsed) -> None:
    for seed in range(12):
        chance = random.Random(seed)
        text = SOCIAL
        chosen = [alteration for alteration in ALTERATIONS if chance.random() < 0.5]
        for alteration in chosen:
            text = alteration(text, chance)
        blocks = read(text)
        parsed = parse(blocks, "d")
        names = [alteration.__name__ for alteration in chosen]
        assert f1(bag(parsed), bag(social)) >= 0.97, f"seed {seed}: {names}"
        assert sorted(use.line for use in parsed.uses) == [block.line for block in blocks], f"seed {seed}: {names}"
