"""Lines of a skills or knowledge cell → items."""

import re
from collections.abc import Sequence

from corpus.cards import Item
from corpus.items import BULLET, END_MARKS, clean, squeeze
from corpus.parsers.columns.lines import Line
from corpus.parsers.columns.numbering import is_bulleted, printed_number, starts_item
from corpus.parsers.columns.text import paragraph_lines, paragraphs

# Two acts on one line: «…услугах". Закон "О минимальных…»
ACTS_TOGETHER = re.compile(r"(?<=[\"»)])\. (?=(?:Закон|Кодекс|Приказ|Постановление|Правила)\b)")


# Paragraphs that go on with «Нормативные правовые акты:» in a list without numbers.
ACT = re.compile(
    r"(?:\w+\s)?(?:закон|кодекс|конституци|конвенци|приказ|постановлени|правила|указ|стандарт)", re.IGNORECASE
)


def items(lines: Sequence[Line], width: int) -> tuple[Item, ...]:
    """Return the items of a cell. Unnumbered paragraphs of a numbered item belong to it, joined with «; »."""
    groups = [_item_text(group, width) for group in item_lines(lines, width)]
    return tuple(Item(text=text, line=line) for text, line in groups if text)


def item_lines(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """Lines grouped into items: by number, else by bullet, else by paragraph."""
    if any(printed_number(line) == 1 and starts_item(lines, at, 0) for at, line in enumerate(lines)):
        return _numbered(lines)
    if sum(map(is_bulleted, lines)) > 1 or (lines and is_bulleted(lines[0])):
        return _bulleted(lines)
    return _enumerated(paragraph_lines(lines, width))


def _numbered(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    last = 0
    for at, line in enumerate(lines):
        if starts_item(lines, at, last):
            last = printed_number(line) or last
            groups.append([line])
        elif groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _bulleted(lines: Sequence[Line]) -> list[list[Line]]:
    """Items by bullet; a dash inside brackets is none: «(далее» | «– Закон "О языках")»."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not (is_bulleted(line) and _closes_brackets(groups[-1])):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _closes_brackets(lines: Sequence[Line]) -> bool:
    text = "".join(line.text for line in lines)
    return text.count("(") <= text.count(")")


def _enumerated(groups: Sequence[list[Line]]) -> list[list[Line]]:
    """Paragraphs as items; a lead-in with a colon takes its enumeration along, up to a final «.»."""
    found: list[list[Line]] = []
    inside = acts = False
    for group in groups:
        if inside or (acts and ACT.match(group[0].text)):
            found[-1].extend(group)
        else:
            found.append(list(group))
            acts = False
        end = group[-1].text[-1]
        acts = acts or end == ":"
        inside = end == ":" or (inside and end in ";,")
    return found


def _item_text(lines: Sequence[Line], width: int) -> tuple[str, int]:
    parts = [_part(text, first=index == 0) for index, (text, _) in enumerate(paragraphs(lines, width))]
    parts = [part for part in parts if part]
    text = ""
    for part in parts:
        text += (" " if text.endswith(":") else "; " if text else "") + part
    return ACTS_TOGETHER.sub("; ", text).rstrip(END_MARKS), lines[0].number


def _part(text: str, *, first: bool) -> str:
    """A paragraph without number and end mark; the colon of a lead-in stays."""
    body = clean(text) if first else BULLET.sub("", squeeze(text)).rstrip(END_MARKS)
    return body + ":" if body and text.endswith(":") else body
