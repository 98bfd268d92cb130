"""Competences: items that say the same thing, merged with all their mentions."""

import re
from collections.abc import Iterable, Iterator

from corpus.acts import is_act
from corpus.cards import Card, FrameworkLevel, Item, Position
from corpus.catalogue import Competence
from corpus.identity import Names, fingerprint, slug

SHORT_NAME = re.compile(r"\s*\(\s*далее\s*[-–—]?\s*([^()]*(?:\([^()]*\)[^()]*)*)\)")


def items_with_kind(
    cards: Iterable[Card], positions: Iterable[Position], rows: Iterable[FrameworkLevel]
) -> Iterator[tuple[str, Item]]:
    """Yield ("skill" | "knowledge", item) for all items of the catalogue, in document order."""
    for card in cards:
        for function in card.functions:
            for task in function.tasks:
                yield from (("skill", i) for i in task.skills)
                yield from (("knowledge", i) for i in task.knowledge)
    owners: tuple[Position | FrameworkLevel, ...] = (*positions, *rows)
    for owner in owners:
        yield from (("skill", i) for i in owner.skills)
        yield from (("knowledge", i) for i in owner.knowledge)


def competences(
    cards: Iterable[Card], positions: Iterable[Position], rows: Iterable[FrameworkLevel]
) -> tuple[Competence, ...]:
    """Merge items that are equal but for case, marks and «(далее – …)»."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for kind, item in items_with_kind(cards, positions, rows):
        kind = "act" if kind == "knowledge" and is_act(item.text) else kind
        groups.setdefault((kind, fingerprint(SHORT_NAME.sub("", item.text))), []).append(item)
    names = Names()
    return tuple(
        Competence(
            id=names.take(f"{kind}.{slug(group[0].text)}"),
            kind=kind,
            label=min((SHORT_NAME.sub("", i.text) for i in group), key=len),
            mentions=tuple(i.id for i in group),
        )
        for (kind, _), group in groups.items()
    )
