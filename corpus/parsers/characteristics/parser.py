"""Parser of qualification characteristics: positions with duties, knowledge and requirements.

The form: chapters by category («Глава 1. … должностей руководителей …»), a position a paragraph
(«Параграф 4-1. …»), three numbered points in it («12-1. Должностные обязанности:», «Должен знать:»,
«Требования к квалификации:»), footnotes «Сноска.» anywhere. The source may be plain text, one line a
paragraph or wrapped, or the paragraphs of an HTML or DOCX file.
"""

import re
from collections.abc import Sequence

from corpus.blocks import Block
from corpus.cards import Parsed, Position
from corpus.parsers.characteristics.joining import continues, seam_of
from corpus.parsers.characteristics.ledger import Ledger
from corpus.parsers.characteristics.marks import COPYRIGHT, Kind, heading, label
from corpus.parsers.characteristics.outline import Outline, Place, outline
from corpus.parsers.characteristics.positions import read_position
from corpus.parsers.characteristics.preamble import read_preamble
from corpus.parsers.characteristics.stream import Layout, Line, measure, read_lines

NAME = re.compile(r"квалификационн\w+\s+(?:характеристик|справочник)", re.I)
OTHER_FORM = re.compile(r"карточка\s+профессии|трудовая\s+функция\s*\d*\s*:|рамка\s+квалификаций", re.I)


def recognises(blocks: Sequence[Block]) -> float:
    """How surely the blocks are qualification characteristics, 0..1: by labels, headings and the name."""
    kinds: dict[Kind, int] = dict.fromkeys((Kind.DUTIES, Kind.KNOWLEDGE, Kind.REQUIREMENTS), 0)
    headings = other = 0
    named = False
    for block in blocks:
        text = block.text.strip()
        found = label(text) if len(text) < 2000 else None
        if found and found.kind in kinds:
            kinds[found.kind] += 1
        opened = heading(text)
        headings += opened is not None and opened.word == "параграф"
        other += bool(OTHER_FORM.match(text))
        named = named or bool(NAME.search(text))
    if sum(count > 0 for count in kinds.values()) < 2 or not kinds[Kind.DUTIES] + kinds[Kind.KNOWLEDGE]:
        return 0.0
    sure = 0.6 + 0.2 * named + 0.2 * (headings > 0)
    return sure if other <= sum(kinds.values()) / 3 else 0.1 * sure


def parse(blocks: Sequence[Block], document: str) -> Parsed:
    """Return the positions of a document, its points, the use of every line and the doubts."""
    lines, furniture = read_lines(blocks)
    ledger = Ledger(document, furniture)
    layout = measure(lines)
    shape = outline(lines, layout)
    points = read_preamble(shape.preamble, layout, ledger)
    positions = _positions(shape, layout, ledger)
    _enter_tail(shape.tail, ledger)
    if not positions:
        ledger.doubt("no-positions", 0, "В документе не найдено ни одной должности.")
    return Parsed(
        document=document,
        positions=tuple(positions),
        amended_points=points,
        uses=ledger.uses,
        problems=ledger.problems,
    )


def _positions(shape: Outline, layout: Layout, ledger: Ledger) -> list[Position]:
    positions: list[Position] = []
    for place in shape.places:
        if not place.is_position:
            _enter_chapter(place, layout, ledger)
            continue
        if _is_contents(place, shape):
            ledger.enter(_numbers(place.lines), "table of contents", noise=True)
            ledger.enter(_numbers(place.sections[0].lines), "table of contents", noise=True)
            continue
        position = read_position(place, layout, ledger)
        if position:
            positions.append(position)
    _doubt_points(positions, ledger)
    return positions


def _is_contents(place: Place, shape: Outline) -> bool:
    """A heading without sections whose number comes again with sections: a line of the contents."""
    if len(place.sections) > 1 or place.sections[0].notes or place.heading is None:
        return False
    start = _letters(place.heading.title)
    return any(
        other.heading is not None
        and other.heading.number == place.heading.number
        and _letters(other.heading.title) == start
        and len(other.sections) > 1
        for other in shape.places
    )


def _letters(title: str) -> str:
    """Директор библиотеки  3 → директорбиблиотеки"""
    return re.sub(r"[\W\d]", "", title.lower())[:30]


def _enter_chapter(place: Place, layout: Layout, ledger: Ledger) -> None:
    """Heading of a chapter; text under it before the first position is prose."""
    section = place.sections[0]
    while section.lines and _is_heading_rest(place, section.lines[0], layout):
        place.lines.append(section.lines.pop(0))
    ledger.enter(_numbers(place.lines), "chapter")
    title = " ".join(line.text for line in place.lines)
    ledger.enter(_numbers(section.lines), f"prose of chapter «{title}»", noise=True)
    for note in section.notes:
        ledger.enter(_numbers(note), "footnote", noise=True)


def _is_heading_rest(place: Place, line: Line, layout: Layout) -> bool:
    """Глава 2. Должности специалистов | организаций туризма; but not | Настоящая глава …"""
    last = place.lines[-1]
    if len(place.lines) == 1 and place.heading and not place.heading.title:
        return True
    if last.text.endswith(".") or line.gap > layout.gap:
        return False
    return line.text[0].islower() or continues(seam_of(last.text, last, line, layout=layout)) is not None


def _numbers(lines: Sequence[Line]) -> list[int]:
    return [number for line in lines for number in (*line.also, line.line)]


def _enter_tail(lines: Sequence[Line], ledger: Ledger) -> None:
    reason = "appendix"
    for line in lines:
        reason = "copyright" if COPYRIGHT.search(line.text) else reason
        ledger.enter((*line.also, line.line), reason, noise=True)


def _doubt_points(positions: Sequence[Position], ledger: Ledger) -> None:
    """Point numbers that come twice: the printed number is kept."""
    seen: dict[str, int] = {}
    for position in positions:
        for number in position.points:
            if number in seen:
                first = seen[number]
                text = f"Номер пункта {number} повторяется (впервые у должности в строке {first}): оставлен."
                ledger.doubt("point-number-repeated", position.line, text)
            seen.setdefault(number, position.line)
