"""Lines of page text that were wrapped or set apart letter by letter, put together again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.blocks import Block, BlockKind
from corpus.items import BULLET, NUMBER, squeeze
from corpus.parsers.columns.lines import close_up

ENDS = (".", ";", ":", "!", "?")
CODE = re.compile(r"^\d{4}-\d")
# What opens an item besides numbers and bullets: «а) Web of Science», «1.2. проверять каску», «2.1 Проверять»
INNER_NUMBER = re.compile(
    r"^(?:[А-ЯЁа-яёA-Za-z]\)\s*|\d{1,2}(?:\.\d{1,2}){1,2}(?:[.)]\s*(?=[^\W\d])|\s+(?=[А-ЯЁӘҒҚҢӨҰҮҺІA-Z])))"
)
OPENERS = (NUMBER, BULLET, CODE, INNER_NUMBER)
# A line that goes on: small letter, bracket, quote or figure inside a sentence.
GOES_ON = re.compile(r"^[^А-ЯЁӘҒҚҢӨҰҮҺІA-Z]")
OPEN_END = re.compile(
    r"(?:[,(–—-]|\b(?:и|или|в|во|на|по|с|со|к|о|об|от|для|при|за|из|а также|их|его|не))$", re.IGNORECASE
)


def unwrapped(blocks: Sequence[Block]) -> tuple[list[Block], dict[int, int]]:
    """Return blocks with wrapped lines joined, and for every joined line the line it belongs to.

    Only a line directly under another one (no blank line, no cell border between) can go on with it.
    """
    closed = [replace(b, text=_closed(b.text)) if b.kind is BlockKind.LINE else b for b in blocks]
    width = _width(closed)
    found: list[Block] = []
    home: dict[int, int] = {}
    for before, block in zip([None, *closed], closed, strict=False):
        if before is not None and _may_continue(before, block) and _continues(before, block, width):
            head = found[-1]
            found[-1] = replace(head, text=f"{head.text.rstrip()} {block.text.strip()}")
            home[block.line] = head.line
        else:
            found.append(block)
    return found, home


def _width(blocks: Sequence[Block]) -> int:
    """The longest line that surely goes on in the next one: where the text was wrapped; 0 when it was not."""
    return max(
        (len(a.text.strip()) for a, b in pairwise(blocks) if _may_continue(a, b) and GOES_ON.match(b.text.strip())),
        default=0,
    )


def _closed(text: str) -> str:
    """Letters set apart are closed up, tabs in front stay: «П р о в о д и т ь  учёт» → «Проводить учёт»."""
    body = text.lstrip("\t")
    return text[: len(text) - len(body)] + close_up(body) if "  " in body.strip() or _is_spaced(body) else text


def _is_spaced(text: str) -> bool:
    words = text.split()
    return len(words) >= 3 and all(len(word) == 1 for word in words)


def _may_continue(before: Block, block: Block) -> bool:
    """Whether a line stands directly under another and opens nothing of its own."""
    head, text = squeeze(before.text), squeeze(block.text)
    if {before.kind, block.kind} != {BlockKind.LINE} or block.gap or not head or not text or "\t" in block.text:
        return False
    return not (any(opener.match(text) for opener in OPENERS) or head.endswith(ENDS))


def _continues(before: Block, block: Block, width: int) -> bool:
    """Whether the line above is torn: a small letter follows, a word is missing, or the next word had no room."""
    head, text = squeeze(before.text), squeeze(block.text)
    no_room = 0 < width < len(head) + 1 + len(text.split()[0])
    return no_room or bool(GOES_ON.match(text) or OPEN_END.search(head))
