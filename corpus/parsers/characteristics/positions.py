"""A place of the outline → a position with its items, requirements and footnotes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.cards import Item, Position
from corpus.parsers.characteristics.items import list_items
from corpus.parsers.characteristics.joining import Paragraph
from corpus.parsers.characteristics.ledger import Ledger
from corpus.parsers.characteristics.marks import Kind
from corpus.parsers.characteristics.outline import Place
from corpus.parsers.characteristics.requirements import list_requirements
from corpus.parsers.characteristics.sections import NAMES, read_sections
from corpus.parsers.characteristics.stream import Layout
from corpus.parsers.characteristics.titles import chapter_number, paragraph_number, read_category, read_title

USES = {Kind.DUTIES: "skill", Kind.KNOWLEDGE: "knowledge", Kind.REQUIREMENTS: "qualification_requirement"}


@dataclass(slots=True, kw_only=True)
class Content:
    """What the sections of a position hold."""

    items: dict[Kind, list[Item]] = field(default_factory=lambda: {kind: [] for kind in NAMES})

    def of(self, kind: Kind) -> tuple[Item, ...]:
        """Items of one kind in order."""
        return tuple(self.items[kind])


def read_position(place: Place, layout: Layout, ledger: Ledger) -> Position | None:
    """Return the position, or None when its heading says that it is repealed."""
    title = read_title(place, layout, ledger)
    line = place.lines[0].line if place.lines else place.sections[1].label_line
    notes = _read_notes(place, ledger)
    if len(place.sections) == 1 and (place.is_repealed or _say_repealed(notes)):
        ledger.doubt("position-repealed", line, f"Параграф исключён: «{title}». Должность не внесена.")
        rest = (number for part in place.sections[0].lines for number in (*part.also, part.line))
        ledger.enter(rest, "prose of a repealed paragraph", noise=True)
        return None
    if place.is_repealed:
        title = ""
    if not title:
        ledger.doubt("title-missing", line, "У должности нет наименования: перед её разделами нет заголовка.")
    content = _read_content(place, layout, ledger, line)
    return Position(
        document=ledger.document,
        line=line,
        chapter=chapter_number(place),
        paragraph=paragraph_number(place),
        category=read_category(place, title, line, ledger),
        title=title,
        points=tuple(s.label.number for s in place.sections if s.label and s.label.number),
        skills=content.of(Kind.DUTIES),
        knowledge=content.of(Kind.KNOWLEDGE),
        qualification_requirements=content.of(Kind.REQUIREMENTS),
        notes=notes,
    )


def _read_notes(place: Place, ledger: Ledger) -> tuple[Item, ...]:
    notes: list[Item] = []
    for lines in [note for section in place.sections for note in section.notes]:
        notes.append(Item(text=" ".join(line.text for line in lines), line=lines[0].line))
        ledger.enter((number for line in lines for number in (*line.also, line.line)), "note")
    return tuple(notes)


def _say_repealed(notes: Iterable[Item]) -> bool:
    return any(" исключ" in note.text.lower() or "утратил" in note.text.lower() for note in notes)


def _read_content(place: Place, layout: Layout, ledger: Ledger, line: int) -> Content:
    content = Content()
    for kind, parts in read_sections(place, layout, ledger):
        found = _read_requirements(parts, ledger) if kind is Kind.REQUIREMENTS else _read_items(parts, kind, ledger)
        content.items[kind].extend(found)
        for part in parts:
            ledger.enter(part.lines, USES[kind])
    for kind, items in content.items.items():
        if not items:
            ledger.doubt("section-empty", line, f"У должности нет раздела «{NAMES[kind]}» или он пуст.")
    return content


def _read_requirements(parts: list[Paragraph], ledger: Ledger) -> tuple[Item, ...]:
    found = list_requirements(parts)
    ledger.enter(found.levels, "qualification_level")
    return found.entries


def _read_items(parts: list[Paragraph], kind: Kind, ledger: Ledger) -> list[Item]:
    listing = list_items(parts, kind)
    ledger.enter(listing.lead_ins, "lead-in", noise=True)
    for remark in listing.remarks:
        ledger.doubt(remark.kind, remark.line, remark.text)
    return listing.items
