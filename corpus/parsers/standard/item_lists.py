"""Paragraphs of a list → items: lead-ins dropped or kept, several items of one line split."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.blocks import Block
from corpus.cards import Item
from corpus.items import clean, split_number, squeeze
from corpus.parsers.standard.values import is_absent
from corpus.parsers.standard.wraps import ENDS, INNER_NUMBER, OPEN_END, OPENERS

# A lead-in with fewer words than this says nothing without its list:
# «Нормативные правовые акты:», «Проводить специальную систему мер:».
LEAD_IN_WORDS = 9
# First words that can open a skill: «Выявляет», «Проводить», «Организация», «Осуществление».
ACTION = re.compile(
    r"^(?:не\s+)?[а-яё-]+(?:[аяеиёую]т|[аеиоуыя]тся|ть|ться|ти|тись|чь|ние|тие|ция|зия|ство|ка)\b", re.I
)
GOES_ON = re.compile(r"^(?:и|или|либо|а\s+также)\s", re.IGNORECASE)
COUNTED = re.compile(r"^(?P<above>(?:\d{1,2}\.){0,2})(?P<last>\d{1,3})\s?[.)]\s*(?=\D)")  # «1)», «2.1.»
BRACKETS = re.compile(r"\([^()]*\)|\"[^\"]*\"|«[^»]*»")


def items(blocks: Iterable[Block], *, actions: bool) -> tuple[Item, ...]:
    """Return the items of a list cell; `actions` says that each item must open with an action."""
    paragraphs = _whole([replace(b, text=squeeze(b.text)) for b in blocks if not is_absent(b.text)])
    found: list[Item] = []
    for index, block in enumerate(paragraphs):
        if _is_empty_lead_in(block, paragraphs[index + 1 :]):
            continue
        for numbered in split_numbers(block.text):
            for part in split_line(numbered, actions=actions):
                if text := clean(INNER_NUMBER.sub("", squeeze(part))):
                    found.append(Item(text=text, line=block.line))
    return tuple(found)


def _whole(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs put together where one was torn: «… по запросу читателя и» | «по тематическим спискам»."""
    found: list[Block] = []
    for block in blocks:
        if found and _is_torn(found[-1].text, block.text):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {block.text}")
        else:
            found.append(block)
    return found


def _is_torn(text: str, following: str) -> bool:
    """No end mark, and a word that must go on («… запросу читателя и») or that goes on from something («и по …»)."""
    if text.endswith(ENDS) or not following[0].islower() or any(o.match(following) for o in OPENERS):
        return False
    return bool(OPEN_END.search(text) or GOES_ON.match(following))


def split_numbers(text: str) -> list[str]:
    """Split a line at the numbers that count on: «1) вести поиск; 2) составлять аннотации» → two."""
    found: list[str] = []
    while counted := COUNTED.match(text):
        following = re.escape(f"{counted['above']}{int(counted['last']) + 1}")
        cut = re.search(rf"(?<=[.;])\s+(?={following}\s?[.)]\s*[^\W\d])", text)
        if cut is None:
            break
        found.append(text[: cut.start()])
        text = text[cut.end() :]
    return [*found, text]


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
