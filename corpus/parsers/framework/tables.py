"""Finds the level tables of a document: header, columns, rows; and the lines that they take."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block, BlockKind
from corpus.items import squeeze
from corpus.parsers.framework.align import TabRow, rows_of
from corpus.parsers.framework.header import columns_of, field_of, is_header, spanned_names
from corpus.parsers.framework.heading_cells import NUMBER_COLUMN, header_at
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.framework.lines import PAGE_NUMBER, CellLine, TabCell, cells_of, opens_cell

# Lines without a tab that stand after a table: «Приложение 2», «Функциональная карта», «6. Выводы».
TABLE_END = re.compile(
    r"^\s*(?:приложение(?:\s*№?\s*\d+\b|$)|таблица\s+\d|функциональная карта|карта профессиональн"
    r"|(?:примечани[ея]|выводы|заключение)\s*:?$|раздел\s+\d|глава\s+\d|описание (?:квалификац|уровн)"
    r"|\d+\s*-?\s*(?:қосымша|кесте)\b|функционалдық карта|кәсіптік біліктілік\w* карта)",
    re.IGNORECASE,
)
SECTION = re.compile(r"^\s*\d{1,2}\.\s+[А-ЯЁ][^.;:]{3,100}$")  # «6. Заключительные положения»
SUBGROUP_LINE = re.compile(  # «Профессиональная подгруппа: Гостиничное хозяйство»
    r"^\s*(?:\d+[.)]\s*)?(?:(?:профессиональная\s+)?(?:под)?группа|(?:кәсі\w+\s+)?(?:кіші\s+)?топ)\s*[:«\"–-]\s*\S",
    re.IGNORECASE,
)
LINES_BEFORE = 3  # how far above a header the line of its subgroup may stand


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelTable:
    """A level table: what its columns hold, its rows, and the numbers of the lines that it takes."""

    columns: dict[int, str]
    rows: tuple[TabRow, ...]
    lines: frozenset[int]


def tables_in(blocks: Sequence[Block], ledger: Ledger) -> list[LevelTable]:
    """All level tables of a document, whether flattened to lines or given as cells."""
    lines = [block for block in blocks if block.kind == BlockKind.LINE]
    cells = [block for block in blocks if block.kind == BlockKind.CELL]
    return _line_tables(lines, ledger) + _cell_tables(cells, ledger)


def find_header(blocks: Sequence[Block]) -> int | None:
    """Line of the first header of a flattened level table."""
    cells = cells_of(blocks)
    named = (i for i, cell in enumerate(cells) if field_of(cell.text) or cell.text in NUMBER_COLUMN)
    return next((cells[i].line for i in named if header_at(cells, i)), None)


# --- flattened to lines


def _line_tables(blocks: Sequence[Block], ledger: Ledger) -> list[LevelTable]:
    """Level tables in lines; a header inside a table is a repeated one, after its end a new table."""
    tables: list[LevelTable] = []
    rest = list(blocks)
    while (start := find_header(rest)) is not None:
        begin = next(i for i, block in enumerate(rest) if block.line == start)
        near = rest[max(0, begin - LINES_BEFORE) : begin]
        subgroup = [block for block in near if SUBGROUP_LINE.match(block.text)][-1:]
        end = _end_of(rest, begin)
        tables.append(_line_table(subgroup, rest[begin:end], ledger))
        rest = rest[end:]
    return tables


def _end_of(blocks: Sequence[Block], begin: int) -> int:
    """Index after the last line of the table that begins at `begin`."""
    for index in range(begin + 1, len(blocks)):
        block = blocks[index]
        if opens_cell(block):
            continue
        text = squeeze(block.text)
        if TABLE_END.match(text) or (block.gap and SECTION.match(text)):
            return index
    return len(blocks)


def _line_table(above: Sequence[Block], blocks: Sequence[Block], ledger: Ledger) -> LevelTable:
    """One flattened table, with the line of its subgroup if there is one above it."""
    kept = _without_page_numbers(blocks, ledger)
    cells = cells_of(kept)
    header = header_at(cells, 0)
    columns = header.columns if header else {}
    if header and header.inline:
        cells = cells_of(kept, inline=True)
    titles = [TabRow(title=cell) for cell in cells_of(as_cell(block) for block in above)]
    rows = titles + rows_of(_body(cells, ledger), columns)
    lines = _book_empty([*above, *blocks], ledger)
    return LevelTable(columns=columns, rows=tuple(rows), lines=lines)


def as_cell(block: Block) -> Block:
    """A line made to open a cell."""
    return replace(block, text=f"\t{block.text}")


def _book_empty(blocks: Sequence[Block], ledger: Ledger) -> frozenset[int]:
    """Book the empty cells of a table; returns the numbers of all its lines."""
    for block in blocks:
        if not block.text.strip():
            ledger.noise(block.line, "empty cell")
    return frozenset(block.line for block in blocks)


def _without_page_numbers(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """The lines of a table but the lone page numbers; a line that names a subgroup becomes a cell."""
    kept: list[Block] = []
    for block in blocks:
        after_empty = bool(kept) and not kept[-1].text.strip() and not block.gap
        if PAGE_NUMBER.match(block.text) and not opens_cell(block) and not after_empty:
            ledger.noise(block.line, "page number")
        elif block.gap and SUBGROUP_LINE.match(block.text):
            kept.append(as_cell(block))
        else:
            kept.append(block)
    return kept


def _body(cells: Sequence[TabCell], ledger: Ledger) -> list[TabCell]:
    """The cells without the header, its repetitions and the row of column numbers."""
    body: list[TabCell] = []
    index, width = 0, 0
    while index < len(cells):
        header = header_at(cells, index)
        width = len(header.names) if header else width
        size = header.size if header else _number_row(cells[index : index + width])
        for cell in cells[index : index + size]:
            _label(cell, ledger)
        if not size:
            body.append(cells[index])
        index += size or 1
    return body


def _number_row(cells: Sequence[TabCell]) -> int:
    """Length of a row of column numbers 1, 2, 3, … at the start of `cells`, else 0."""
    numbers = [cell.text for cell in cells]
    wanted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(numbers) if numbers == wanted and len(numbers) > 2 else 0


def _label(cell: TabCell, ledger: Ledger) -> None:
    """Book the lines of a header cell."""
    for line in cell.lines:
        ledger.use(line.line, "label")


# --- given as cells


def _cell_tables(blocks: Sequence[Block], ledger: Ledger) -> list[LevelTable]:
    """Level tables whose rows and cells the reader gives."""
    tables: list[LevelTable] = []
    for number in sorted({block.table for block in blocks if block.table is not None}):
        grid = _grid([block for block in blocks if block.table == number])
        heads = (
            (i, rows)
            for i in range(len(grid))
            for rows in (1, 2)
            if is_header(spanned_names(list(map(_texts, grid[i : i + rows]))))
        )
        first, size = next(heads, (0, 0))
        if not size:
            continue
        columns = columns_of(spanned_names(list(map(_texts, grid[first : first + size]))))
        body = [row for row in grid[first + size :] if not _is_label_row(row)]
        for row in grid:
            if row not in body:
                for cell in row.values():
                    _label(cell, ledger)
        lines = _book_empty([block for block in blocks if block.table == number], ledger)
        tables.append(LevelTable(columns=columns, rows=tuple(_tab_row(row) for row in body), lines=lines))
    return tables


def _grid(blocks: Sequence[Block]) -> list[dict[int, TabCell]]:
    """Rows of a table, each a dict column → cell."""
    rows: dict[int, dict[int, TabCell]] = {}
    for block in blocks:
        row = rows.setdefault(block.row or 0, {})
        line = CellLine(text=block.text, line=block.line)
        before = row.get(block.column or 0)
        lines = (*before.lines, line) if before else (line,)
        row[block.column or 0] = TabCell(lines=lines, line=lines[0].line)
    return [rows[number] for number in sorted(rows)]


def _texts(row: dict[int, TabCell]) -> list[str]:
    """Cell texts by column, "" where there is no cell."""
    return [row[column].text if column in row else "" for column in range(max(row, default=-1) + 1)]


def _is_label_row(row: dict[int, TabCell]) -> bool:
    """Whether a row repeats the header or numbers the columns."""
    cells = [row[column] for column in sorted(row)]
    return is_header(_texts(row)) or bool(_number_row(cells))


def _tab_row(row: dict[int, TabCell]) -> TabRow:
    """A row as the aligner gives it: one text across the table is the title of a subgroup."""
    said = {cell.text for cell in row.values() if cell.text}
    first = next((cell for cell in row.values() if cell.text), None)
    if first is not None and len(said) == 1 and _is_title(first, row):
        return TabRow(title=first)
    return TabRow(cells=row)


def _is_title(cell: TabCell, row: dict[int, TabCell]) -> bool:
    """Whether the only text of a row is a title: it stands first, or is repeated by a merged cell."""
    repeated = sum(other.text == cell.text for other in row.values()) > 2
    first_columns = min(column for column, other in row.items() if other.text) < 2
    return (repeated or first_columns) and cell.text[:1].isupper() and not cell.text[:1].isdigit()
