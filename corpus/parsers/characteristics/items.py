"""Paragraphs of duties or knowledge → items: several on a line are cut, empty lead-ins are dropped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from corpus.cards import Item
from corpus.items import clean
from corpus.parsers.characteristics.joining import Paragraph
from corpus.parsers.characteristics.marks import ACT, Kind
from corpus.parsers.characteristics.words import (
    CONJUNCTIONS,
    KNOWLEDGE_OPENERS,
    OPEN_WORDS,
    PREPOSITIONS,
    SENTENCE_END,
    first_word,
    has_predicate,
    is_finite,
    words,
)

# Words that name no duty and no knowledge: a lead-in of these alone says nothing without its list.
# осуществляет: | разрабатывает и внедряет мероприятия: | проводит специальную систему мер:
# Нормативные правовые акты Республики Казахстан:
EMPTY_STEMS = (
    "осуществл", "обеспеч", "организ", "провод", "провед", "координ", "контрол", "выполн", "принима",
    "участв", "оказыва", "деятельн", "мероприят", "следующ", "систем", "специальн", "функци", "нормативн",
    "правов", "законодательн", "республик", "казахстан", "работник", "иные", "соблюд", "ответствен",
    "обязанност",
)  # fmt: skip
EMPTY_WORDS = frozenset(
    ("работу", "работы", "работ", "меры", "мер", "акт", "акты", "актов", "законы", "закон", "кодексы",
     "вопросы", "задачи", "знает", "знать", "умеет", "ведет", "основы", "правила", "порядок", "методы",
     "требования", "документы", "этом", "том", "числе", "учет")
)  # fmt: skip
LONG_PROSE = 150  # characters of a section told in one sentence
# 1) в области эксплуатации: | по вопросам охраны труда: the heading of a part of the list
FIELD_OF_WORK = re.compile(
    r"(?:\d+[.)]\s*)?(?:в\s+(?:области|сфере|части)|по\s+(?:направлению|вопросам))\s[^:;]{3,80}:", re.I
)
LETTER = re.compile(r"[а-яё]\)\s*")  # а) учет и хранение лекарств


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A doubtful place of a section: becomes a `Problem`."""

    kind: str
    line: int
    text: str


@dataclass(slots=True, kw_only=True)
class Listing:
    """What a section holds: its items, the lead-ins left out and the doubts."""

    items: list[Item] = field(default_factory=list)
    lead_ins: list[int] = field(default_factory=list)  # source lines
    remarks: list[Remark] = field(default_factory=list)


def says_nothing(text: str) -> bool:
    """Say whether a lead-in is empty without its list: «осуществляет», «разработке мероприятий по»."""
    bare = words(re.sub(r"\([^)]*\)", " ", text))
    if not bare or bare[-1] in PREPOSITIONS | CONJUNCTIONS | OPEN_WORDS:
        return True
    empty = EMPTY_WORDS | PREPOSITIONS | CONJUNCTIONS
    return all(word in empty or word.startswith(EMPTY_STEMS) or is_finite(word) for word in bare)


def list_items(paragraphs: Sequence[Paragraph], kind: Kind) -> Listing:
    """Return the items of a section of duties or knowledge."""
    listing = Listing()
    prose = kind is Kind.KNOWLEDGE and _is_prose(paragraphs)
    for paragraph, after in zip_longest(paragraphs, paragraphs[1:]):
        if _is_empty_lead_in(paragraph, after):
            listing.lead_ins.extend(paragraph.lines)
            listing.remarks.append(_lead_in_remark(paragraph))
            continue
        pieces = list(cut_prose(paragraph.text) if prose else cut(paragraph.text, kind))
        for offset, piece in pieces:
            if text := _without_letter(clean(piece)):
                listing.items.append(Item(text=text, line=paragraph.line_at(offset)))
        listing.remarks.extend(_remarks(paragraph, pieces, kind))
    return listing


