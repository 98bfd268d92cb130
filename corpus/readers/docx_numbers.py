"""Printed numbers of DOCX lists: «%1.%2.» with the counters of its levels → «2.1.»."""

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.docx_names import W, child, integer, value
from corpus.readers.list_numbers import number

PLACEHOLDER = re.compile(r"%([1-9])")
BULLET = "•"
PRIVATE_USE = range(0xE000, 0xF900)  # where the symbol fonts keep their bullets


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and prints."""

    start: int
    style: str
    text: str


@dataclass(slots=True)
class Counters:
    """A list in progress: the last number of each level."""

    last: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Gives each numbered paragraph its printed number; call it once a paragraph, in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        abstract = [] if root is None else root.findall(W + "abstractNum")
        self._abstract = {a.get(W + "abstractNumId", ""): a for a in abstract}
        lists = [] if root is None else root.findall(W + "num")
        self._lists = {n.get(W + "numId", ""): n for n in lists}
        self._counters: dict[str, Counters] = {}  # by abstract list: its lists count on
        self._restarted: set[tuple[int, int]] = set()

    def next(self, number_id: int, depth: int) -> str:
        """The printed number of the next paragraph of a list, "" when the file does not define it."""
        definition = self._lists.get(str(number_id))
        abstract = value(definition, "abstractNumId")
        level = self._level(definition, abstract, depth)
        if definition is None or abstract is None or level is None:
            return ""
        if level.style == "none":
            return ""
        if level.style == "bullet":
            return _bullet(level.text)
        last = self._counters.setdefault(abstract, Counters()).last
        self._count(last, definition, number_id, depth, level)
        return PLACEHOLDER.sub(lambda m: self._printed(last, definition, abstract, int(m[1]) - 1), level.text)

    def _count(
        self, last: dict[int, int], definition: etree._Element, number_id: int, depth: int, level: Level
    ) -> None:
        override = integer(_override(definition, depth), "startOverride")
        if override is not None and (number_id, depth) not in self._restarted:
            self._restarted.add((number_id, depth))
            last[depth] = override
        else:
            last[depth] = last[depth] + 1 if depth in last else level.start
        for deeper in [d for d in last if d > depth]:
            del last[deeper]

    def _printed(self, last: dict[int, int], definition: etree._Element, abstract: str, depth: int) -> str:
        level = self._level(definition, abstract, depth)
        if level is None:
            return ""
        return number(last.get(depth, level.start), level.style)

    def _level(self, definition: etree._Element | None, abstract: str | None, depth: int) -> Level | None:
        """The level's definition: the list's own or that of its abstract list."""
        own = child(_override(definition, depth), "lvl")
        element = own if own is not None else _at_depth(self._abstract.get(abstract or ""), "lvl", depth)
        if element is None:
            return None
        start = integer(element, "start")
        return Level(
            1 if start is None else start, value(element, "numFmt") or "decimal", value(element, "lvlText") or ""
        )


def _override(definition: etree._Element | None, depth: int) -> etree._Element | None:
    return _at_depth(definition, "lvlOverride", depth)


def _at_depth(parent: etree._Element | None, name: str, depth: int) -> etree._Element | None:
    if parent is None:
        return None
    return next((e for e in parent.findall(W + name) if e.get(W + "ilvl") == str(depth)), None)


def _bullet(text: str) -> str:
    mark = text.strip()[:1]
    return BULLET if not mark or ord(mark) in PRIVATE_USE or mark.isalnum() else mark
