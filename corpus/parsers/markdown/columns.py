"""Columns of a level table: by their names, else by the usual orders of frameworks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.parsers.framework.header import REPEATABLE, columns_of, field_of, normal_name
from corpus.parsers.markdown.html import plain
from corpus.parsers.markdown.layout import Table
from corpus.parsers.markdown.rows import TableRow
from corpus.parsers.markdown.values import levels_of

LISTS = frozenset({"knowledge", "skills", "professional_competences", "personal_competences"})
LEVELS = frozenset({"levels", "national_levels"})
SUBGROUP_COLUMN = re.compile(r"подгрупп|^(?:профессиональн\w* )?группа$|подотрасл|кіші топ|^кәсі\w+ топ$")
BOTH_LEVELS = re.compile(r"(?=.*\bорк\b).*\bнрк\b|(?=.*\bсбш\b).*\bұбш\b")  # «Уровень ОРК/НРК»: one column for both

# Orders of the methods of 2023 (№ 384) and 2019 (№ 25), for columns whose names are lost.
USUAL_ORDERS: tuple[tuple[str, ...], ...] = (
    (
        "levels",
        "national_levels",
        "occupations",
        "stage",
        "role",
        "knowledge",
        "skills",
        "personal_competences",
    ),
    (
        "levels",
        "occupations",
        "national_levels",
        "stage",
        "role",
        "knowledge",
        "skills",
        "professional_competences",
        "personal_competences",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Field of each column, and which of them no name tells."""

    fields: dict[int, str]
    width: int
    guessed: tuple[str, ...] = ()

    def cells(self, row: TableRow) -> list[tuple[str, int, str]]:
        """Field, column and mark-up of the filled cells; a row of item cells only is aligned to the right."""
        first = min((index for index, name in self.fields.items() if name in LISTS), default=0)
        right = {name for index, name in self.fields.items() if index >= first}
        opens = plain(row.cells[0])
        narrow = first and len(row.cells) == self.width - first and right <= LISTS
        shift = first if narrow and opens and not levels_of(opens) else 0
        placed = [(index + shift, text) for index, text in enumerate(row.cells) if plain(text)]
        return [(self.fields[index], index, text) for index, text in placed if index in self.fields]

    def texts(self, row: TableRow) -> dict[str, str]:
        """Text of each filled field; a field of several columns («Код НКЗ», «Занятие») is read as one."""
        texts: dict[str, str] = {}
        for name, _, text in self.cells(row):
            texts[name] = f"{texts.get(name, '')} {plain(text)}".strip()
        return texts


def columns_of_table(table: Table) -> Columns:
    """Columns of a level table; a table without a header is read in a usual order if its cells fit."""
    rows = [entry for entry in table.body if isinstance(entry, TableRow)]
    width = max((len(row.cells) for row in rows), default=0)
    if table.header:
        header = (*table.header, *[""] * (width - len(table.header)))
        named = named_columns(header)
        fields = with_lost_names(named, header)
        lost = tuple(name for index, name in fields.items() if index not in named)
        return Columns(fields=fields, width=len(header), guessed=lost)
    for order in USUAL_ORDERS:
        if len(order) == width and _fits(order, rows):
            return Columns(fields=dict(enumerate(order)), width=width, guessed=order)
    return Columns(fields={}, width=width)


def named_columns(header: Sequence[str]) -> dict[int, str]:
    """Column index → field by name, with repeated item columns and the subgroup column."""
    columns = columns_of(header)
    for index, cell in enumerate(header):
        if columns.get(index) == "national_levels" and BOTH_LEVELS.search(normal_name(cell)):
            columns[index] = "levels"
        name = field_of(cell)
        if index in columns:
            continue
        if name in REPEATABLE:
            columns[index] = name
        elif name is None and SUBGROUP_COLUMN.search(normal_name(cell)):
            columns[index] = "subgroup"
    return columns


def with_lost_names(named: dict[int, str], header: Sequence[str]) -> dict[int, str]:
    """Columns with a field for an empty name: by the usual order that the others keep, else the one left."""
    empty = [index for index, cell in enumerate(header) if not cell]
    for order in USUAL_ORDERS:
        agree = len(order) == len(header) and all(order[index] == name for index, name in named.items())
        if agree and empty:
            return {**named, **{index: order[index] for index in empty}}
        left = [name for name in order if name not in named.values()]
        if len(order) == len(header) and len(left) == len(empty) == 1:
            return {**named, empty[0]: left[0]}
    return dict(named)


def _fits(order: Sequence[str], rows: Sequence[TableRow]) -> bool:
    """Whether level cells of an order hold levels in some row and nothing but levels in all."""
    cells = [plain(row.cells[order.index("levels")]) for row in rows if len(row.cells) == len(order)]
    filled = [cell for cell in cells if cell]
    national = [plain(row.cells[order.index("national_levels")]) for row in rows if len(row.cells) == len(order)]
    return bool(filled) and all(levels_of(cell) for cell in (*filled, *filter(None, national)))
