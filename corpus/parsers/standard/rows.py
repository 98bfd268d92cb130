"""Rows of a standard's tables, also where the page text lost the border between two of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.blocks import Block, BlockKind, Cell, Row
from corpus.parsers.standard.labels import COLUMN_HEADS, FUNCTION, numbered_label, row_label
from corpus.parsers.standard.tables import rows

# Paragraphs that no cell holds: the heading of the next card, the chapter behind the cards.
HEADINGS = ("card", "chapter")


def table_rows(blocks: Sequence[Block]) -> list[Row]:
    """Return the rows in order; a heading is a row of its own, a row label opens a row."""
    return [part for row in rows(blocks) for whole in _at_headings(row) for part in _at_labels(whole)]


def cells_apart(blocks: Sequence[Block]) -> list[Block]:
    """Cut lines at tabs inside: «Код профессии\t2250-0-002» is a label and the cell beside it."""
    return [part for block in blocks for part in _cells(block)]


def _cells(block: Block) -> Iterator[Block]:
    text = block.text.strip(" \t")
    if block.kind is not BlockKind.LINE or "\t" not in text:
        yield block
        return
    border = block.text[: block.text.index(text)]
    first, *others = text.split("\t")
    opens_row = "\t" not in border and (block.gap or row_label(first))
    yield replace(block, text="\t" + first if opens_row else border + first, gap=max(block.gap, int(bool(opens_row))))
    for other in others:
        yield replace(block, text="\t" + other, gap=0)


def _at_headings(row: Row) -> Iterator[Row]:
    """Cut a row where a heading stands inside a cell: «Место работы …» | «Глава 4. Технические данные»."""
    kept: list[Cell] = []
    for cell in row:
        cuts = [i for i, block in enumerate(cell) if i and _field(block) in HEADINGS]
        first, *others = [cell[a:b] for a, b in zip([0, *cuts], [*cuts, len(cell)], strict=True)]
        kept.append(first)
        for part in others:
            yield tuple(kept)
            kept = [part]
    yield tuple(kept)


def _at_labels(row: Row) -> Iterator[Row]:
    """Cut a row where a cell opens the next one: the blank line between the two is lost."""
    start, head = 0, None
    for index, cell in enumerate(row):
        field = _field(cell[0]) if cell else None
        opens = field is not None and field not in COLUMN_HEADS.get(head or "", ())
        if (opens or (cell and numbered_label(FUNCTION, cell[0].text))) and any(row[start:index]):
            yield row[start:index]
            start = index
        head = field if opens else head
    yield row[start:]


def _field(block: Block) -> str | None:
    label = row_label(block.text)
    return label.field if label else None
