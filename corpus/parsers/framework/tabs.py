"""Parser of a sectoral qualification framework (ОРК) from DOCX, its tables flattened or given as cells."""

import re
from collections.abc import Sequence

from corpus.blocks import Block, BlockKind
from corpus.cards import FrameworkLevel, Parsed
from corpus.parsers.framework.codes import codes_in
from corpus.parsers.framework.header import is_header
from corpus.parsers.framework.items import ListStyle
from corpus.parsers.framework.joins import Wording, width_of, wording_of
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.framework.level import LIST_FIELDS, framework_levels
from corpus.parsers.framework.named import named_in
from corpus.parsers.framework.prose import book_prose
from corpus.parsers.framework.rows import LevelRow, level_rows
from corpus.parsers.framework.tables import LevelTable, find_header, tables_in
from corpus.parsers.framework.terms import terms_in

FRAMEWORK = re.compile(
    r"отраслев\w*\s+рамк\w*\s+квалификац|\bОРК\b|салалық\s+біліктілік\w*\s+шеңбер|\bСБШ\b", re.IGNORECASE
)
STYLED_FIELDS = ("occupations", *LIST_FIELDS)


def recognises(blocks: Sequence[Block]) -> float:
    """How surely the blocks are a framework of this form: 0 without a level table, else 0.6 to 0.95."""
    lines = [block for block in blocks if block.kind == BlockKind.LINE]
    rows: dict[tuple[int, int], list[str]] = {}
    for block in blocks:
        if block.kind == BlockKind.CELL:
            rows.setdefault((block.table or 0, block.row or 0), []).append(block.text)
    if find_header(lines) is None and not any(is_header(row) for row in rows.values()):
        return 0.0
    return 0.95 if any(FRAMEWORK.search(block.text) for block in blocks) else 0.6


def parse(blocks: Sequence[Block], document: str) -> Parsed:
    """Read a framework: its level rows, terms, code list and the professions that it names."""
    ledger = Ledger(document)
    blocks = [block for block in blocks if block.kind != BlockKind.PAGE_BREAK]
    wording = wording_of(block.text for block in blocks)
    tables = tables_in(blocks, ledger)
    levels = _levels(tables, wording, ledger)
    taken = frozenset[int]().union(*(table.lines for table in tables))
    outside = [block for block in blocks if block.line not in taken]
    codes = codes_in(outside, wording, ledger)
    outside_codes = [block for block in outside if not ledger.is_used(block.line)]
    terms = terms_in(outside_codes, ledger)
    named = named_in(outside_codes, ledger)
    book_prose(outside, ledger)
    return Parsed(
        document=document,
        framework_levels=levels,
        terms=terms,
        codes=codes,
        named_professions=named,
        uses=ledger.uses(blocks),
        problems=ledger.problems(),
    )


def _levels(tables: Sequence[LevelTable], wording: Wording, ledger: Ledger) -> tuple[FrameworkLevel, ...]:
    """The level rows of all tables."""
    rows: list[LevelRow] = []
    for table in tables:
        subgroup = rows[-1].subgroup if rows else None
        rows.extend(level_rows(table.rows, table.columns, subgroup))
        for row in table.rows:
            for line in row.title.lines if row.title else ():
                ledger.use(line.line, "subgroup")
    if not rows:
        ledger.problem("no-level-table", 0, "Таблица квалификационных уровней не найдена.")
    return framework_levels(rows, _styles(rows, wording), ledger)


def _styles(rows: Sequence[LevelRow], wording: Wording) -> dict[str, ListStyle]:
    """How each column is written, judged over all its cells."""
    return {
        name: ListStyle(wording=wording, width=width_of([row.cells.get(name, ()) for row in rows]))
        for name in STYLED_FIELDS
    }
