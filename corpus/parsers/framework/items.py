"""Lines of a list cell → items: which line starts an item and which goes on with the one before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.cards import Item
from corpus.items import clean, squeeze
from corpus.parsers.characteristics.words import first_word, is_bare_adjective, is_oblique, last_word
from corpus.parsers.framework.joins import GENITIVE_WORD, PLURAL_WORD, Wording, is_full, is_unfinished
from corpus.parsers.framework.lines import CellLine

BULLET = re.compile(r"^\s*[-–—−‒•·*●▪◦‣■□➢✓\uf0b7\uf0a7]\s*(?=[^\s-])")
NUMBER = re.compile(r"^\s*\(?\d{1,2}[.)]\s*(?=[^\W\d_])")
INNER_BULLET = re.compile(r"(?<=;)\s*(?=[-–—•·●▪]\s*\w)|\s(?=[•·●▪]\s*\w)")  # «а; - б», «а • б»
LABEL = re.compile(r"^(?:\w+\s+){0,3}\w+\s*:$")  # «Должен знать:», «Законодательная база:»
DANGLING_NOUN = re.compile(r",\s+[а-яё]+(?:ение|ание|яние)$")  # «…, измерение» waits for its object
GENITIVE_START = re.compile(r"^[а-яё]{4,}(?:ы|и|ов|ев)\b")  # «температуры, артериального давления»
ABSENT = re.compile(r"[-–—.\s]*|нет|не требу[ею]тся|отсутству[ею]т|жоқ", re.IGNORECASE)  # the cell says nothing
SEMICOLON_SHARE = 0.75
# «Эмоциональная» + «устойчивость» are one item.
ADJECTIVE_END = re.compile(r"(?:ая|яя|[ую]ю|[иыое]й|ые|ое|[иы]х|[ое]го|[ое]му|[иы]ми)$")
OBLIQUE_ADJECTIVE = re.compile(r"(?:ого|ому|[ыи]х|[ыи]ми)$")
REACH = 3  # items that a displaced line may have strayed


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStyle:
    """How the list cells of a column are written."""

    wording: Wording
    width: int | None = None  # characters at which the lines were broken


@dataclass(slots=True)
class Draft:
    """An item in the making: its lines, the first without its mark."""

    lines: list[CellLine] = field(default_factory=list)
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What a rule looks at: the line, the text before it, and the cell around them."""

    line: str
    before: str  # the item so far without its mark: the bracket of «1)» closes nothing
    last_line: str  # its last line
    style: ListStyle
    has_bullets: bool
    lower_list: bool  # a cell of lower-case items without any marks
    semicolons: bool  # a cell without marks whose items end with «;»


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """The items of a cell, the lines that only head them, and the lines that had strayed."""

    items: tuple[Item, ...]
    labels: tuple[CellLine, ...] = ()
    displaced: tuple[CellLine, ...] = ()


def is_marked(text: str) -> bool:
    """Whether a line has a bullet or a number of its own."""
    return bool(BULLET.match(text) or NUMBER.match(text))


def _unmarked(text: str) -> str:
    """A text without its bullet or number."""
    return NUMBER.sub("", BULLET.sub("", text))


# Rules: True starts an item, False goes on with the one before, None leaves it to the next rule.


def wrapped_dash(place: Place) -> bool | None:
    """«… детей» + «- инвалидов» in a column broken by width: the dash stands inside the item."""
    tail = BULLET.sub("", place.line)
    if BULLET.match(place.line) and tail[:1].islower() and place.has_bullets:
        broken = is_full(place.last_line, "-", place.style.width) and not place.before.endswith(";")
        return False if broken and place.before[:1].isupper() else None
    return None


def own_mark(place: Place) -> bool | None:
    """«- Планирование», «2) Контроль»."""
    return True if is_marked(place.line) else None


def open_bracket(place: Place) -> bool | None:
    """«… о защите данных (требования;» + «порядок обработки);»: the bracket is closed later."""
    return False if place.before.count("(") > place.before.count(")") and ")" in place.line else None


def after_semicolon(place: Place) -> bool | None:
    """«внимательность к людям;» + «самоконтроль;»: two items."""
    return True if place.before.endswith(";") else None


def unfinished_before(place: Place) -> bool | None:
    """«управление процессами и» + «деятельностью»: goes on; a comma alone decides nothing."""
    before = place.before.rstrip(",") if place.line[:1].isupper() else place.before
    return False if is_unfinished(before) else None


def lower_case_list(place: Place) -> bool | None:
    """«внимательность» + «самоконтроль» in a cell that is written so from its first line."""
    return True if place.lower_list and place.line[:1].islower() else None


def lower_case(place: Place) -> bool | None:
    """«начальные» + «аналитические навыки», «… процедуры» + «(стирка, глажка)»: goes on."""
    return None if place.line[:1].isupper() else False


def semicolon_list(place: Place) -> bool | None:
    """«Закон» + «О туризме;» in a cell without dashes where «;» ends the items: goes on."""
    return False if place.semicolons and not place.before.endswith(".") else None


def name(place: Place) -> bool | None:
    """«акты» + «Республики Казахстан» between dashed items: goes on."""
    inside = place.has_bullets or is_full(place.last_line, place.line, place.style.width)
    return False if inside and place.style.wording.is_name(place.line) else None


def adjective_before(place: Place) -> bool | None:
    """«режим хранения музейных» + «Предметов»: the adjective waits for its noun."""
    waits = OBLIQUE_ADJECTIVE.search(place.before) and is_bare_adjective(last_word(place.before))
    return False if waits and is_oblique(first_word(place.line)) else None


