"""Pieces of a cell → bits: text cut before each list mark, printed or tagged.

«Законодательная база: - Конституция; - Кодекс» gives three bits, the last two with the mark «-».
A mark inside a line counts only where a list can go on: «Специалисты - профессионалы» stays whole.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from corpus.parsers.markdown.html import Piece, Start

CANDIDATE = re.compile(
    r"(?P<number>(?<![\w№.,/(-])\(?(?P<value>\d{1,2}(?:\.\d{1,2})*)(?P<end>[.)])(?!\d)\s*(?=[^\s;,.)]))"
    r"|(?P<dotted>(?<![\w№.,/(-])\d{1,2}(?:\.\d{1,2})+\s+(?=[^\W\d]))"
    r"|(?P<letter>(?<![\w(])[a-hа-и]\)\s*(?=\S))"
    r"|(?P<bullet>(?:[•●▪◦‣■□▫➢➤✓✔❖○\uf0b7\uf0a7]|(?<!\S)[·*])\s*(?=\S))"
    r"|(?P<dash>(?<!\w)[-–—−]+\s*(?=\S))"
)
LATIN, CYRILLIC = "abcdefgh", "абвгдежзи"
SAME_BULLET = str.maketrans("●·\uf0b7", "•••")
UPPER = re.compile(r"[«\"“„(]?\s*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
BARE_MARK = re.compile(r"\d{1,2}[.)]|[-–—•●▪*]|\uf0b7")  # «1.<br>Закон»: the mark on a line of its own
CLOSED = (";", ":", ".")
# «ст. 5. Кодекса», «от 1. Января»: a number that belongs to the word before it
REFERENCE = re.compile(r"(?:№|\b(?:ст|стать[яи]|п|пп|пункта?|част[ьи]|от|до))\.?$", re.IGNORECASE)
LOWER_END = re.compile(r"(?<![\w-])[a-zа-яёәғқңөұүһі]{4,}$")  # not «Алматы - Астана»
HEADING_WORDS = 6  # that a heading without a colon may have
# «… «О бюджете». Предпочтительные знания:» before a mark
TRAILING_HEADING = re.compile(r"(?<=[;.])\s+(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^.;:]{2,160}:$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bit:
    """A stretch of text with at most one list mark before it."""

    text: str
    line: int  # 1-based
    start: Start
    style: str = ""  # "1.", "1)", "1.1", "a)", "•", "-", "ol", "ul"; "" without a mark
    number: int | None = None
    depth: int = 0  # of nested tagged lists
    bold: bool = False

    @property
    def numbered(self) -> bool:
        """Whether its mark counts: «1.», «1)», «1.1», «а)», an <ol> item."""
        return self.style[:1] in ("1", "a") or self.style == "ol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A jump in the numbering of a cell: an item may be lost."""

    line: int
    before: int
    after: int


@dataclass(slots=True)
class _Marks:
    """What is known of the marks of one cell so far."""

    last: dict[str, int] = field(default_factory=dict)  # style → last number
    lower: set[str] = field(default_factory=set)  # styles whose last item starts in lower case
    dashed: bool = False  # a dash has opened an item
    gaps: list[Gap] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a candidate mark stands."""

    line: int
    before: str  # text between it and the mark before it
    after: str
    page_cut: bool  # it opens a page part, and the text above the break has no end mark
    unclosed: bool  # no item of the piece ends with «;»
    bare_dashes: bool  # «- Закон - Кодекс - Приказ»: a dash opens the piece, and no item is closed
    first_heading: bool  # «База - Закон; - Кодекс»: nothing but a short unmarked text is before it

    @property
    def upper(self) -> bool:
        """Whether a capital letter follows."""
        return UPPER.match(self.after) is not None


Mark = tuple[str, int | None]
"""Style and number."""


def bits_of(parts: Sequence[tuple[int, Sequence[Piece]]]) -> tuple[list[Bit], list[Gap]]:
    """Bits of a cell and the jumps in its numbering; `parts` are its page parts as (line, pieces)."""
    marks = _Marks()
    found: list[Bit] = []
    for line, pieces in parts:
        for piece in _with_bare_marks(pieces):
            is_open = bool(found) and not found[-1].text.endswith(CLOSED)
            page_cut = is_open and piece.start is Start.PAGE and not piece.list_tag
            found.extend(_cut(piece, line, marks, page_cut=page_cut))
    return found, marks.gaps


def _with_bare_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces with a lone mark put before the text that it belongs to."""
    found: list[Piece] = []
    for piece in pieces:
        if found and BARE_MARK.fullmatch(found[-1].text):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {piece.text}", bold=piece.bold)
        else:
            found.append(piece)
    return found


