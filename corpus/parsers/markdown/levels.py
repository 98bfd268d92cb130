"""Rows of a level table over all pages → drafts: one per occupation and level, the cells put together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.blocks import Block
from corpus.items import squeeze
from corpus.parsers.markdown.codes import Coded, coded_titles
from corpus.parsers.markdown.columns import LEVELS, LISTS, Columns, columns_of_table
from corpus.parsers.markdown.headings import CAPTION, announced_by, heading_of
from corpus.parsers.markdown.html import plain
from corpus.parsers.markdown.items import CellPart
from corpus.parsers.markdown.joints import is_open_phrase, starts_lower
from corpus.parsers.markdown.layout import Table
from corpus.parsers.markdown.rowkind import looks_like_name, opens_row
from corpus.parsers.markdown.rows import FURNITURE, TableRow
from corpus.parsers.markdown.subgroups import is_labelled, lone_text, subgroup_name
from corpus.parsers.markdown.values import levels_of


class LineRole(StrEnum):
    """What a line of a level table turned out to be."""

    LEVEL_ROW = "framework_level"
    SUBGROUP = "subgroup"
    GROUP = "group"


@dataclass(slots=True)
class Draft:
    """A level row as it grows over its pages."""

    line: int
    subgroup: str | None
    groups: tuple[tuple[int, Coded], ...]
    cells: dict[str, dict[int, list[CellPart]]] = field(default_factory=dict)  # field → column → page parts
    carried: set[str] = field(default_factory=set)  # fields taken from the row above: merged cells
    narrow: list[int] = field(default_factory=list)  # lines with fewer cells than columns

    def text(self, name: str) -> str:
        """Text of a field so far, in one line."""
        return plain(" ".join(text for _, text in self.parts(name)))

    def parts(self, name: str) -> list[CellPart]:
        """Page parts of a field, column by column."""
        return [part for parts in self.columns(name) for part in parts]

    def columns(self, name: str) -> list[list[CellPart]]:
        """Page parts of each column of a field: «Умения», «Навыки»."""
        columns = self.cells.get(name, {})
        return [columns[index] for index in sorted(columns)]


@dataclass(slots=True)
class LevelTable:
    """Drafts of a table, and what each of its lines is."""

    drafts: list[Draft] = field(default_factory=list)
    roles: dict[int, LineRole] = field(default_factory=dict)  # line → role
    unlabelled: list[tuple[int, str]] = field(default_factory=list)  # texts taken for names of subgroups
    unread: list[tuple[int, str]] = field(default_factory=list)  # texts that found no place
    guessed: tuple[str, ...] = ()  # fields of columns without a name


def read_table(table: Table, repeated: Collection[str] = ()) -> LevelTable:
    """Drafts of a level table in order; `repeated` lines are page headers and name nothing."""
    columns = columns_of_table(table)
    reader = _Reader(columns)
    for index, entry in enumerate(table.body):
        below = next((e for e in table.body[index + 1 :] if isinstance(e, TableRow)), None)
        if isinstance(entry, TableRow):
            reader.row(entry, below)
        elif squeeze(entry.text) not in repeated:
            reader.text(entry, below)
    return reader.result


class _Reader:
    def __init__(self, columns: Columns) -> None:
        self.result = LevelTable(guessed=columns.guessed)
        self._columns = columns
        self._subgroup: str | None = None
        self._groups: tuple[tuple[int, Coded], ...] = ()

    def text(self, block: Block, below: TableRow | None) -> None:
        """A line between rows: the name of a subgroup, or nothing of the table."""
        text = block.text.strip()
        labelled = is_labelled(text)
        if FURNITURE.match(text) or CAPTION.match(text) or (announced_by(text) and not labelled):
            return
        if heading_of(block) is None and not labelled:
            named = below is not None and self._opens_row(below) and looks_like_name(text)
            (self.result.unlabelled if named else self.result.unread).append((block.line, text))
            if not named:
                return
        self._take_name(text, (block.line,))

    def row(self, row: TableRow, below: TableRow | None) -> None:
        """A row: a subgroup, a new level row, or the next page of the last one."""
        lone = lone_text(row.cells)
        if lone is not None and self._is_name(*lone, row, below):
            self._take_name(lone[1], row.lines)
            return
        if self._opens_row(row):
            self._new_draft(row)
        if not self.result.drafts:
            self.result.unread.append((row.line, squeeze(" ".join(row.cells))))
            return
        draft = self.result.drafts[-1]
        self.result.roles.update(dict.fromkeys(row.lines, LineRole.LEVEL_ROW))
        for name, column, text in self._columns.cells(row):
            parts = draft.cells.setdefault(name, {}).setdefault(column, [])
            repeats = plain(text) == plain(" ".join(part for _, part in parts))
            if name in LISTS or not repeats:
                parts.append((row.line, text))
        if len(row.cells) < self._columns.width - 1:
            draft.narrow.append(row.line)

    def _opens_row(self, row: TableRow) -> bool:
        above = self.result.drafts[-1] if self.result.drafts else None
        known = {name: above.text(name) for name in above.cells} if above is not None else None
        return opens_row(self._columns.texts(row), known)

    def _is_name(self, index: int, text: str, row: TableRow, below: TableRow | None) -> bool:
        """Whether the only text of a row names a subgroup or a group."""
        name = self._columns.fields.get(index)
        if is_labelled(text):
            return True
        if levels_of(text) or name in LISTS:
            return False
        if name == "occupations":
            named = looks_like_name(text) and below is not None and self._opens_row(below)
            title = self.result.drafts[-1].text("occupations") if self.result.drafts else ""
            named = named and not is_open_phrase(title)
            if named:
                self.result.unlabelled.append((row.line, text))
            return named
        return name in LEVELS or index == 0 or (name is None and not starts_lower(text))

    def _take_name(self, text: str, lines: Sequence[int]) -> None:
        coded = [c for c in coded_titles(plain(text.lstrip("# "))) if c.is_group]
        if coded:
            self._groups = tuple((lines[0], c) for c in coded)
        else:
            self._subgroup, self._groups = subgroup_name(text), ()
        self.result.roles.update(dict.fromkeys(lines, LineRole.GROUP if coded else LineRole.SUBGROUP))

    def _new_draft(self, row: TableRow) -> None:
        """Start a draft; empty cells of a coded or levelled row were merged with the cells above."""
        draft = Draft(line=row.line, subgroup=self._subgroup, groups=self._groups)
        fields = self._columns.texts(row).keys()
        above = self.result.drafts[-1] if self.result.drafts else None
        self.result.drafts.append(draft)
        if above is None:
            return
        merged = {"subgroup"} - fields
        merged |= LEVELS if not fields & LEVELS else set()
        merged |= {"occupations"} - fields
        for name in sorted(merged & above.cells.keys()):
            draft.cells[name] = {
                column: [(row.line, text) for _, text in parts] for column, parts in above.cells[name].items()
            }
            draft.carried.add(name)
