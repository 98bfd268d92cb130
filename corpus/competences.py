"""Competences: items that say the same thing, merged with all their mentions."""

from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.acts import acts_of, is_act
from corpus.cards import Card, FrameworkLevel, Item, Position
from corpus.catalogue import Competence
from corpus.identity import Names, slug
from corpus.sameness import SHORT_NAME, differ_by_a_typo, trunks

Key = frozenset[str]


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


def statements(kind: str, text: str) -> Iterator[tuple[str, str]]:
    """What an item says, each with its kind: an item that lists acts says as many things as it names acts."""
    if kind == "skill" or not is_act(text):
        yield kind, text
        return
    for part in acts_of(text) or [text]:
        yield ("act" if is_act(part) else kind), part


def competences(
    cards: Iterable[Card], positions: Iterable[Position], rows: Iterable[FrameworkLevel]
) -> tuple[Competence, ...]:
    """Merge all items that say the same thing; the commonest wording names the competence."""
    groups: dict[str, dict[Key, list[tuple[str, str]]]] = {"skill": {}, "knowledge": {}, "act": {}}
    for kind, item in items_with_kind(cards, positions, rows):
        for said_kind, said in statements(kind, item.text):
            groups[said_kind].setdefault(trunks(said), []).append((said, item.id))
    names = Names()
    return tuple(
        _competence(kind, mentions, names) for kind, by_key in groups.items() for mentions in _without_typos(by_key)
    )


def _competence(kind: str, mentions: list[tuple[str, str]], names: Names) -> Competence:
    labels = [SHORT_NAME.sub("", text).strip() for text, _ in mentions]
    counts = Counter(labels)
    return Competence(
        id=names.take(f"{kind}.{slug(labels[0])}"),
        kind=kind,
        label=min(labels, key=lambda label: (-counts[label], len(label))),
        mentions=tuple(dict.fromkeys(item for _, item in mentions)),
    )


def _without_typos(by_key: dict[Key, list[tuple[str, str]]]) -> list[list[tuple[str, str]]]:
    """The groups with those united whose keys differ by one misspelt word."""
    near: dict[Key, list[Key]] = {}
    home: dict[Key, Key] = {}
    for key in by_key:
        reduced = [key - {word} for word in key]
        candidates = (other for part in reduced for other in near.get(part, ()))
        twin = next((other for other in candidates if differ_by_a_typo(key, other)), None)
        home[key] = home[twin] if twin is not None else key
        for part in reduced:
            near.setdefault(part, []).append(key)
    merged: dict[Key, list[tuple[str, str]]] = {}
    for key, mentions in by_key.items():
        merged.setdefault(home[key], []).extend(mentions)
    return list(merged.values())
