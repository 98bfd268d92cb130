"""Page parts of a cell → items: pieces → bits → entries, without the headings between them.

A text that opens a deeper list («1. Регистрация обращения: • Ведение …») is a heading, not an item.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.cards import Item
from corpus.items import clean
from corpus.parsers.markdown.html import Start, pieces
from corpus.parsers.markdown.joints import glue, is_open_phrase, starts_lower
from corpus.parsers.markdown.marks import (
    CLOSED,
    HEADING_WORDS,
    TRAILING_HEADING,
    Bit,
    Gap,
    bits_of,
    with_headings_apart,
)
from corpus.parsers.markdown.sentences import split_unmarked

CellPart = tuple[int, str]
"""The text of a cell on one page: line, mark-up."""

# Headings of unmarked lists, where nothing but the wording shows them.
KNOWN_HEADINGS = re.compile(
    r"(?:законодательная|(?:нормативно[- ])?правовая|нормативная) база"  # «Законодательная база»
    r"|(?:предпочтительные|обязательные|дополнительные|необходимые|общие) (?:знания|умения|навыки)"
    r"|заңнамалық база|(?:міндетті|қосымша|қажетті) (?:білім|білік|дағды)\w*|білуі (?:тиіс|керек|қажет)"
    r"|(?:должен )?(?:знать|уметь|владеть)|знает|умеет|владеет",  # «Должен знать»
    re.IGNORECASE,
)
EMPTY = re.compile(r"[-–—.\s]*|нет|не требу[ею]тся|отсутству[ею]т|жоқ", re.IGNORECASE)  # «–»: the cell says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """Items of a cell and what is doubtful in it."""

    items: tuple[Item, ...]
    gaps: tuple[Gap, ...] = ()
    comma_split: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How a cell writes its items."""

    marked: bool
    terminated: bool  # items end with «;»
    printed: bool  # tagged lists print their numbers and bullets too
    lower: bool  # unmarked items start in lower case
    commas: bool  # unmarked items end with «,»


def read_items(columns: Sequence[Sequence[CellPart]], *, by_comma: bool = False) -> ItemList:
    """Items of a field, column by column; `by_comma` parts a bare «Честность, такт, терпение»."""
    lists = [_read_column(parts, by_comma=by_comma) for parts in columns]
    return ItemList(
        items=tuple(item for found in lists for item in found.items),
        gaps=tuple(gap for found in lists for gap in found.gaps),
        comma_split=any(found.comma_split for found in lists),
    )


def _read_column(parts: Sequence[CellPart], *, by_comma: bool) -> ItemList:
    cut = [(line, pieces(text, later=index > 0)) for index, (line, text) in enumerate(parts)]
    bits, gaps = bits_of(cut)
    habit = habit_of(bits)
    entries = [e for e in _without_headings(with_headings_apart(_folded(bits, habit))) if not EMPTY.fullmatch(e.text)]
    items: list[Item] = []
    comma_split = False
    for entry in entries:
        texts = [entry.text]
        if not entry.style:
            texts, commas = split_unmarked(entry.text, by_comma=by_comma and len(entries) == 1)
            comma_split = comma_split or commas
        items.extend(Item(text=clean(text), line=entry.line) for text in texts if clean(text))
    return ItemList(items=tuple(items), gaps=tuple(gaps), comma_split=comma_split)


def habit_of(bits: Sequence[Bit]) -> Habit:
    """Habits of a cell, as its bits show them."""
    marked = any(b.style for b in bits)
    return Habit(
        marked=marked,
        terminated=any(b.text.endswith(";") for b in bits),
        printed=any(b.style not in ("", "ol", "ul") for b in bits),
        lower=bool(bits) and not bits[0].style and starts_lower(bits[0].text),
        commas=not marked and len(bits) > 2 and all(b.text.endswith(",") for b in bits[:-1]),
    )


def _folded(bits: Sequence[Bit], habit: Habit) -> list[Bit]:
    """Bits with their continuations glued to them."""
    found: list[Bit] = []
    for index, bit in enumerate(bits):
        follower = bits[index + 1] if index + 1 < len(bits) else None
        if found and _continues(found[-1], bit, follower, habit):
            found[-1] = replace(found[-1], text=glue(found[-1].text, bit.text, across=bit.start))
        else:
            found.append(bit)
    return found


Rule = Callable[[Bit, Bit, Bit | None, Habit], bool | None]


