"""Rows of a level table → level rows: subgroup titles apart, page-broken rows put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus.items import split_number, squeeze
from corpus.parsers.framework_align import LEVEL_FIELDS, WORD_FIELDS, TabRow
from corpus.parsers.framework_lines import CellLine, TabCell

SUBGROUP_LABELS = ("профессиональная подгруппа", "подгруппа", "профессиональная группа")


@dataclass(slots=True, kw_only=True)
class LevelRow:
    """A row of the table before its cells are read."""

    line: int  # 1-based
    subgroup: TabCell | None
    cells: dict[str, tuple[CellLine, ...]] = field(default_factory=dict)  # by field
    lost: set[str] = field(default_factory=set)  # fields whose printed number is gone
    pieces: int = 1  # table rows it was put together from

    def text(self, name: str) -> str:
        """A cell as one text."""
        return squeeze(" ".join(line.text for line in self.cells.get(name, ())))


def level_rows(rows: Iterable[TabRow], columns: Mapping[int, str], subgroup: TabCell | None = None) -> list[LevelRow]:
    """Put page-broken rows together and hang each row under its subgroup."""
    found: list[LevelRow] = []
    fresh = True  # nothing stands between the last row and this one
    for row in rows:
        if row.title is not None:
            subgroup, fresh = row.title, True
            continue
        piece = _row(row, columns, subgroup)
        if found and not fresh and _goes_on(piece):
            _append(found[-1], piece)
        else:
            found.append(piece)
        fresh = False
    return found


def subgroup_title(cell: TabCell | None) -> str | None:
    """«2. Подгруппа: Социальная адаптация» → «Социальная адаптация»."""
    if cell is None:
        return None
    _, text = split_number(squeeze(cell.text))
    head, colon, rest = text.partition(":")
    if colon and head.strip().lower() in SUBGROUP_LABELS:
        text = rest
    return text.strip(" .;:") or None


def _row(row: TabRow, columns: Mapping[int, str], subgroup: TabCell | None) -> LevelRow:
    """One table row by field names."""
    found = LevelRow(line=min(cell.line for cell in row.cells.values()), subgroup=subgroup)
    for column, cell in row.cells.items():
        name = columns.get(column, "")
        found.cells[name] = cell.lines
        if cell.lost:
            found.lost.add(name)
    return found


def _goes_on(piece: LevelRow) -> bool:
    """Whether a row is the rest of the one above: no level, and no stage or role of its own."""
    if piece.lost or any(piece.text(name) for name in LEVEL_FIELDS):
        return False
    words = [piece.text(name) for name in WORD_FIELDS]
    return all(not text or text[0].islower() for text in words)


def _append(row: LevelRow, piece: LevelRow) -> None:
    """Add the rest of a page-broken row to its cells."""
    for name, lines in piece.cells.items():
        row.cells[name] = (*row.cells.get(name, ()), *lines)
    row.pieces += 1
