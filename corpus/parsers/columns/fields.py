"""Two-column rows of a card (label | value) → fields with their value lines.

A label is centred beside its value. When a page break cuts the row, the value may start before its label,
and the label may be cut around the value.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.parsers.columns.lines import Chunk, Line
from corpus.parsers.columns.rows_labels import OPEN_WORDING, continuation, opening, with_rest
from corpus.parsers.columns.text import END_MARKS, Ending, ending, paragraph_lines, width_of
from corpus.parsers.standard.labels import COLUMN_HEADS
from corpus.parsers.standard.values import related_level


@dataclass(slots=True)
class Value:
    """Lines of a value between blank lines; a page break inside does not end it."""

    lines: list[Line]
    inline: bool = False  # starts on the label's line
    early: bool = False  # printed before its label


@dataclass(slots=True)
class FieldRow:
    """A row of the card: field name, label lines, value."""

    name: str
    label: list[Line]
    values: list[Value] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All lines of the value."""
        return [line for value in self.values for line in value.lines]


def read_rows(chunks: Sequence[Chunk], early: Sequence[Line] = ()) -> list[FieldRow]:
    """Return the rows in order; `early` is text before the first label that belongs to it."""
    rows: list[FieldRow] = []
    waiting = [Value(list(early), early=True)] if early else []
    torn = 0  # cells of the last row that the page break may have cut
    for index, chunk in enumerate(chunks):
        lines: Sequence[Line] = chunk.lines
        if _opens(chunk) and not (rows and _is_column_head(rows[-1], chunk)):
            rows.extend(_open(lines))
            rows[-1].values[:0] = waiting
            waiting, torn = [], 0
            continue
        if rows and chunk.page_top:
            lines, torn = _take_label_rest(rows[-1], lines), len(rows[-1].values)
        if lines and _is_early(rows, chunks, index):
            waiting.append(Value(list(lines), early=True))
        elif lines and rows:
            _take(rows[-1], lines, torn=torn > 0)
            torn -= 1
    for row in rows:
        _split_label(row)
    return rows


def _open(lines: Sequence[Line]) -> list[FieldRow]:
    """Rows of one block: usually one, several where no blank line stands between them."""
    cuts = [i for i in range(1, len(lines)) if opening(lines[i:]) and not _is_wrapped_label(lines, i)]
    made: list[FieldRow] = []
    for start, end in zip([0, *cuts], [*cuts, len(lines)], strict=True):
        part = lines[start:end]
        found = opening(part)
        if found is None:
            continue
        row = FieldRow(found.row.field, list(part[: found.height]))
        rest = [*with_rest(part[found.height - 1], found.rest), *part[found.height :]]
        row.values.extend([Value(rest, inline=bool(found.rest))] if rest else [])
        made.append(row)
    return made


def _is_wrapped_label(lines: Sequence[Line], at: int) -> bool:
    found = opening(lines)
    return found is not None and at < found.height


def _take(row: FieldRow, lines: Sequence[Line], *, torn: bool) -> None:
    """Add lines to the value; behind a page break to the cell that was cut, the first that is unfinished."""
    if not torn or not row.values:
        row.values.append(Value(list(lines)))
        return
    cut = next((v for v in row.values if ending(v.lines, width_of(v.lines)) is Ending.OPEN), row.values[-1])
    cut.lines.extend(lines)


def _take_label_rest(row: FieldRow, lines: Sequence[Line]) -> Sequence[Line]:
    """Move the rest of a label that the page break cut to the label."""
    height = continuation(row.label, lines)
    if not height and row.name == OPEN_WORDING and _goes_on(row, lines):
        height = len(lines)
    row.label.extend(lines[:height])
    if height and (whole := opening(row.label)):
        row.name = whole.row.field  # «Уровень» alone may open three rows
    return lines[height:]


def _goes_on(row: FieldRow, lines: Sequence[Line]) -> bool:
    width = width_of(row.label)
    small = lines[0].text[0].islower() and max(len(line.text) for line in lines) <= 1.25 * width + 2
    return small and ending(row.label, width, lines[0].text.split()[0]) in (Ending.OPEN, Ending.UNSURE)


def _is_early(rows: Sequence[FieldRow], chunks: Sequence[Chunk], index: int) -> bool:
    """Blocks at a page's end behind a complete row, a label on the next page: its value starts early."""
    if not rows or not _is_complete(rows[-1]) or chunks[index].page_top:
        return False
    last = next((i for i in range(index, len(chunks)) if chunks[i].page_end), len(chunks))
    between = chunks[index + 1 : last + 1]
    return last + 1 < len(chunks) and not any(map(_opens, between)) and _opens(chunks[last + 1])


def _opens(chunk: Chunk) -> bool:
    return opening(chunk.lines) is not None


def _is_column_head(row: FieldRow, chunk: Chunk) -> bool:
    """«Уровень ОРК» above the levels of the related professions opens no row."""
    found = opening(chunk.lines)
    return found is not None and found.row.field in COLUMN_HEADS.get(row.name, ())


def _is_complete(row: FieldRow) -> bool:
    if row.name == "related":
        return any(related_level(line.text)[2] for line in row.lines)
    return bool(row.values)


def _split_label(row: FieldRow) -> None:
    """A label of open wording that swallowed its value: the value starts at the first capital.

    «… согласно КС» | «Психолог I категории: …»
    """
    if row.name != OPEN_WORDING or row.values:
        return
    at = next((i for i, line in enumerate(row.label) if i and line.text[0].isupper()), None)
    if at is not None:
        row.values.append(Value(row.label[at:]))
        del row.label[at:]


def value_paragraphs(row: FieldRow, width: int) -> list[list[Line]]:
    """Paragraphs of a value; one that began early goes on behind the label with a small letter."""
    found: list[list[Line]] = []
    early = False
    for value in row.values:
        groups = paragraph_lines(value.lines, width)
        if early and groups[0][0].text[0].islower() and not found[-1][-1].text.endswith(END_MARKS):
            found[-1].extend(groups.pop(0))
        found.extend(groups)
        early = value.early
    return found