def _marked(above: Bit, bit: Bit, follower: Bit | None, habit: Habit) -> bool | None:
    """A printed mark opens an item; so does a tag, but for a list item cut by the page."""
    if not bit.style:
        return None
    tag_only = bit.style in ("ol", "ul") and bit.start is Start.PAGE and not above.text.endswith(CLOSED)
    return tag_only and (habit.printed or (starts_lower(bit.text) and not starts_lower(above.text)))


def _open_bracket(above: Bit, bit: Bit, follower: Bit | None, habit: Habit) -> bool | None:
    """«… удобрений (карбамид; | селитра)»: a bracket is closed later."""
    return True if above.text.count("(") > above.text.count(")") and ")" in bit.text else None


def _after_end_mark(above: Bit, bit: Bit, follower: Bit | None, habit: Habit) -> bool | None:
    """«… о семье»; | знание …»: nothing goes on after «;» or «:»."""
    return False if above.text.endswith((";", ":")) else None


def _heading(above: Bit, bit: Bit, follower: Bit | None, habit: Habit) -> bool | None:
    """«… опытом работы | Предпочтительные знания: | 1. …»."""
    opens_list = bit.text.endswith(":") and follower is not None and bool(follower.style)
    opens_list = opens_list and TRAILING_HEADING.search(bit.text) is None
    known = KNOWN_HEADINGS.fullmatch(bit.text.rstrip(": ")) is not None
    return False if known or (opens_list and not starts_lower(bit.text)) else None


def _open_phrase(above: Bit, bit: Bit, follower: Bit | None, habit: Habit) -> bool | None:
    """«… и навыков в | Области», «… (диплом | Сертификат)»: a preposition or bracket waits for its end."""
    comma = above.text.endswith(",") and not habit.commas
    return True if comma or is_open_phrase(above.text) else None


def _lower_case(above: Bit, bit: Bit, follower: Bit | None, habit: Habit) -> bool | None:
    """«Привлечение | других специалистов», «правовым процедурам | (подтверждается дипломом)»."""
    if not starts_lower(bit.text):
        return None
    return bit.start is Start.PAGE or not habit.lower


def _after_full_stop(above: Bit, bit: Bit, follower: Bit | None, habit: Habit) -> bool | None:
    """«… Республики Казахстан. | Знание психологии»."""
    return False if above.text.endswith(".") else None


def _upper_case(above: Bit, bit: Bit, follower: Bit | None, habit: Habit) -> bool | None:
    """«Закон Республики | Казахстан», «Эмоциональная | ОТЗЫВЧИВОСТЬ»: where items show their borders."""
    if bit.start is Start.BLOCK:
        return habit.terminated and habit.marked
    return habit.marked or habit.terminated


CONTINUES: tuple[Rule, ...] = (
    _marked,
    _open_bracket,
    _after_end_mark,
    _heading,
    _open_phrase,
    _lower_case,
    _after_full_stop,
    _upper_case,
)


def _continues(above: Bit, bit: Bit, follower: Bit | None, habit: Habit) -> bool:
    """Whether a bit goes on with the text above it: the first rule that knows."""
    verdicts = (rule(above, bit, follower, habit) for rule in CONTINUES)
    return next((v for v in verdicts if v is not None), False)


def _without_headings(entries: Sequence[Bit]) -> list[Bit]:
    """Entries that open no deeper list."""
    any_plain = any(not e.bold for e in entries)
    found = []
    for index, entry in enumerate(entries):
        below = entries[index + 1] if index + 1 < len(entries) else None
        bold = any_plain and entry.bold and below is not None and not below.bold and not entry.style
        if not bold and not (below is not None and _is_heading(entry, below)):
            found.append(entry)
    return found


def _is_heading(entry: Bit, below: Bit) -> bool:
    """Whether an entry is the heading of the list that `below` opens."""
    if entry.text.endswith(";"):
        return False
    colon = entry.text.endswith(":")
    if not entry.style:
        known = KNOWN_HEADINGS.fullmatch(entry.text.rstrip(": ")) is not None
        short = not entry.text.endswith(".") and len(entry.text.split()) <= HEADING_WORDS
        return colon or known or (bool(below.style) and short)
    if entry.style == below.style:
        return entry.line == below.line and below.depth > entry.depth
    return _is_deeper(entry, below) and (colon or (entry.numbered and not below.numbered))


def _is_deeper(entry: Bit, below: Bit) -> bool:
    """Whether the list of `below` stands under `entry`."""
    if not below.style:
        return False
    return below.number == 1 if below.numbered else True
