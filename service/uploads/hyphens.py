"""Words that a line end divides: «соци-» + «альный» is one word, «социально-» + «бытовой» keeps its hyphen."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

import pymorphy3

from corpus.readers.pdf_lines import Line

LETTERS = "а-яёәғқңөұүһі"
HEAD = re.compile(rf"(?:[{LETTERS}]+-)*([{LETTERS}]+)[-\u2010]$", re.IGNORECASE)
TAIL = re.compile(rf"[{LETTERS}]+(?:-[{LETTERS}]+)*")  # begins small
LONGEST = 40  # letters; what is longer is no word


@cache
def dictionary() -> pymorphy3.MorphAnalyzer:
    """The Russian words. Loaded once, before jobs are forked."""
    return pymorphy3.MorphAnalyzer(lang="ru")


def divided(lines: Sequence[Line], words: Collection[str]) -> frozenset[str]:
    """Return the words that the ends of lines divide, whole and small; `words` are those inside the lines."""
    return frozenset(
        head + tail for head, tail in _pairs(lines) if len(head + tail) <= LONGEST and is_divided(head, tail, words)
    )


def is_divided(head: str, tail: str, words: Collection[str]) -> bool:
    """Whether two parts are one word without a hyphen.

    The text's own spelling decides, then the dictionary. Two known words are a compound («приём» + «передача»);
    what no dictionary has, such as Kazakh, was most likely divided.
    """
    if head + tail in words or f"{head}-{tail}" in words:
        return head + tail in words
    known = dictionary().word_is_known
    return known(head + tail) or not (known(head) and known(tail))


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for above, below in pairwise(lines):
        head, tail = HEAD.search(above.text), TAIL.match(below.text)
        if head and tail:
            yield head[1].lower(), tail[0]
