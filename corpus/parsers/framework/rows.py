"""Rows of a level table → level rows: subgroup titles apart, page-broken rows put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus.items import squeeze
from corpus.parsers.framework.align import LEVEL_FIELDS, WORD_FIELDS, TabRow
from corpus.parsers.framework.lines import CODE_ALONE, CellLine, TabCell
from corpus.parsers.markdown.subgroups import subgroup_name


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
    """«2. Подгруппа: Социальная адаптация», «Подгруппа 2. Социальная адаптация» → «Социальная адаптация»."""
    if cell is None:
        return None
    return subgroup_name(squeeze(cell.text)).strip(" .;:") or None


def _row(row: TabRow, columns: Mapping[int, str], subgroup: TabCell | None) -> LevelRow:
    """One table row by field names."""
    found = LevelRow(line=min(cell.line for cell in row.cells.values()), subgroup=subgroup)
    for column, cell in row.cells.items():
        name = columns.get(column, "")
        found.cells[name] = _side_by_side(found.cells.get(name, ()), cell.lines)
        if cell.lost:
            found.lost.add(name)
    return found


def _side_by_side(left: tuple[CellLine, ...], right: tuple[CellLine, ...]) -> tuple[CellLine, ...]:
    """Cells of one field: as many codes («2142-1-001») in the left as titles in the right are paired."""
    codes = [line for line in left if line.text.strip()]
    titles = [line for line in right if line.text.strip()]
    if len(codes) != len(titles) or not all(CODE_ALONE.match(line.text) for line in codes):
        return (*left, *right)
    return tuple(line for pair in zip(codes, titles, strict=True) for line in pair)


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
