"""Lines → outline: preamble, chapters, and positions with their sections, footnotes and points.

Only the shape is found here; what the sections say is read by the modules after this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.parsers.characteristics.joining import continues, seam_of
from corpus.parsers.characteristics.marks import (
    APPENDIX,
    COPYRIGHT,
    EDITOR_NOTE,
    EDUCATION,
    NOTE,
    REPEALED,
    Heading,
    Kind,
    Label,
    heading,
    label,
    other_label,
)
from corpus.parsers.characteristics.stream import END_MARKS, Layout, Line

# Раздел 3. Музеи ⊃ Глава 1. Руководящие должности ⊃ Параграф 1. Директор
RANKS = {"раздел": 0, "подраздел": 1, "глава": 2, "параграф": 3}


@dataclass(slots=True, kw_only=True)
class Section:
    """A labelled part of a position. `label` is None for text before the first label."""

    kind: Kind | None
    label: Label | None = None
    label_line: int = 0
    label_also: tuple[int, ...] = ()  # source lines put before the label
    lines: list[Line] = field(default_factory=list)
    notes: list[list[Line]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Place:
    """A chapter or a position with all that stands under it. `sections[0]` is what precedes the labels."""

    heading: Heading | None  # None: the document before the first heading, or a position without «Параграф»
    lines: list[Line] = field(default_factory=list)  # of the heading
    chapter: "Place | None" = None
    sections: list[Section] = field(default_factory=lambda: [Section(kind=None)])

    @property
    def is_position(self) -> bool:
        """A position has a paragraph heading or at least one section label."""
        return len(self.sections) > 1 or (self.heading is not None and self.heading.word == "параграф")

    @property
    def is_repealed(self) -> bool:
        """Параграф 3. Исключен приказом …: what follows it is of a position whose heading is lost."""
        return self.heading is not None and bool(REPEALED.match(self.heading.title))


@dataclass(slots=True, kw_only=True)
class Outline:
    """A document in order of its lines."""

    preamble: list[Line] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)


class _Builder:
    """Takes the lines one by one; knows where it stands. `last_mark` is the last heading or label."""

    def __init__(self, layout: Layout, last_mark: int) -> None:
        self.outline = Outline()
        self.layout = layout
        self.last_mark = last_mark  # source line
        self.chapter: Place | None = None
        self.note: list[Line] | None = None
        self.ended = False  # in an appendix, or behind the end of the document

    @property
    def place(self) -> Place | None:
        return self.outline.places[-1] if self.outline.places else None

    def take(self, line: Line) -> None:
        """Put a line where it belongs."""
        opened = heading(line.text)
        if self.ended and not opened:
            self.outline.tail.append(line)
        elif self.note and self._goes_on(self.note[-1], line, self.note):
            self.note.append(line)
        else:
            self.note, self.ended = None, False
            self._begin(line, opened)

    def _begin(self, line: Line, opened: Heading | None) -> None:
        if opened:
            self._open(opened, line)
        elif self.place is None:
            self._before_headings(line)
        elif NOTE.match(line.text) or REPEALED.match(line.text):
            self.note = [line]
            self.place.sections[-1].notes.append(self.note)
        elif APPENDIX.match(line.text) or COPYRIGHT.search(line.text):
            self.outline.tail.append(line)
            self.ended = line.line > self.last_mark or not COPYRIGHT.search(line.text)
        else:
            self._under_heading(self.place, line)

    def _before_headings(self, line: Line) -> None:
        found = label(line.text)
        if found is None:
            self.outline.preamble.append(line)
            return
        place = Place(heading=None, chapter=None, lines=_pop_title(self.outline.preamble, self.layout))
        self.outline.places.append(place)
        self._label(place, found, line)

    def _under_heading(self, place: Place, line: Line) -> None:
        before = place.sections[-1]
        found = label(line.text) or other_label(line.text, before.label.number if before.label else None)
        if found is None:
            before.lines.append(line)
            return
        repeated = any(section.kind is found.kind for section in place.sections)
        if (repeated or place.is_repealed or not place.is_position) and _ends_with_title(before.lines, self.layout):
            title = _pop_title(before.lines, self.layout)
            place = Place(heading=None, chapter=self.chapter, lines=title)
            self.outline.places.append(place)
        self._label(place, found, line)

    def _label(self, place: Place, found: Label, line: Line) -> None:
        section = Section(kind=found.kind, label=found, label_line=line.line, label_also=line.also)
        if found.rest:
            section.lines.append(replace(line, text=found.rest))
        place.sections.append(section)

    def _open(self, opened: Heading, line: Line) -> None:
        parent = self.chapter
        while parent and parent.heading and RANKS[parent.heading.word] >= RANKS[opened.word]:
            parent = parent.chapter
        place = Place(heading=opened, lines=[line], chapter=parent)
        if opened.word != "параграф":
            self.chapter = place
        self.outline.places.append(place)

    def _goes_on(self, last: Line, line: Line, lines: list[Line]) -> bool:
        """Say whether a footnote continues on this line."""
        if EDITOR_NOTE.fullmatch(last.text):
            return True
        if heading(line.text) or label(line.text) or NOTE.match(line.text):
            return False
        seam = seam_of(last.text, last, line, layout=self.layout)
        return continues(seam) is not None or (seam.wrapped and line.text[0].isupper() and len(lines) < 12)


def outline(lines: Sequence[Line], layout: Layout) -> Outline:
    """Return the shape of a document."""
    marks = [line.line for line in lines if heading(line.text) or label(line.text)]
    builder = _Builder(layout, max(marks, default=0))
    for line in lines:
        builder.take(line)
    return builder.outline


def _is_title(text: str) -> bool:
    """A title stands alone, opens with a capital and has no end mark: «3. Диспетчер склада»."""
    bare = text.lstrip("0123456789.-) ")
    if not bare or len(bare) > 250 or bare.endswith((";", ".")):
        return False
    return bare[0].isupper() and not EDUCATION.match(bare) and not NOTE.match(bare)


def _ends_with_title(lines: list[Line], layout: Layout) -> bool:
    taken = _title_length(lines, layout)
    return taken > 0 and _is_title(lines[-taken].text)


def _title_length(lines: list[Line], layout: Layout) -> int:
    """How many of the last lines are one title."""
    taken = 0
    for place in range(len(lines) - 1, max(-1, len(lines) - 5), -1):
        if lines[place].text.endswith(END_MARKS) and taken:
            break
        taken += 1
        if lines[place].gap > layout.gap or _is_title(lines[place].text):
            break
    return taken


def _pop_title(lines: list[Line], layout: Layout) -> list[Line]:
    taken = _title_length(lines, layout)
    title = lines[len(lines) - taken :]
    del lines[len(lines) - taken :]
    return title
