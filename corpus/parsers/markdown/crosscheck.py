"""Level table against qualification map and functional grid: contradictions, and levels lost in the table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.cards import FrameworkLevel, GridRow
from corpus.items import squeeze
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.markdown.map import MappedOccupation


def checked(
    rows: Sequence[FrameworkLevel],
    mapped: Sequence[MappedOccupation],
    grid: Sequence[GridRow],
    ledger: Ledger,
) -> tuple[FrameworkLevel, ...]:
    """Rows with lost levels taken from the map or the grid; contradictions become problems."""
    by_code = {m.code: m.levels for m in mapped if m.levels}
    by_title = _grid_levels(grid)
    found = []
    for row in rows:
        in_map = _levels(by_code.get(o.code or "", ()) for o in row.occupations)
        in_grid = _levels(by_title.get(_key(o.title), ()) for o in row.occupations)
        found.append(_checked_row(row, (("карте квалификаций", in_map), ("функциональной карте", in_grid)), ledger))
    return tuple(found)


def _checked_row(row: FrameworkLevel, others: Sequence[tuple[str, tuple[int, ...]]], ledger: Ledger) -> FrameworkLevel:
    for place, levels in others:
        if not levels or set(row.levels) <= set(levels):
            continue
        printed = ", ".join(map(str, levels))
        if row.levels:
            own = ", ".join(map(str, row.levels))
            text = f"Уровень в {place}: {printed}; в таблице уровней: {own}. Оставлен уровень таблицы."
            ledger.problem("level-differs", row.line, text)
        else:
            ledger.problem("level-inferred", row.line, f"Уровень взят из другой таблицы ({place}): {printed}.")
            row = replace(row, levels=levels, levels_basis="inferred")
    return row


def _grid_levels(grid: Sequence[GridRow]) -> dict[str, tuple[int, ...]]:
    """Title → all levels at which the grid has it."""
    found: dict[str, set[int]] = {}
    for row in grid:
        for title in row.titles:
            found.setdefault(_key(title), set()).add(row.level)
    return {title: tuple(sorted(levels)) for title, levels in found.items()}


def _levels(found: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return next((levels for levels in found if levels), ())


def _key(title: str) -> str:
    return squeeze(title).lower().replace("ё", "е")
