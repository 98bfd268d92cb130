"""Qualification categories of a card: «второй категории: … стаж работы … не менее 1 года»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.items import END_MARKS, squeeze

# «высшей категории:», «первой категории –», «специалист … без категории:», «Психолог II категории:»
HEAD = re.compile(
    r"(?P<owner>(?:специалист|[А-ЯЁ])[^.;:]{0,60}?)?\b(?P<category>(?:высшей|первой|второй|без|I{1,3}) категории)\s*[:–-]",
    re.IGNORECASE,
)
# «Психолог: высшее …» behind «Психолог II категории: …» is the one without a category.
PLAIN = re.compile(r"^(?P<owner>[А-ЯЁ][\w -]{2,40}):\s")
OTHER = re.compile(r"^[^:]{2,120}:")
GROUP = re.compile(r"^(специалист \w+ уровня квалификации):$", re.IGNORECASE)  # over the categories of its own
GOES_ON = ("требования к квалификации:", "должен отвечать")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A category that a card tells apart within its level, and what it asks for, in the card's words."""

    name: str
    asks: str
    group: str = ""  # «специалист среднего уровня квалификации», where a card has two such lists


def categories(requirements: Sequence[str]) -> tuple[Category, ...]:
    """The categories of a card's qualification requirements in their order; none where it names none."""
    return tuple(c for c in _read(requirements) if c.asks)


def _read(requirements: Sequence[str]) -> Iterator[Category]:
    name, asks, group, owners = "", "", "", set[str]()
    for text in _pieces(requirements):
        head = HEAD.match(text) or PLAIN.match(text)
        if head and ("category" in head.groupdict() or _owner(head) in owners):
            yield Category(name=name, asks=_clean(asks), group=group)
            owners.add(_owner(head))
            name, asks = text[: head.end()].rstrip(" :–-"), text[head.end() :]
        elif OTHER.match(text) and not text.lower().startswith(GOES_ON):
            yield Category(name=name, asks=_clean(asks), group=group)
            name, asks = "", ""
            heading = GROUP.match(text)
            group = heading[1] if heading else ""
        elif name:
            asks += f" {text}"
    yield Category(name=name, asks=_clean(asks), group=group)


def _pieces(requirements: Sequence[str]) -> Iterator[str]:
    """Lines, cut where a head stands inside: «… не менее 4 лет. специалист … высшей категории:»."""
    for line in map(squeeze, requirements):
        cuts = [0, *(m.start() for m in HEAD.finditer(line) if m.start() and line[: m.start()].rstrip()[-1:] in ".;")]
        for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True):
            yield line[start:end].strip()


def _owner(found: re.Match[str]) -> str:
    return (found["owner"] or "").strip().lower()


def _clean(text: str) -> str:
    return text.strip().rstrip(END_MARKS)
