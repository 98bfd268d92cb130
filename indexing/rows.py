"""Rows of an index: which texts of the catalogue are searched, and which professions they speak for."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.acts import is_act
from corpus.cards import Card, FrameworkLevel, Item, Position
from corpus.catalogue import Catalogue, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A skill or knowledge item as a row."""

    id: str
    kind: str  # skill | knowledge
    text: str
    owner: str  # id of the card, position or level row
    line: int
    act: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleRow:
    """A title of a profession as a row."""

    profession: str
    text: str


def owner_items(owner: Card | Position | FrameworkLevel) -> Iterator[tuple[str, Item]]:
    """Yield ("skill" | "knowledge", item) of a card, position or level row in its own order."""
    if isinstance(owner, Card):
        for function in owner.functions:
            for task in function.tasks:
                yield from (("skill", i) for i in task.skills)
                yield from (("knowledge", i) for i in task.knowledge)
    else:
        yield from (("skill", i) for i in owner.skills)
        yield from (("knowledge", i) for i in owner.knowledge)


def item_rows(catalogue: Catalogue) -> list[ItemRow]:
    """Return a row for every skill and knowledge item, in catalogue order."""
    owners: list[Card | Position | FrameworkLevel] = [
        *catalogue.cards,
        *catalogue.positions,
        *catalogue.framework_levels,
    ]
    return [
        ItemRow(
            id=item.id,
            kind=kind,
            text=item.text,
            owner=owner.id,
            line=item.line,
            act=kind == "knowledge" and is_act(item.text),
        )
        for owner in owners
        for kind, item in owner_items(owner)
    ]


def title_rows(catalogue: Catalogue) -> list[TitleRow]:
    """Return a row for every title and alternative title of every profession."""
    return [
        TitleRow(profession=p.id, text=title)
        for p in catalogue.professions
        for title in dict.fromkeys((p.title, *p.alternative_titles))
    ]


def owner_of(catalogue: Catalogue, member: Member) -> Card | Position | FrameworkLevel:
    """The card, position or level row that describes a member."""
    if member.kind == "card":
        return catalogue.card_by_id[member.id]
    if member.kind == "position":
        return catalogue.position_by_id[member.id]
    return catalogue.level_by_occupation[member.id]


def profession_rows(catalogue: Catalogue, rows: list[ItemRow]) -> list[list[int]]:
    """For every profession the numbers of its item rows, each once, best member first."""
    by_owner: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_owner.setdefault(row.owner, []).append(number)
    return [
        list(dict.fromkeys(n for m in p.members for n in by_owner.get(owner_of(catalogue, m).id, [])))
        for p in catalogue.professions
    ]
