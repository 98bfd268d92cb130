"""The social framework printed anew in many ways: it must read the same."""

import random
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.cards import FrameworkLevel
from corpus.parsers.framework.tabs import parse
from corpus.readers.text import read

SOCIAL = Path(__file__).parents[2] / "corpus/data/documents/001_61a1e3a7c96fc608.txt"
LISTS = ("knowledge", "skills", "professional_competences", "personal_competences")
SPELLINGS = {
    "levels": ("Уровень ОРК", "ОРК", "Уровень отраслевой рамки квалификаций"),
    "occupations": ("Занятие из НКЗ", "Код и наименование занятия", "Профессия"),
    "national_levels": ("Уровень НРК", "НРК", "Уровень национальной\nрамки"),
    "stage": ("Стадия", "Стадии", "Стадия процесса"),
    "role": ("Роль в коллективном разделении труда", "Роль в коллективном\nразделении труда"),
    "knowledge": ("Знания", "Необходимые знания"),
    "skills": ("Навыки (умения)", "Умения (Навыки)", "Умения и навыки"),
    "professional_competences": ("Профессиональные компетенции", "Профес-\nсиональные компетенции"),
    "personal_competences": ("Личностные компетенции", "Личные качества"),
}
SEEDS = range(20)
MIN_F1 = 0.97


@dataclass(frozen=True)
class Print:
    """One way of printing a framework."""

    width: int  # characters of a line, 0 for no limit
    bullet: str
    dashless: float  # share of items that start with a capital and have no dash
    semicolons: float  # share of items that end with «;»
    breaks: float  # share of rows that a page breaks
    gap: float  # share of rows with a blank line before them
    inner_gap: float  # share of lines with a blank line before them
    lost: float  # share of rows whose level is gone
    order: str  # of the columns


def random_print(rng: random.Random) -> Print:
    width = rng.choice([0, 0, 35, 50, 70, 100])
    return Print(
        width=width,
        bullet=rng.choice(["-", "•", "–", "·"]),
        dashless=0.0 if width else rng.choice([0.0, 0.2]),
        semicolons=rng.choice([0.0, 0.5, 1.0]),
        breaks=rng.choice([0.0, 0.3]),
        gap=rng.choice([0.0, 0.5, 1.0]),
        inner_gap=rng.choice([0.0, 0.02]),
        lost=rng.choice([0.0, 0.3]),
        order=rng.choice(["as printed", "as in 2023", "any"]),
    )


def columns(way: Print, rng: random.Random) -> list[str]:
    names = list(SPELLINGS)
    if way.order == "as in 2023":
        names.insert(1, names.pop(2))
    if way.order == "any":
        rng.shuffle(names)
    return names


def wrapped(text: str, way: Print) -> list[str]:
    if not way.width:
        return [text]
    return textwrap.wrap(text, way.width, break_on_hyphens=False, break_long_words=False)


def cell_lines(row: FrameworkLevel, name: str, way: Print, rng: random.Random) -> list[str]:
    value = getattr(row, name)
    if name in ("levels", "national_levels"):
        return ["-".join(map(str, value))]
    if name in ("stage", "role"):
        return [value or ""]
    if name == "occupations":
        titles = sorted((*row.groups, *row.occupations), key=lambda title: (title.line, len(title.code or "")))
        printed = [f"{title.code or way.bullet} {title.title}" for title in titles]
        return [line for text in printed for line in wrapped(text, way)]
    lines: list[str] = []
    for item in value:
        bare = item.text[0].isupper() and rng.random() < way.dashless
        mark = "" if bare else way.bullet + rng.choice(["", " ", " ", " "])
        end = ";" if rng.random() < way.semicolons else ""
        lines += wrapped(f"{mark}{item.text}{end}", way)
    return lines or [""]


def broken(cells: list[list[str]], names: Sequence[str], rng: random.Random) -> list[list[list[str]]]:
    """The two pieces of a row that a page breaks."""
    cut = [
        rng.randint(1, len(c)) if n in (*LISTS, "occupations") else len(c) for n, c in zip(names, cells, strict=True)
    ]
    rest = [cell[at:] or [""] for cell, at in zip(cells, cut, strict=True)]
    if all(cell == [""] for cell in rest):
        return [cells]
    return [[cell[:at] for cell, at in zip(cells, cut, strict=True)], rest]


def printed(rows: Sequence[FrameworkLevel], way: Print, rng: random.Random) -> str:
    """A whole document."""
    names = columns(way, rng)
    header = [f"\t{rng.choice(SPELLINGS[name])}" for name in names]
    lines = ["Отраслевая рамка квалификаций", "", "Описание квалификационных уровней", *header]
    subgroup = None
    for row in rows:
        if row.subgroup != subgroup:
            subgroup = row.subgroup
            lines += [*rng.choice([[], [""], [""]]), *rng.choice([[], ["\t"]]), f"\t{subgroup}"]
        cells = [cell_lines(row, name, way, rng) for name in names]
        pieces = broken(cells, names, rng) if rng.random() < way.breaks else [cells]
        for number, piece in enumerate(pieces):
            lines += [str(rng.randint(2, 90))] if number and rng.random() < 0.5 else []
            lines += [""] if rng.random() < way.gap else []
            lines += [*header, ""] if number and rng.random() < 0.4 else []
            lose = names.index("levels") if not number and rng.random() < way.lost else -1
            add_cells(lines, piece, lose, way, rng)
    return "\n".join(lines)


def add_cells(lines: list[str], cells: list[list[str]], lose: int, way: Print, rng: random.Random) -> None:
    """Print the cells of a row; with the cell `lose` go the blank lines and empty cells before it."""
    for column, cell in enumerate(cells):
        if column == lose:
            while not lines[-1].strip():
                lines.pop()
            continue
        border = " \t" if column == lose + 1 and lose >= 0 else "\t"
        for number, text in enumerate(cell):
            lines += [""] if rng.random() < way.inner_gap else []
            lines.append(text if number else border + text)


def f1(wanted: Counter[str], found: Counter[str]) -> float:
    return 2 * (wanted & found).total() / (wanted.total() + found.total())


def bare(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def items(rows: Sequence[FrameworkLevel]) -> Counter[str]:
    return Counter(f"{name} {bare(item.text)}" for row in rows for name in LISTS for item in getattr(row, name))


def occupations(rows: Sequence[FrameworkLevel]) -> Counter[str]:
    return Counter(f"{row.subgroup} {o.code} {bare(o.title)}" for row in rows for o in row.occupations)


@pytest.fixture(scope="module")
def rows() -> tuple[FrameworkLevel, ...]:
    return parse(read(SOCIAL.read_text(encoding="utf-8")), "ork-social-2019").framework_levels


@pytest.mark.parametrize("seed", SEEDS)
def test_another_print_of_the_framework_reads_the_same(rows: tuple[FrameworkLevel, ...], seed: int) -> None:
    rng = random.Random(seed)
    way = random_print(rng)
    blocks = read(printed(rows, way, rng))
    parsed = parse(blocks, "ork-test")
    found = parsed.framework_levels
    told = f"seed {seed}, {way}"
    assert len(found) == len(rows), told
    assert f1(items(rows), items(found)) >= MIN_F1, told
    assert f1(occupations(rows), occupations(found)) >= MIN_F1, told
    assert [use.line for use in parsed.uses] == [block.line for block in blocks], told
    for before, after in zip(rows, found, strict=True):
        assert after.levels in {before.levels, ()} or after.levels_basis == "inferred", told
