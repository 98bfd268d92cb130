"""Tables of a framework → level rows, qualification map, grid; their lines and doubts go to the ledger."""

from corpus.cards import FrameworkLevel, GridRow
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.markdown.build import FIELD_NAMES, build
from corpus.parsers.markdown.columns import columns_of_table
from corpus.parsers.markdown.grid import read_grid
from corpus.parsers.markdown.headings import TableKind
from corpus.parsers.markdown.layout import Layout, Table
from corpus.parsers.markdown.levels import LevelTable, read_table
from corpus.parsers.markdown.map import QualificationMap, read_map
from corpus.parsers.markdown.rows import TableRow

MAP_SHIFTED = "Столбцы карты квалификаций сдвинуты; ячейки разобраны по содержанию."


def read_levels(layout: Layout, ledger: Ledger) -> tuple[FrameworkLevel, ...]:
    """Rows of all level tables, in order."""
    rows: list[FrameworkLevel] = []
    for table in _level_tables(layout, ledger):
        result = read_table(table, layout.repeated)
        for line, role in result.roles.items():
            ledger.use(line, role.value)
        _book_doubts(table, result, ledger)
        for draft in result.drafts:
            row, problems = build(draft, ledger.document)
            rows.append(row)
            for problem in problems:
                ledger.problem(problem.kind, problem.line, problem.text)
    if not rows:
        ledger.problem("no-level-table", 0, "Таблица описания квалификационных уровней не найдена.")
    return tuple(rows)


def _tables(layout: Layout, kind: TableKind) -> list[Table]:
    return [table for table in layout.tables if table.kind is kind]


def _level_tables(layout: Layout, ledger: Ledger) -> list[Table]:
    """Level tables; one without occupations tells of levels in general when another one names them."""
    tables = _tables(layout, TableKind.LEVELS)
    named = [table for table in tables if "occupations" in columns_of_table(table).fields.values()]
    for table in tables:
        if named and table not in named and table.body:
            text = "Таблица уровней без столбца занятий не относится к занятиям и не прочитана."
            ledger.problem("table-skipped", table.body[0].line, text)
    return named or tables


def _book_doubts(table: Table, result: LevelTable, ledger: Ledger) -> None:
    if result.guessed and table.body:
        names = ", ".join(FIELD_NAMES.get(name, name) for name in result.guessed)
        text = f"Столбцы без названия отнесены по обычному порядку: {names}."
        ledger.problem("column-unnamed", table.body[0].line, text)
    for line, name in result.unlabelled:
        text = f"Строка между строками таблицы принята за название подгруппы: «{name}»."
        ledger.problem("subgroup-unlabelled", line, text)
    for line, text in result.unread:
        ledger.problem("text-unread", line, f"Текст в таблице уровней не отнесён ни к одному занятию: «{text[:80]}».")


def read_maps(layout: Layout, ledger: Ledger) -> QualificationMap:
    """Groups and occupations of the qualification map."""
    found = QualificationMap()
    for table in _tables(layout, TableKind.MAP):
        part = read_map([entry for entry in table.body if isinstance(entry, TableRow)])
        found.groups.extend(part.groups)
        found.occupations.extend(part.occupations)
        for line in part.lines:
            ledger.use(line, "qualification_map")
        for line in part.shifted:
            ledger.problem("map-shifted", line, MAP_SHIFTED)
        for occupation in part.occupations:
            if not occupation.levels:
                text = f"В строке карты квалификаций нет уровней: {occupation.code}."
                ledger.problem("map-level-lost", occupation.line, text)
    return found


def read_grids(layout: Layout, ledger: Ledger) -> tuple[GridRow, ...]:
    """Rows of the functional map."""
    found: list[GridRow] = []
    for table in _tables(layout, TableKind.GRID):
        rows, lines = read_grid(table.body)
        found.extend(rows)
        for line in lines:
            ledger.use(line, "grid")
    return tuple(found)
