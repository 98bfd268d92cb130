"""Qualification framework from a PDF turned into Markdown: tables broken over pages, HTML in cells."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.blocks import Block
from corpus.cards import CodedTitle, FrameworkLevel, NamedProfession, Parsed
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.markdown.booking import TITLE, book_layout
from corpus.parsers.markdown.columns import columns_of_table
from corpus.parsers.markdown.crosscheck import checked
from corpus.parsers.markdown.headings import TableKind
from corpus.parsers.markdown.layout import layout_of
from corpus.parsers.markdown.map import QualificationMap
from corpus.parsers.markdown.prose import read_prose
from corpus.parsers.markdown.rows import entries
from corpus.parsers.markdown.tables import read_grids, read_levels, read_maps
from corpus.parsers.markdown.terms import read_terms

MARKUP = re.compile(r"^\s*#{1,6} |<(?:p|br|li|ol|ul|b)\b|\*\*|^\s*\|.*\|\s*$|^--+\t")


def recognises(blocks: Sequence[Block]) -> float:
    """How surely these lines are a framework in Markdown, 0 to 1: level table, mark-up, title."""
    tables = [table for table in layout_of(entries(blocks)).tables if table.kind is TableKind.LEVELS]
    if not any(columns_of_table(table).fields for table in tables):
        return 0.0
    title = any(TITLE.search(block.text) for block in blocks)
    markup = any(MARKUP.search(block.text) for block in blocks)
    return 0.5 + 0.25 * title + 0.25 * markup


def parse(blocks: Sequence[Block], document: str) -> Parsed:
    """Level rows, codes, groups, grid, terms and named professions of a framework."""
    ledger = Ledger(document)
    layout = layout_of(entries(blocks))
    mapped = read_maps(layout, ledger)
    grid = read_grids(layout, ledger)
    rows = checked(read_levels(layout, ledger), mapped.occupations, grid, ledger)
    terms = read_terms(layout.texts, ledger)
    prose = read_prose(layout.texts, ledger)
    book_layout(layout, ledger)
    return Parsed(
        document=document,
        framework_levels=rows,
        terms=terms,
        codes=_codes(rows, mapped, prose.codes),
        groups=_groups(rows, mapped),
        named_professions=(*prose.named, *_mapped_professions(mapped)),
        grid=grid,
        uses=ledger.uses(blocks),
        problems=ledger.problems(),
    )


def _codes(
    rows: Sequence[FrameworkLevel], mapped: QualificationMap, adjacent: Sequence[CodedTitle]
) -> tuple[CodedTitle, ...]:
    """Coded occupations, each code once: of the table, of the map, then the neighbouring ones of the text."""
    kazakh = {m.code: m.title_kk for m in mapped.occupations}
    of_map = [CodedTitle(code=m.code, title=m.title, line=m.line) for m in mapped.occupations]
    found: dict[str, CodedTitle] = {}
    for coded in (*(o for row in rows for o in row.occupations), *of_map, *adjacent):
        if coded.code is not None and coded.title:
            found.setdefault(coded.code, replace(coded, title_kk=kazakh.get(coded.code)))
    return tuple(found.values())


def _groups(rows: Sequence[FrameworkLevel], mapped: QualificationMap) -> tuple[CodedTitle, ...]:
    """Groups of occupations, each code once, those of the map with their Kazakh names first."""
    found: dict[str, CodedTitle] = {}
    for group in (*mapped.groups, *(g for row in rows for g in row.groups)):
        found.setdefault(group.code or group.title, group)
    return tuple(found.values())


def _mapped_professions(mapped: QualificationMap) -> tuple[NamedProfession, ...]:
    return tuple(
        NamedProfession(relation="mapped", title=m.title, line=m.line, code=m.code, levels=m.levels)
        for m in mapped.occupations
    )
