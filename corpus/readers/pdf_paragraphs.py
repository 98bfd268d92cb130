"""Hard-wrapped lines of a PDF → paragraphs.

A line break is kept where the page shows one: a number or bullet, a wider gap, a line that ends although the
next word would have fitted. A word that was divided is put together when the document has it whole elsewhere.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from corpus.readers.pdf_lines import Line

BULLET = re.compile(r"^[•·▪●◦‣\uf0b7*]\s?")
DASH = re.compile(r"^[-–—]\s")
ITEM = re.compile(r"^\(?(\d{1,3})\s?[.)](?!\d)")
CODE = re.compile(r"^\d{4}-\d(?:-\d{3})?\b")  # of the national classifier: 2635-3-001
WORD = re.compile(r"[а-яёәғқңөұүһіa-z]+(?:-[а-яёәғқңөұүһіa-z]+)*", re.IGNORECASE)
LAST_WORD = re.compile(r"([а-яёәғқңөұүһі]+)([-\u2010]?)$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[а-яё]{3,}\)?\.\s+[А-ЯЁ]")  # inside a line: … в труде. Изучение …
STOP = re.compile(r"[а-яё]{5,}[)»\"”]?\.$", re.IGNORECASE)  # a full stop and no short form such as «тыс.»
END_MARKS = (".", ";", ":", "!", "?")
SLACK = 3.0  # points that measuring may be wrong by
WIDE_SLACK = 0.25  # share of the width that a line before a small letter must lack
WIDER_GAP = 1.35  # times the usual distance of lines
INDENT = 8.0  # points


@dataclass(frozen=True, slots=True)
class Column:
    """What the lines of a column have in common."""

    width: float  # points that a line may take
    pitch: float  # points from line to line; 0 when unknown
    left: float | None = None  # where lines begin; None where indents mean nothing


@dataclass(frozen=True, slots=True)
class Break:
    """The place between two lines."""

    before: Line
    after: Line
    column: Column
    last_item: int = 0  # number of the item that the line before belongs to
    one_sentence: bool = False  # no paragraph of the column seems to have two sentences

    def fits(self, slack: float) -> bool:
        """Whether the first word below would have fitted above, with `slack` points to spare."""
        blank = 0.25 * self.before.height
        return self.before.width + blank + self.after.first <= self.column.width - slack

    @property
    def ended(self) -> bool:
        """Whether the line above ends with an end mark."""
        return self.before.text.endswith(END_MARKS)


def _bullet(at: Break) -> bool:
    """• Сверять вес | • Оформлять акт"""
    return BULLET.match(at.after.text) is not None


def _wider_gap(at: Break) -> bool:
    """The distance of the lines is more than usual."""
    same = at.before.page == at.after.page and at.column.pitch
    return bool(same) and at.after.box.top - at.before.box.top > WIDER_GAP * at.column.pitch


def _item(at: Break) -> bool:
    """… число мест; | 2. Оформлять акт; but not: … согласно пункту | 12. (the line above is full)"""
    found = ITEM.match(at.after.text)
    return found is not None and (at.ended or at.fits(SLACK) or int(found[1]) == at.last_item + 1)


def _code(at: Break) -> bool:
    """2635-3-003 Специалист приюта | 2635-8-003 Специалист по уходу; but not: … с кодами 2635-3-003, | 2635-8-003"""
    return CODE.match(at.after.text) is not None and not at.before.text.endswith((",", "(", "№", "-"))


def _dash(at: Break) -> bool:
    """… право; | - основы этики"""
    return DASH.match(at.after.text) is not None and (at.ended or at.fits(SLACK))


def _semicolon(at: Break) -> bool:
    """… сбора и анализа информации; | методы выявления"""
    return at.before.text.endswith(";")


def _small_after_stop(at: Break) -> bool:
    """Анализ качества услуг. | прогнозирование их развития"""
    return STOP.search(at.before.text) is not None and at.after.text[0].islower()


def _next_sentence(at: Break) -> bool:
    """Планировать маршрут. | Сверять вес. — where no line has a sentence end inside and no item a number"""
    return at.one_sentence and STOP.search(at.before.text) is not None and at.after.text[0].isupper()


def _indented(at: Break) -> bool:
    """A first line set in, after a whole sentence."""
    left = at.column.left
    return left is not None and at.ended and at.after.box.x0 > left + INDENT and at.before.box.x0 < left + INDENT


def _short_before_capital(at: Break) -> bool:
    """Задача 2: | Сверка накладных"""
    return at.after.text.lstrip('«"„“(')[:1].isupper() and at.fits(SLACK + 0.01 * at.column.width)


def _short_before_small(at: Break) -> bool:
    """Умение слушать; a small letter or a number below may also go on, so the line must be clearly short."""
    slack = SLACK + 0.01 * at.column.width if at.ended else WIDE_SLACK * at.column.width
    return at.fits(slack)


RULES: tuple[Callable[[Break], bool], ...] = (
    _bullet,
    _wider_gap,
    _item,
    _code,
    _dash,
    _semicolon,
    _small_after_stop,
    _next_sentence,
    _indented,
    _short_before_capital,
    _short_before_small,
)


@dataclass(slots=True)
class Paragraph:
    """A paragraph and the page on which it begins (1-based)."""

    text: str
    page: int
    lines: list[Line] = field(default_factory=list)


def paragraphs(lines: Sequence[Line], column: Column, words: frozenset[str]) -> list[Paragraph]:
    """Join the lines of one column; `words` are those that the document has inside its lines."""
    found: list[Paragraph] = []
    item = 0
    one_sentence = not any(ITEM.match(line.text) or SENTENCE_END.search(line.text) for line in lines)
    for line in lines:
        before = found[-1].lines[-1] if found else None
        if before is None or any(rule(Break(before, line, column, item, one_sentence)) for rule in RULES):
            found.append(Paragraph(line.text, line.page, [line]))
        else:
            found[-1].text = join(found[-1].text, line.text, words)
            found[-1].lines.append(line)
            continue
        if number := ITEM.match(line.text):
            item = int(number[1])
    return found


def join(text: str, rest: str, words: frozenset[str]) -> str:
    """Put two lines together: «социаль-» + «ная работа» → «социальная работа» if the document has the word.

    A word too long for its column may be cut without a hyphen: «профессиональног» + «о образования».
    """
    head, tail = LAST_WORD.search(text), WORD.match(rest)
    if head is None or tail is None or not rest[0].islower():
        return f"{text} {rest}"
    whole = f"{head[1]}{tail[0]}".lower() in words
    if head[2]:
        return text[:-1] + rest if whole else text + rest
    return text + rest if whole and head[1].lower() not in words else f"{text} {rest}"


def words_of(lines: Iterable[Line]) -> frozenset[str]:
    """The words of a document but for those at line ends, which may be parts."""
    return frozenset(word.lower() for line in lines for word in WORD.findall(line.text)[:-1])


def pitch_of(lines: Sequence[Line]) -> float:
    """The usual distance from line to line in points, 0 with fewer than two lines."""
    steps = list(_steps(lines))
    return median(steps) if steps else 0.0


def _steps(lines: Sequence[Line]) -> Iterator[float]:
    for above, below in pairwise(lines):
        step = below.box.top - above.box.top
        if above.page == below.page and 0 < step < 3 * above.height:
            yield step
