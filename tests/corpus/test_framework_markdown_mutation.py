"""Frameworks rendered anew at random: mark-up, page breaks, column order, labels; items must survive."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.cards import FrameworkLevel
from corpus.parsers.markdown.framework import parse
from corpus.readers.text import read

DATA = Path(__file__).parents[1] / "data" / "framework_markdown"
NAMES = {
    "levels": ("Уровень ОРК", "Уровни  ОРК", "**Уровень ОРК**", "Уровень отраслевой рамки квалификаций"),
    "national": ("Уровень НРК", "НРК", "<b>Уровень НРК</b>"),
    "occupations": ("Занятие из НКЗ", "Код и наименование занятия", "Занятия"),
    "stage": ("Стадии", "Стадия"),
    "role": ("Роль в коллективном разделении труда", "Роль"),
    "knowledge": ("Знания", "Необходимые знания", "ЗНАНИЯ"),
    "skills": ("Умения (Навыки)", "Навыки (умения)", "Умения и навыки"),
    "personal_competences": ("Личностные компетенции", "Личностные качества", "Личностные компе- тенции"),
}
SUBGROUPS = ("Работа с семьей", "Прочие услуги")
LISTS = ("knowledge", "skills", "personal_competences")

Paragraph = tuple[str, str]
"""Mark («1. », «- », «• », "") and text of a paragraph of a cell."""


@dataclass(frozen=True)
class Group:
    """A list of a cell: its heading, if any, and the items under it."""

    heading: str | None
    items: tuple[str, ...]


@dataclass(frozen=True)
class Truth:
    """A level row as it should come out."""

    levels: tuple[int, ...]
    occupation: tuple[str, str]
    subgroup: str
    lists: dict[str, list[Group]]

    def items(self, name: str) -> list[str]:
        """Items of a list without its headings."""
        return [item for group in self.lists[name] for item in group.items]


def rows_of_truth() -> list[Truth]:
    rows = json.loads((DATA / "groundtruth" / "family_rows.json").read_text(encoding="utf-8"))
    return [
        Truth(
            levels=tuple(row["levels"]),
            occupation=(row["occupation"][0], row["occupation"][1]),
            subgroup=SUBGROUPS[place * len(SUBGROUPS) // len(rows)],
            lists={name: [Group(g["heading"], tuple(g["items"])) for g in row[name]] for name in LISTS},
        )
        for place, row in enumerate(rows)
    ]


def paragraphs(groups: Sequence[Group], rng: random.Random) -> list[Paragraph]:
    """A cell as marked paragraphs, in one of the styles of real documents."""
    nested = len(groups) > 1 and rng.random() < 0.5
    mark = rng.choice(["- ", "• ", "1. ", "1) ", "– "]) if not nested else rng.choice(["- ", "• "])
    end = rng.choice([";", ";", ""]) if mark[0] in "1•" else ";"
    found: list[Paragraph] = []
    for place, group in enumerate(groups, start=1):
        if group.heading:
            found.append((f"{place}. " if nested else "", group.heading + ":"))
        for number, item in enumerate(group.items, start=1):
            shown = f"{number}{mark[1:]}" if mark[0] == "1" else mark
            found.append((shown, item + ("." if number == len(group.items) else end)))
    return found


def broken(cell: list[Paragraph], pages: int, rng: random.Random) -> list[list[Paragraph]]:
    """A cell cut at word borders into at most `pages` parts."""
    if pages == 1 or not cell:
        return [cell]
    index = rng.randrange(len(cell))
    mark, text = cell[index]
    words = text.split(" ")
    cut = rng.randrange(len(words) + 1)
    head, tail = " ".join(words[:cut]), " ".join(words[cut:])
    first = [*cell[:index], *([(mark, head)] if head else [])]
    rest = [*([(mark if not head else "", tail)] if tail else []), *cell[index + 1 :]]
    return [first, *broken(rest, pages - 1, rng)]


def rendered(cell: list[Paragraph], style: str) -> str:
    """Mark-up of a part of a cell."""
    if style == "inline":
        return " ".join(mark + text for mark, text in cell)
    if style == "br":
        return "<br>".join(mark + text for mark, text in cell)
    if style == "p":
        return " ".join(f"<p>{mark}{text}</p>" for mark, text in cell)
    parts = []
    for mark, text in cell:
        tag = "ol" if mark[:1].isdigit() else "ul"
        parts.append(f"<{tag}> <li>{mark}{text}</li> </{tag}>" if mark else f"<p>{text}</p>")
    return " ".join(parts).replace("</ul> <ul>", "").replace("</ol> <ol>", "")


class Writer:
    """Writes a framework with tabs or pipes, columns in some order."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.columns = list(NAMES)
        self.usual = rng.random() < 0.5
        if not self.usual:
            rng.shuffle(self.columns)
        self.pipes = rng.random() < 0.4
        trims = not self.pipes and self.columns[0] not in LISTS  # else a trimmed row looks like a broken cell
        self.trimmed = trims and rng.random() < 0.3
        self.header = self.line([rng.choice(NAMES[name]) for name in self.columns])

    def line(self, cells: Sequence[str]) -> str:
        if self.pipes:
            return f"| {' | '.join(cells)} |"
        return "\t".join(cells).rstrip("\t") if self.trimmed else "\t".join(cells)

    def document(self, rows: Sequence[Truth]) -> str:
        width, rng = len(self.columns), self.rng
        header = self.header
        if self.usual and rng.random() < 0.3:
            lost = rng.choice(LISTS)
            header = self.line(["" if name == lost else NAMES[name][0] for name in self.columns])
        out = ["# Отраслевая рамка квалификаций", "", "## 8. Описание квалификационных уровней ОРК", "", header]
        if rng.random() < 0.5 or self.pipes:
            out.append(self.line(["---"] * width))
        if rng.random() < 0.5:
            out.append(self.line([str(n + 1) for n in range(width)]))
        subgroup = ""
        for row in rows:
            if row.subgroup != subgroup:
                subgroup = row.subgroup
                out.extend(self.subgroup_lines(subgroup))
            out.extend(self.row_lines(row))
        return "\n".join(out) + "\n"

    def subgroup_lines(self, name: str) -> list[str]:
        shown = self.rng.choice(["{}", "**{}**", "Подгруппа: {}", "Профессиональная подгруппа «{}»"]).format(name)
        empty = [""] * (len(self.columns) - 1)
        in_table = self.columns[0] not in LISTS
        return [self.line([shown, *empty])] if in_table else ["", f"### Подгруппа «{name}»", ""]

    def row_lines(self, row: Truth) -> list[str]:
        rng = self.rng
        pages = rng.choice([1, 1, 2, 3])
        level = rng.choice(["-", "–", " - "]).join(map(str, row.levels))
        code, title = row.occupation
        named = rng.choice(["{} {}", "<b>{}</b> <b>{}</b>", "{}<br>{}", "<p>{}</p><p>{}</p>"])
        fixed = {
            "levels": rng.choice(["{}", "<b>{}</b>", "**{}**"]).format(level),
            "national": level,
            "occupations": named.format(code, title),
            "stage": "Исполнение",
            "role": "Основное производство",
        }
        parts = {name: broken(paragraphs(row.lists[name], rng), pages, rng) for name in LISTS}
        out: list[str] = []
        for page in range(pages):
            cells = []
            for name in self.columns:
                part = parts.get(name, [])
                style = rng.choice(["inline", "p", "list", "br"])
                text = rendered(part[page], style) if page < len(part) else ""
                cells.append(text if name in LISTS else fixed[name] if page == 0 else "")
            if page:
                rule = self.line(["--"] * len(self.columns))
                out.extend(rng.choice([[""], ["", self.header], [rule, ""], []]))
            out.append(self.line(cells))
        return out