def _is_prose(paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether a section is one sentence; a page may break it: «…, Закон "О недрах", | Правила …, технологию …»."""
    if not paragraphs or any(";" in paragraph.text for paragraph in paragraphs):
        return False
    broken = all(part.text.endswith(",") for part in paragraphs[:-1])
    return broken and sum(len(part.text) for part in paragraphs) >= LONG_PROSE * len(paragraphs)


def _is_empty_lead_in(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """осуществляет: | отправку заявок; but not «ведет учет:» before «выдает справки»"""
    if after is not None and FIELD_OF_WORK.fullmatch(paragraph.text):
        return True
    if not paragraph.text.endswith(":") or not says_nothing(paragraph.text):
        return False
    listed = after is not None and not is_finite(first_word(after.text))
    return listed or len(words(paragraph.text)) == 1


def _without_letter(text: str) -> str:
    found = LETTER.match(text)
    return text[found.end() :] if found else text


def cut(text: str, kind: Kind) -> Iterator[tuple[int, str]]:
    """Cut a paragraph where each part stands on its own. Yields (offset, part)."""
    text, start = _without_empty_lead_in(text)
    listed = start > 0 or not has_predicate(text)
    begin = 0
    for end, after in _cuts(text):
        if _stands_alone(text[after:], kind, listed=listed):
            yield start + begin, text[begin:end]
            begin = after
    yield start + begin, text[begin:]


def cut_prose(text: str) -> Iterator[tuple[int, str]]:
    """Cut knowledge told in one sentence before the words that open an item: «…, основы экономики, …»."""
    begin = 0
    for found in re.finditer(r"[,.]\s+", text):
        after = text[found.end() :]
        opens = first_word(after) in KNOWLEDGE_OPENERS or ACT.match(after)
        if opens and not _is_enclosed(text, found.start()):
            yield begin, text[begin : found.start()]
            begin = found.end()
    yield begin, text[begin:]


def _without_empty_lead_in(text: str) -> tuple[str, int]:
    """«осуществляет: ведение …; формирование …» → the text behind the colon and its offset."""
    found = re.match(r"[^:;()«»\"]+:\s*(?=\S)", text)
    if found is None or ";" not in text[found.end() :].rstrip("; ") or not says_nothing(found.group()):
        return text, 0
    return text[found.end() :], found.end()


def _cuts(text: str) -> list[tuple[int, int]]:
    """Places of «;» outside brackets and quotes and of sentence ends: (end of part, start of next)."""
    places = [(found.start(), found.end()) for found in SENTENCE_END.finditer(text)]
    places += [
        (found.start(), found.end())
        for found in re.finditer(r";\s*(?=\S)", text)
        if not _is_enclosed(text, found.start())
    ]
    return sorted(places)


def _is_enclosed(text: str, place: int) -> bool:
    """Inside a pair of brackets or quotes; an unclosed bracket encloses nothing."""
    before, after = text[:place], text[place:]
    for opening, closing in (("(", ")"), ("«", "»")):
        if before.count(opening) > before.count(closing) and after.count(closing) > after.count(opening):
            return True
    return before.count('"') % 2 == 1 and after.count('"') % 2 == 1


def _stands_alone(part: str, kind: Kind, *, listed: bool) -> bool:
    """Выявляет граждан …; | детей с инвалидностью … has one predicate for both and stays one item."""
    part = clean(part.split(";", 1)[0])
    if not part or (first_word(part) in CONJUNCTIONS and part[0].islower()):
        return False
    if has_predicate(part):
        return True
    return (kind is Kind.KNOWLEDGE or listed) and first_word(part) not in PREPOSITIONS


def _lead_in_remark(paragraph: Paragraph) -> Remark:
    text = f"Вводная строка «{paragraph.text}» без списка ничего не значит: отброшена, пункты списка оставлены."
    return Remark(kind="lead-in-dropped", line=paragraph.starts[0][1], text=text)


def _remarks(paragraph: Paragraph, pieces: list[tuple[int, str]], kind: Kind) -> Iterator[Remark]:
    line = paragraph.starts[0][1]
    if len(pieces) > 1:
        text = f"Несколько пунктов в одной строке: разделено на {len(pieces)}."
        yield Remark(kind="items-on-one-line", line=line, text=text)
    elif _cuts(paragraph.text):
        text = "Части строки через «;» или точку не самостоятельны: оставлены одним пунктом."
        yield Remark(kind="parts-kept-together", line=line, text=text)
    if kind is Kind.KNOWLEDGE and is_finite(first_word(paragraph.text)):
        text = f"Похоже на обязанность, но стоит среди знаний: «{paragraph.text[:60]}»; оставлено в знаниях."
        yield Remark(kind="duty-among-knowledge", line=line, text=text)
