"""An occupation cell → groups and occupations with their codes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.cards import CodedTitle
from corpus.parsers.markdown.codes import ANY, GROUP, Coded, coded_titles
from corpus.parsers.markdown.html import Start, pieces
from corpus.parsers.markdown.items import CellPart
from corpus.parsers.markdown.joints import glue, is_open_phrase, starts_lower
from corpus.parsers.markdown.marks import Bit, bits_of

COLUMNS_OF_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupations:
    """What an occupation cell names."""

    groups: tuple[CodedTitle, ...] = ()
    occupations: tuple[CodedTitle, ...] = ()


def read_occupations(columns: Sequence[Sequence[CellPart]]) -> Occupations:
    """Groups and occupations of a row, in order; codes and titles may have a column each."""
    lists = [_read_column(parts) for parts in columns]
    found = _paired(lists) or _read_column([part for parts in columns for part in parts])
    titles = [(c, CodedTitle(code=c.code, title=c.title, line=line)) for line, c in found]
    return Occupations(
        groups=tuple(t for c, t in titles if c.is_group),
        occupations=tuple(t for c, t in titles if not c.is_group and t.title),
    )


def _read_column(parts: Sequence[CellPart]) -> list[tuple[int, Coded]]:
    """Titles and codes of a cell over its pages, with their lines."""
    bits, _ = bits_of([(line, pieces(text, later=i > 0)) for i, (line, text) in enumerate(parts)])
    found: list[tuple[int, Coded]] = []
    for bit in _folded(bits):
        texts = bit.text.split(";") if not _has_code(bit.text) else [bit.text]
        found.extend((bit.line, coded) for text in texts for coded in coded_titles(text))
    return found


def _paired(lists: Sequence[list[tuple[int, Coded]]]) -> list[tuple[int, Coded]]:
    """As many codes in one column as titles in another: «2433-1-011<br>2433-1-012», «Логист<br>Агент»."""
    codes = next((found for found in lists if found and not any(c.title for _, c in found)), [])
    titles = next((found for found in lists if found and not any(c.code for _, c in found)), [])
    if len(lists) != COLUMNS_OF_PAIR or len(codes) != len(titles):
        return []
    return [(line, replace(c, title=t.title)) for (line, c), (_, t) in zip(codes, titles, strict=True)]


def _folded(bits: Sequence[Bit]) -> list[Bit]:
    """Bits with the lines put together that are one title: «2635-5-001 | Консультант по | вопросам семьи»."""
    coded_cell = any(_has_code(bit.text) for bit in bits)
    found: list[Bit] = []
    for bit in bits:
        if found and not bit.style and _same_title(found[-1], bit, coded_cell=coded_cell):
            found[-1] = replace(found[-1], text=glue(found[-1].text, bit.text, across=bit.start))
        else:
            found.append(bit)
    return found


def _same_title(above: Bit, bit: Bit, *, coded_cell: bool) -> bool:
    """Whether a line goes on with the title above it."""
    if _opens_with_code(bit.text):
        return False
    if above.text.endswith(";"):
        return False
    if coded_cell or bit.start in (Start.PAGE, Start.INLINE):
        return True
    return starts_lower(bit.text) or is_open_phrase(above.text)


def _has_code(text: str) -> bool:
    return ANY.search(text) is not None or GROUP.match(text) is not None


def _opens_with_code(text: str) -> bool:
    return ANY.match(text) is not None or GROUP.match(text) is not None
