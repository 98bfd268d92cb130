"""Functional map: a grid of levels and the professions that stand in each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.blocks import Block
from corpus.cards import GridRow
from corpus.items import clean
from corpus.parsers.markdown.codes import coded_titles
from corpus.parsers.markdown.html import Start, pieces, plain
from corpus.parsers.markdown.joints import glue, is_open_phrase, starts_lower
from corpus.parsers.markdown.layout import is_trimmed_level
from corpus.parsers.markdown.rows import Entry, TableRow
from corpus.parsers.markdown.values import levels_of


@dataclass(slots=True)
class _GridLevel:
    level: int
    line: int
    columns: dict[int, list[str]] = field(default_factory=dict)  # column → titles


def read_grid(body: Sequence[Entry]) -> tuple[list[GridRow], set[int]]:
    """Rows of the grid from top to bottom, and the lines that they take."""
    found: list[_GridLevel] = []
    lines: set[int] = set()
    for entry in body:
        cells = entry.cells if isinstance(entry, TableRow) else _trimmed(entry)
        if cells is None:
            continue
        level = levels_of(plain(cells[0]))
        if level:
            found.append(_GridLevel(level=level[0], line=entry.line))
        if found:
            lines.update(entry.lines if isinstance(entry, TableRow) else (entry.line,))
            _take(found[-1], cells[1:] if level or not plain(cells[0]) else cells)
    rows = [
        GridRow(
            level=row.level,
            titles=tuple(dict.fromkeys(_title(t) for c in sorted(row.columns) for t in row.columns[c])),
            line=row.line,
        )
        for row in found
    ]
    return rows, lines


def _trimmed(block: Block) -> tuple[str, ...] | None:
    """A row of the level alone, its empty cells lost."""
    return (block.text.strip(),) if is_trimmed_level(block) else None


def _take(row: _GridLevel, cells: Sequence[str]) -> None:
    """Add the titles of a row; «… семьям лицам с» goes on in the same column of the next row."""
    for column, cell in enumerate(cells):
        titles = row.columns.setdefault(column, [])
        for piece in pieces(cell, later=True):
            for part in piece.text.split(";"):
                text = part.strip()
                if titles and text and (starts_lower(text) or is_open_phrase(titles[-1])):
                    titles[-1] = glue(titles[-1], text, across=Start.PAGE)
                elif text:
                    titles.append(text)


def _title(text: str) -> str:
    """«2635-5-001 Консультант» → «Консультант»."""
    coded = coded_titles(text)
    return clean(coded[0].title if coded else text)