def document(rows: Sequence[Truth], rng: random.Random) -> str:
    return Writer(rng).document(rows)


def key(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def found_items(rows: Sequence[FrameworkLevel], truth: Sequence[Truth]) -> tuple[int, int, int]:
    """Items in common, items wanted, items found, row by row."""
    common = total = given = 0
    for got, row in zip(rows, truth, strict=True):
        for name in LISTS:
            left = Counter(key(text) for text in row.items(name))
            right = Counter(key(item.text) for item in getattr(got, name))
            common += sum((left & right).values())
            total += sum(left.values())
            given += sum(right.values())
    return common, total, given


@pytest.mark.parametrize("seed", range(40))
def test_items_survive_another_mark_up_and_other_page_breaks(seed: int) -> None:
    rng = random.Random(seed)
    truth = rows_of_truth()
    blocks = read(document(truth, rng))
    parsed = parse(blocks, "ork-x")
    rows = parsed.framework_levels
    assert len(rows) == len(truth), f"seed {seed}"
    common, total, given = found_items(rows, truth)
    assert 2 * common / (total + given) >= 0.97, f"seed {seed}: {common} of {total}, {given} found"
    assert [row.levels for row in rows] == [row.levels for row in truth], f"seed {seed}"
    assert [row.subgroup for row in rows] == [row.subgroup for row in truth], f"seed {seed}"
    titles = [[(o.code, o.title) for o in row.occupations] for row in rows]
    assert titles == [[row.occupation] for row in truth], f"seed {seed}"
    assert [use.line for use in parsed.uses] == [block.line for block in blocks], f"seed {seed}"
