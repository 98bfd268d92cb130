"""Row labels of the two-column rows, wrapped over lines or cut by a page break."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.items import squeeze
from corpus.parsers.columns.lines import Line
from corpus.parsers.standard.labels import RowLabel, row_label

LABEL_LINES = 5
# Labels long enough to be wrapped, whole: a page break may cut them.
WRAPPED = (
    "Наименование профессии",
    "Уровень квалификации по ОРК",
    "Уровень квалификации для профессии согласно типовым квалификационным характеристикам",
    "Уровень профессионального образования",
    "Требования к личностным компетенциям",
    "Связь с другими профессиями в рамках ОРК",
    "Обязательные трудовые функции",
    "Дополнительные трудовые функции",
)
# The wording of this label goes on to the end of its block: «… согласно типовым … и занятости населения».
OPEN_WORDING = "requirements"


class Opening(NamedTuple):
    """A row label at the head of some lines."""

    row: RowLabel
    height: int  # lines that the label takes
    rest: str  # value on the label's last line


def opening(lines: Sequence[Line]) -> Opening | None:
    """Read the row label that the lines start with; None for other text."""
    if not lines or lines[0].text[0].islower():
        return None
    best: Opening | None = None
    for height in range(1, min(LABEL_LINES, len(lines)) + 1):
        text = _text(lines[:height])
        row = row_label(text)
        if row is None:
            continue
        found = row.pattern.match(text)
        rest = text[found.end() :].strip() if found else ""
        if best is None or len(rest) < len(lines[height - 1].text):
            best = Opening(row, height, rest.strip(" :"))
    if best is None:
        return _cut_short(lines)
    if best.row.field == OPEN_WORDING:
        return Opening(best.row, len(lines), "")
    return _cut_short(lines) or best


def _cut_short(lines: Sequence[Line]) -> Opening | None:
    """A block that is the first part of a label, the rest on the next page: «Связь с другими»."""
    text = _text(lines)
    whole = next((w for w in WRAPPED if _begins(w, text) and len(w) > len(text)), None)
    row = row_label(whole) if whole else None
    return Opening(row, len(lines), "") if row else None


def continuation(label: Sequence[Line], lines: Sequence[Line]) -> int:
    """How many lines at a page top are the rest of a label cut short; 0 when none are."""
    for height in range(min(LABEL_LINES, len(lines)), 0, -1):
        text = _text((*label, *lines[:height]))
        if any(_begins(whole, text) for whole in WRAPPED):
            return height
    return 0


def _begins(whole: str, text: str) -> bool:
    """Whether whole words of a label stand at its start: «Уровень», «Связь с другими»."""
    return f"{whole} ".lower().startswith(f"{text} ".lower())


def _text(lines: Sequence[Line]) -> str:
    return squeeze(" ".join(line.text for line in lines))


def with_rest(line: Line, rest: str) -> tuple[Line, ...]:
    """The value behind a label on its own line, as a line of its own."""
    return (replace(line, text=rest),) if rest else ()
