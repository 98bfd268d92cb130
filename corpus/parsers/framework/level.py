"""A level row → FrameworkLevel: levels, stage, role, occupations and the four lists of items."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.cards import FrameworkLevel, Item
from corpus.items import squeeze
from corpus.parsers.framework.items import ItemList, ListStyle, items_of
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.framework.occupations import OccupationList, is_code_line, occupations_of
from corpus.parsers.framework.rows import LevelRow, subgroup_title
from corpus.parsers.markdown.sentences import split_unmarked

LIST_FIELDS = ("knowledge", "skills", "professional_competences", "personal_competences")
BY_COMMA = ("personal_competences", "professional_competences")
ITEM_USES = {
    "knowledge": "knowledge",
    "skills": "skill",
    "professional_competences": "professional competence",
    "personal_competences": "personal competence",
    "levels": "level",
    "national_levels": "national level",
}

RANGE = re.compile(r"(?<!\d)([1-8])(?:\.\d)?\s*[-–—]\s*([1-8])(?:\.\d)?(?!\d)")  # «5-6», «4.1 – 4.3»
NUMBER = re.compile(r"(?<![\d.])([1-8])(?:\.\d)?(?!\d)")
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
MIN_EQUAL = 3  # rows with both levels printed that an inference rests on


def levels_in(text: str) -> tuple[int, ...]:
    """Level numbers of a cell: «8» → (8,), «5-6» → (5, 6), «IV» → (4,), «» → ()."""
    text = squeeze(text)
    if found := RANGE.search(text):
        low, high = sorted(map(int, found.groups()))
        return tuple(range(low, high + 1))
    if text in ROMAN:
        return (ROMAN[text],)
    return tuple(sorted({int(number) for number in NUMBER.findall(text)}))


def framework_levels(
    rows: Sequence[LevelRow], styles: Mapping[str, ListStyle], ledger: Ledger
) -> tuple[FrameworkLevel, ...]:
    """Read all rows; a lost sectoral level is inferred only if the table itself equals both scales."""
    equal = _equal_scales(rows)
    return tuple(_level(row, styles, equal, ledger) for row in rows)


def _equal_scales(rows: Sequence[LevelRow]) -> int:
    """How many rows print both levels, if they are the same in every one; else 0."""
    pairs = [(levels_in(row.text("levels")), levels_in(row.text("national_levels"))) for row in rows]
    printed = [(sectoral, national) for sectoral, national in pairs if sectoral and national]
    same = all(sectoral == national for sectoral, national in printed)
    return len(printed) if same and len(printed) >= MIN_EQUAL else 0


def _level(row: LevelRow, styles: Mapping[str, ListStyle], equal: int, ledger: Ledger) -> FrameworkLevel:
    """Read one row and book its lines."""
    levels, basis = _levels(row, equal, ledger)
    occupations = _occupations(row, styles["occupations"], ledger)
    lists = {name: _items(row, name, styles[name], ledger) for name in LIST_FIELDS}
    for name in ("levels", "national_levels", "stage", "role"):
        _book(row, name, ITEM_USES.get(name, name), ledger)
    for line in row.cells.get("number", ()):
        ledger.noise(line.line, "row number")
    for line in row.cells.get("", ()):
        ledger.noise(line.line, "column without a known name")
    if row.pieces > 1:
        ledger.problem("row-joined", row.line, f"Строка собрана из {row.pieces} частей: её разорвала страница.")
    return FrameworkLevel(
        document=ledger.document,
        line=row.line,
        subgroup=subgroup_title(row.subgroup),
        levels=levels,
        levels_basis=basis,
        national_levels=levels_in(row.text("national_levels")),
        stage=row.text("stage") or None,
        role=row.text("role") or None,
        occupations=occupations.occupations,
        groups=occupations.groups,
        knowledge=lists["knowledge"],
        skills=lists["skills"],
        professional_competences=lists["professional_competences"],
        personal_competences=lists["personal_competences"],
    )


def _levels(row: LevelRow, equal: int, ledger: Ledger) -> tuple[tuple[int, ...], str]:
    """Sectoral levels and their basis: printed, inferred or unknown."""
    printed, national = levels_in(row.text("levels")), levels_in(row.text("national_levels"))
    if printed:
        return printed, "printed"
    if national and equal:
        shown = ", ".join(map(str, national))
        reason = (
            f"Уровень ОРК не сохранился; принят {shown}, как НРК этой строки: "
            f"во всех {equal} строках, где напечатаны оба уровня, они равны."
        )
        ledger.problem("level-inferred", row.line, reason)
        return national, "inferred"
    reason = "Уровень ОРК не сохранился, вывести его не из чего; оставлен неизвестным."
    ledger.problem("level-unknown", row.line, reason)
    return (), "unknown"


def _occupations(row: LevelRow, style: ListStyle, ledger: Ledger) -> OccupationList:
    """Read the occupation cell and book its lines."""
    found = occupations_of(row.cells.get("occupations", ()), style)
    for title in found.bare:
        text = f"Занятие «{title.title}» без кода и без тире; принято за отдельное занятие."
        ledger.problem("occupation-unmarked", title.line, text)
    if not found.occupations:
        ledger.problem("no-occupations", row.line, "В строке уровня не найдено ни одного занятия.")
    group_lines = {group.line for group in found.groups}
    for line in row.cells.get("occupations", ()):
        if is_code_line(line.text):
            ledger.use(line.line, "group" if line.line in group_lines else "occupation")
    _book(row, "occupations", "occupation", ledger)
    return found


def _items(row: LevelRow, name: str, style: ListStyle, ledger: Ledger) -> tuple[Item, ...]:
    """Read a list cell and book its lines."""
    found: ItemList = items_of(row.cells.get(name, ()), style)
    for line in found.labels:
        ledger.use(line.line, "label")
    for line in found.displaced:
        text = f"Строка «{line.text}» стоит не на месте; присоединена к пункту без дополнения."
        ledger.problem("displaced-line", line.line, text)
    _book(row, name, ITEM_USES[name], ledger)
    return _by_comma(found.items, row, ledger) if name in BY_COMMA else found.items


def _by_comma(items: tuple[Item, ...], row: LevelRow, ledger: Ledger) -> tuple[Item, ...]:
    """«вежливость, внимательность, терпение» as the only text of a cell is three items."""
    if len(items) != 1:
        return items
    traits, parted = split_unmarked(items[0].text, by_comma=True)
    if not parted:
        return items
    ledger.problem("comma-list", row.line, f"Перечень через запятую разделён на {len(traits)}: «{items[0].text}».")
    return tuple(replace(items[0], text=trait) for trait in traits)


def _book(row: LevelRow, name: str, use: str, ledger: Ledger) -> None:
    """Book the lines of a cell that say something."""
    for line in row.cells.get(name, ()):
        if line.text.strip():
            ledger.use(line.line, use)
