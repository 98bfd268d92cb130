"""Paragraphs of a list → items: lead-ins dropped or kept, several items of one line split."""

import re
from collections.abc import Iterable, Sequence

from corpus.blocks import Block
from corpus.cards import Item
from corpus.items import clean, split_number, squeeze

# A lead-in with fewer words than this says nothing without its list:
# «Нормативные правовые акты:», «Проводить специальную систему мер:».
LEAD_IN_WORDS = 9
# First words that can open a skill: «Выявляет», «Проводить», «Организация», «Осуществление».
ACTION = re.compile(
    r"^(?:не\s+)?[а-яё-]+(?:[аяеиёую]т|[аеиоуыя]тся|ть|ться|ти|тись|чь|ние|тие|ция|зия|ство|ка)\b", re.I
)
BRACKETS = re.compile(r"\([^()]*\)|\"[^\"]*\"|«[^»]*»")


def items(blocks: Iterable[Block], *, actions: bool) -> tuple[Item, ...]:
    """Return the items of a list cell; `actions` says that each item must open with an action."""
    paragraphs = [b for b in blocks if clean(b.text)]
    found: list[Item] = []
    for index, block in enumerate(paragraphs):
        if _is_empty_lead_in(block, paragraphs[index + 1 :]):
            continue
        for part in split_line(block.text, actions=actions):
            text = clean(part)
            if text:
                found.append(Item(text=text, line=block.line))
    return tuple(found)


def split_line(text: str, *, actions: bool) -> list[str]:
    """Split a line at «;» where every part stands on its own.

    «Закон о профилактике насилия; безопасность труда» → two items of knowledge;
    «Выявляет граждан; детей с инвалидностью» is one skill: one verb for both parts.
    """
    masked = BRACKETS.sub(lambda m: "\0" * len(m.group()), text)
    cuts = [i for i, char in enumerate(masked) if char == ";"]
    parts = [text[a:b] for a, b in zip([0, *(c + 1 for c in cuts)], [*cuts, len(text)], strict=True)]
    parts = [p for p in parts if clean(p)]
    if len(parts) < 2 or _ends_open(parts[0]):
        return [text]
    if actions and not all(ACTION.match(clean(p)) for p in parts[1:]):
        return [text]
    return parts


def _ends_open(text: str) -> bool:
    """A colon before the first «;» opens an enumeration that belongs to its head."""
    return ":" in BRACKETS.sub("", squeeze(text)).rstrip(": ")


def _is_empty_lead_in(block: Block, rest: Sequence[Block]) -> bool:
    """«Нормативные правовые акты:» before its list; not the last paragraph, not a whole sentence."""
    text = squeeze(block.text)
    if not text.endswith(":") or not rest:
        return False
    _, body = split_number(text)
    return len(body.split()) < LEAD_IN_WORDS
