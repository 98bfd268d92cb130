"""Professional standard as PDF text: hard-wrapped, three interleaved columns → cards."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from corpus.blocks import Block, BlockKind
from corpus.cards import Card, LineUse, Parsed, Problem
from corpus.parsers.columns.amendments import amended_points
from corpus.parsers.columns.card import CardReader
from corpus.parsers.columns.fields import FieldRow, read_rows
from corpus.parsers.columns.functions import Part, read_functions, widths_of
from corpus.parsers.columns.lines import Line, chunks, read_lines, without_page_numbers
from corpus.parsers.columns.segments import HEADINGS, Kind, Segment, segments
from corpus.parsers.columns.text import width_of
from corpus.parsers.columns.zones import Zones, zones

DIVIDED = {"related", "classifier"}  # level | titles, titles | document
PROSE = "text of the order before the cards"


def recognises(blocks: Sequence[Block]) -> float:
    """How surely this is a standard in interleaved columns: card rows, headings on narrow lines, no tabs."""
    lines = [b for b in blocks if b.kind is BlockKind.LINE]
    if not lines or len(lines) < len(blocks) or any("\t" in b.text for b in lines):
        return 0.0
    found, _ = without_page_numbers(chunks(read_lines(lines)))
    _, cards = zones(found)
    read = [segments(card.functions) for card in cards]
    kinds = {s.kind for card in read for s in card}
    wanted = {Kind.FUNCTION, Kind.TASK, Kind.SKILLS, Kind.KNOWLEDGE}
    narrow = _narrowness([line for card in read for s in card for line in s.lines])
    return len(kinds & wanted) / len(wanted) * narrow if cards else 0.0


def _narrowness(lines: Sequence[Line]) -> float:
    """1 when nearly all lines are those of a narrow column, 0 when they are whole paragraphs."""
    short = sum(len(line.text) <= 70 for line in lines)
    return short / len(lines) if lines else 0.0


def parse(blocks: Sequence[Block], document: str) -> Parsed:
    """Return the cards, the amended points, what each line was used for, and the doubtful places."""
    lines = read_lines(blocks)
    found, page_numbers = without_page_numbers(chunks(lines))
    before, cards = zones(found)
    prose = [line for chunk in before for line in chunk.lines]
    points, uses = amended_points(prose)
    noise = {line.number: PROSE for line in prose} | {line.number: "page number" for line in page_numbers}
    made: list[Card] = []
    problems: list[Problem] = []
    for reader in _readers(cards, document):
        made.append(reader.card())
        problems.extend(reader.problems)
        uses.update(reader.uses)
        noise.update(reader.noise)
    if not made:
        problems.append(Problem(kind="no-cards", document=document, line=0, text="Карточки профессий не найдены"))
    return Parsed(
        document=document,
        cards=tuple(made),
        amended_points=points,
        uses=tuple(_line_uses(blocks, uses, noise)),
        problems=tuple(problems),
    )


def _readers(cards: Sequence[Zones], document: str) -> list[CardReader]:
    """Read all cards; widths are those of the whole document."""
    read = [segments(card.functions) for card in cards]
    widths = widths_of([segment for card in read for segment in card])
    first = _opening(read)
    parts = [read_functions(card, widths, first) for card in read]
    rows = [_rows(card, part) for card, part in zip(cards, parts, strict=True)]
    values = _value_widths([row for card in rows for row in card])
    return [CardReader(document, card, own, part, values) for card, own, part in zip(cards, rows, parts, strict=True)]


def _opening(cards: Sequence[Sequence[Segment]]) -> Kind:
    """The heading that comes first in most cards: a row starts with it."""
    firsts = (next((s.kind for s in card if s.kind in HEADINGS), None) for card in cards)
    counted = Counter(kind for kind in firsts if kind)
    return counted.most_common(1)[0][0] if counted else Kind.SKILLS


def _rows(card: Zones, part: Part) -> list[FieldRow]:
    return read_rows(card.head) + read_rows(card.tail, part.next_row)


def _value_widths(rows: Sequence[FieldRow]) -> dict[str, int]:
    """Widths of the value columns by field: the rows with two value cells have narrower ones."""
    widths: dict[str, int] = {}
    for names in (DIVIDED, {row.name for row in rows} - DIVIDED):
        lines = [line for row in rows if row.name in names for line in row.lines]
        widths.update(dict.fromkeys(names, width_of(lines)))
    return widths


def _line_uses(blocks: Sequence[Block], uses: Mapping[int, str], noise: Mapping[int, str]) -> Iterator[LineUse]:
    for block in blocks:
        if block.line in uses:
            yield LineUse(line=block.line, use=uses[block.line])
        else:
            yield LineUse(line=block.line, use=noise.get(block.line, "unread"), noise=True)