def _cut(piece: Piece, line: int, marks: _Marks, *, page_cut: bool) -> list[Bit]:
    """A piece cut before each accepted mark."""
    found: list[Bit] = []
    begin, style, number = 0, piece.list_tag, piece.number
    for match in CANDIDATE.finditer(piece.text):
        before = piece.text[begin : match.start()].strip()
        opens = not found and not before
        place = _Place(
            line=line,
            before=before,
            after=piece.text[match.end() :],
            page_cut=opens and page_cut,
            unclosed=";" not in piece.text,
            bare_dashes=piece.text[0] in "-–—" and ";" not in piece.text,
            first_heading=not found and not style and 0 < len(before.split()) <= HEADING_WORDS,
        )
        mark = ACCEPT[str(match.lastgroup)](match, place, marks)
        if mark is None:
            continue
        if before:
            found.append(_bit(piece, line, before, style, number, inside=bool(found)))
        if before or not style or style == piece.list_tag:
            style, number = mark
        begin = match.end()
    rest = piece.text[begin:].strip()
    if rest:
        found.append(_bit(piece, line, rest, style, number, inside=bool(found)))
    return found


def _bit(piece: Piece, line: int, text: str, style: str, number: int | None, *, inside: bool) -> Bit:
    start = Start.INLINE if inside else piece.start
    return Bit(text=text, line=line, start=start, style=style, number=number, depth=piece.depth, bold=piece.bold)


def _number(match: re.Match[str], place: _Place, marks: _Marks) -> Mark | None:
    """«1. Закон», «2) кодекс», «1.2. Приказ»."""
    value = match["value"]
    style = "1.1" if "." in value else "1" + match["end"]
    number = int(value.rpartition(".")[2])
    last = marks.last.get(style, 0)
    if not _goes_on(number, last, style, place, lower=style in marks.lower):
        return None
    if number > last + 1 and last and style != "1.1":
        marks.gaps.append(Gap(line=place.line, before=last, after=number))
    marks.last[style] = number
    marks.lower = marks.lower - {style} if place.upper else marks.lower | {style}
    return style, number


def _goes_on(number: int, last: int, style: str, place: _Place, *, lower: bool) -> bool:
    """Whether a number stands where the numbering can go on or start anew."""
    if place.page_cut:
        return last < number <= last + 2
    if not place.before:
        return True
    closed = place.before.endswith(CLOSED)
    if REFERENCE.search(place.before):
        return False
    bare = place.unclosed and last > 0 and not closed  # «1. Закон 2. правила 3. порядок»
    if not (place.upper or lower or bare or style == "1)" or place.before.endswith(";")):
        return False
    if style == "1.1":
        return closed
    return number == last + 1 or (number == 1 and closed) or (closed and last > 0 and number == last + 2)


def _dotted(match: re.Match[str], place: _Place, marks: _Marks) -> Mark | None:
    """«1.2 Приказ» at the start of a line."""
    if place.before or place.page_cut or not place.upper:
        return None
    return "1.1", int(match.group().strip().rpartition(".")[2])


def _letter(match: re.Match[str], place: _Place, marks: _Marks) -> Mark | None:
    """«а) ведение учета; б) отчеты», the letters in their order."""
    letter = match.group()[0]
    number = (LATIN if letter in LATIN else CYRILLIC).index(letter) + 1
    if number not in (1, marks.last.get("a)", 0) + 1):
        return None
    marks.last["a)"] = number
    return "a)", number


def _bullet(match: re.Match[str], place: _Place, marks: _Marks) -> Mark | None:
    """«• Сбор данных» anywhere: no text has a bullet in it."""
    style = match.group().strip().translate(SAME_BULLET)
    return style, None


def _dash(match: re.Match[str], place: _Place, marks: _Marks) -> Mark | None:
    """«- Закон» at the start or after an end mark."""
    if not _dash_opens_item(place, marks, spaced=match.group()[-1].isspace()):
        return None
    marks.lower = marks.lower - {"-"} if place.upper else marks.lower | {"-"}
    marks.dashed = True
    return "-", None


def _dash_opens_item(place: _Place, marks: _Marks, *, spaced: bool) -> bool:
    if place.page_cut:  # «Специалисты | - профессионалы»
        return place.upper or "-" in marks.lower
    if not place.before:
        return True
    if place.before.endswith((";", ":")):
        return spaced or place.upper
    if not place.upper:
        return False
    if marks.dashed and spaced and LOWER_END.search(place.before):  # «…; - Правила работ - Основы геологии;»
        return True
    closed_later = re.search(r";\s*[-–—]", place.after) is not None
    return place.before.endswith(".") or place.bare_dashes or (place.first_heading and closed_later)


ACCEPT: dict[str, Callable[[re.Match[str], _Place, _Marks], Mark | None]] = {
    "number": _number,
    "dotted": _dotted,
    "letter": _letter,
    "bullet": _bullet,
    "dash": _dash,
}


def with_headings_apart(bits: Sequence[Bit]) -> list[Bit]:
    """Bits with headings cut off the end of the item before them: «… РК. Предпочтительные знания: | 1. …»."""
    found: list[Bit] = []
    for index, bit in enumerate(bits):
        follower = bits[index + 1] if index + 1 < len(bits) else None
        border = TRAILING_HEADING.search(bit.text) if follower and follower.style else None
        if border is None:
            found.append(bit)
            continue
        found.append(replace(bit, text=bit.text[: border.start()]))
        heading = bit.text[border.end() :]
        found.append(replace(bit, text=heading, start=Start.INLINE, style="", number=None, bold=False))
    return found