def genitive_word(place: Place) -> bool | None:
    """«Организация ремонтного обслуживания» + «Оборудования»: goes on."""
    return False if GENITIVE_WORD.match(place.line) and not PLURAL_WORD.match(place.line) else None


def capital(place: Place) -> bool | None:
    """«Гибкость» + «Психологическая интуиция»: two items, though no dash tells."""
    return True


RULES: tuple[Callable[[Place], bool | None], ...] = (
    wrapped_dash,
    own_mark,
    open_bracket,
    after_semicolon,
    unfinished_before,
    lower_case_list,
    lower_case,
    semicolon_list,
    name,
    adjective_before,
    genitive_word,
    capital,
)


def items_of(cell: Sequence[CellLine], style: ListStyle) -> ItemList:
    """Cut a cell into items."""
    lines = _split_lines(cell)
    labels = tuple(line for line, after in pairwise([*lines, None]) if line and _is_label(line, after))
    drafts = _drafts([line for line in lines if line not in labels], style)
    displaced = _put_back(drafts)
    texts = [(_text(draft, style.wording), draft.lines[0].line) for draft in drafts]
    items = tuple(Item(text=clean(text), line=line) for text, line in texts if not ABSENT.fullmatch(clean(text)))
    return ItemList(items=items, labels=labels, displaced=tuple(displaced))


def _split_lines(cell: Sequence[CellLine]) -> list[CellLine]:
    """The lines that say something; a line that holds several items is cut."""
    lines = [replace(line, text=squeeze(line.text)) for line in cell if squeeze(line.text)]
    if len(lines) == 1 and lines[0].text.count("; ") >= 2 and not is_marked(lines[0].text):
        return [replace(lines[0], text=f"{part};") for part in lines[0].text.split("; ") if part.strip(" ;")]
    return [replace(line, text=part.strip()) for line in lines for part in INNER_BULLET.split(line.text)]


def _is_label(line: CellLine, after: CellLine | None) -> bool:
    """Whether a line only heads the items after it: «Должен знать:»."""
    return bool(after and LABEL.match(line.text) and line.text[0].isupper() and after.text[0] != "(")


def _drafts(lines: Sequence[CellLine], style: ListStyle) -> list[Draft]:
    """Group lines into items by the first rule that decides."""
    texts = [line.text for line in lines]
    starts = [text for text in texts if is_marked(text) or text[:1].isupper()]
    has_bullets = sum(map(is_marked, texts)) * 2 >= len(starts) > 0
    lower_list = _is_lower_list(lines)
    semicolons = _ends_with_semicolons(texts)
    drafts: list[Draft] = []
    for line in lines:
        if drafts:
            so_far = _unmarked(" ".join(part.text for part in drafts[-1].lines))
            last_line = drafts[-1].lines[-1].text
            place = Place(line.text, so_far, last_line, style, has_bullets, lower_list, semicolons)
            if not next(verdict for rule in RULES if (verdict := rule(place)) is not None):
                drafts[-1].lines.append(line)
                continue
        drafts.append(Draft([line], is_marked(line.text)))
    return drafts


def _ends_with_semicolons(texts: Sequence[str]) -> bool:
    """Whether «;» ends the items of a cell without marks: it stands before nearly every capital."""
    before = [first for first, second in pairwise(texts) if second[:1].isupper()]
    ended = sum(text.endswith(";") for text in before)
    return not any(map(is_marked, texts)) and ended > 0 and ended >= SEMICOLON_SHARE * len(before)


def _is_lower_list(lines: Sequence[CellLine]) -> bool:
    """Whether a cell lists lower-case items without marks: «внимательность», «аккуратность».

    A capital may open such a list, but then three lines of one or two words are asked for.
    """
    texts = [line.text for line in lines]
    if len(texts) < 2 or any(is_marked(text) or text.endswith(";") or ADJECTIVE_END.search(text) for text in texts):
        return False
    longest = max(len(text.split()) for text in texts)
    if texts[0][:1].islower():
        return longest <= 3 and all(text[:1].islower() for text in texts)
    return len(texts) > 2 and longest <= 2 and all(text[:1].islower() for text in texts[1:])


def _text(draft: Draft, wording: Wording) -> str:
    """The text of an item, its lines joined."""
    text = BULLET.sub("", draft.lines[0].text)
    for line in draft.lines[1:]:
        text = wording.join(text, line.text)
    return text


def _awaits_noun(text: str) -> bool:
    """Whether a noun must follow: «начальные», «вопросов по», «(в том числе»."""
    return is_unfinished(text) or bool(ADJECTIVE_END.search(text))


def _put_back(drafts: list[Draft]) -> list[CellLine]:
    """Move lines that strayed into the item before, and return them.

    «… назначенных врачом» + «температуры, артериального давления», and two items on
    «- Наблюдать за состоянием здоровья, измерение»: the noun waits for its object.
    """
    moved: list[CellLine] = []
    for number, draft in enumerate(drafts):
        tail = draft.lines[-1].text
        if len(draft.lines) < 2 or not GENITIVE_START.match(tail) or _awaits_noun(draft.lines[-2].text):
            continue
        near = drafts[max(0, number - REACH) : number + REACH + 1]
        waiting = [other for other in near if other.marked and DANGLING_NOUN.search(other.lines[-1].text)]
        if draft.marked and len(waiting) == 1 and waiting[0] is not draft:
            moved.append(draft.lines.pop())
            waiting[0].lines.append(moved[-1])
    return moved
