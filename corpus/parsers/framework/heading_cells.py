"""Cells of a flattened table → its header: one row of names, or two with names that span columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.parsers.framework.header import MIN_FIELDS, columns_of, field_of, is_header, spanned_names
from corpus.parsers.framework.lines import TabCell

ONE_ROW = 14  # cells looked at for a header of one row
TWO_ROWS = 32  # cells looked at for a header of two rows with their empty cells
NUMBER_COLUMN = frozenset({"№", "№ п/п", "№п/п", "п/п", "№ р/с", "р/с"})  # numbers the rows
SPAN = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ][^\d,;.:]{3,60}$")  # «Требования к компетенциям»; not «вежливость, такт»
MIN_INLINE = 4  # cells that a line of whole rows holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """How many cells a header takes, and the names of its columns."""

    size: int
    names: tuple[str, ...]
    inline: bool  # its cells stand on one line: so do the cells of the rows

    @property
    def columns(self) -> dict[int, str]:
        """Column index → field."""
        numbers = {0: "number"} if self.names[0] in NUMBER_COLUMN else {}
        return numbers | columns_of(self.names)


def header_at(cells: Sequence[TabCell], start: int) -> Header | None:
    """The header of a level table that begins at `start`, None if none does."""
    near = cells[start : start + TWO_ROWS]
    near = [*near[:1], *takewhile(lambda cell: not cell.gap, near[1:])]
    return _of_grid(near) or _of_two_rows(near) or _of_one_row(cells[start : start + ONE_ROW])


def _header(cells: Sequence[TabCell], names: Sequence[str]) -> Header:
    inline = len(cells) >= MIN_INLINE * len({cell.line for cell in cells})
    return Header(size=len(cells), names=tuple(names), inline=inline)


def _of_one_row(cells: Sequence[TabCell]) -> Header | None:
    """It reaches to the last named column before a blank line or two cells that name no field.

    A body cell before a repeated header may look like a name («Навыки общения»): then its field
    comes again further on.
    """
    window: list[str] = []
    for cell in cells:
        unnamed = not any(field_of(text) for text in (*window[-1:], cell.text))
        if window and (cell.gap or unnamed):
            break
        window.append(cell.text)
    columns = columns_of(window)
    first = int(window[0] in NUMBER_COLUMN)
    repeated = any(field_of(text) == columns.get(first) for index, text in enumerate(window) if index not in columns)
    if first not in columns or repeated or not is_header(window):
        return None
    size = max(columns) + 1
    return _header(cells[:size], window[:size])


def _of_grid(cells: Sequence[TabCell]) -> Header | None:
    """Two rows of as many cells, those that a name spans left empty: «Уровень», «», «Занятие» over «ОРК», «НРК», «»."""
    texts = [cell.text for cell in cells]
    for width in range(MIN_FIELDS, len(cells) // 2 + 1):
        top, below = texts[:width], texts[width : 2 * width]
        under = all(high or low for high, low in zip(top, below, strict=True)) and "" in top and "" in below
        names = spanned_names([top, below])
        if under and len(columns_of(names)) == width and is_header(names):
            return _header(cells[: 2 * width], names)
    return None


def _of_two_rows(cells: Sequence[TabCell]) -> Header | None:
    """«Уровень ОРК», «Занятие», «Требования»; below: two empty cells, «Знания», «Умения»."""
    top = [cell.text for cell in takewhile(lambda cell: bool(cell.text), cells)]
    spans = [index for index, text in enumerate(top) if field_of(text) is None and text not in NUMBER_COLUMN]
    groups, size = _names_below(cells, [top[index] for index in spans], begin=len(top))
    if not groups or len(groups) != len(spans) or not all(SPAN.match(top[index]) for index in spans):
        return None
    under = dict(zip(spans, groups, strict=True))
    names = [name for index, text in enumerate(top) for name in under.get(index, [text])]
    after = len(top) - 1 - spans[-1]  # columns behind the last spanning name: empty in the second row
    size += sum(1 for _ in takewhile(lambda cell: not cell.text, cells[size : size + after]))
    return _header(cells[:size], names) if is_header(names) else None


def _names_below(cells: Sequence[TabCell], spans: Sequence[str], *, begin: int) -> tuple[list[list[str]], int]:
    """Runs of names in the second row, one under each spanning name, and where the last one ends."""
    groups: list[list[str]] = []
    place = end = begin
    while place < len(cells) and len(groups) < len(spans):
        if not cells[place].text:
            place += 1
            continue
        run = (cell.text for cell in cells[place:])
        names = [_full_name(text, spans[len(groups)]) for text in takewhile(bool, run)]
        known = list(takewhile(field_of, names))
        if place == begin or len(known) < 2:
            break
        groups.append(known)
        place = end = place + len(known)
    return groups, end


def _full_name(text: str, span: str) -> str:
    """«Личностные» under «Компетенции» → «Личностные Компетенции»."""
    return text if field_of(text) else f"{text} {span}"
