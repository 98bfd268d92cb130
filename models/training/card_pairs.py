"""Pairs from the official documents: titles and functions with their items, one competence in two wordings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.acts import is_act
from corpus.cards import Card, FrameworkLevel, Item, Position
from corpus.catalogue import Catalogue, Profession
from corpus.competences import items_with_kind
from models.training.pairs import Pair

MOST_WORDINGS = 4  # of one competence


@dataclass(frozen=True, slots=True)
class Described:
    """A profession with all that is written of it, acts of law left out."""

    id: str
    titles: tuple[str, ...]
    items: tuple[str, ...]


def described(catalogue: Catalogue) -> list[Described]:
    """Return every profession with the texts of its members, each once."""
    return [
        Described(p.id, tuple(dict.fromkeys((p.title, *p.alternative_titles))), _items(catalogue, p))
        for p in catalogue.professions
    ]


def _items(catalogue: Catalogue, profession: Profession) -> tuple[str, ...]:
    owners = [_owner(catalogue, member.kind, member.id) for member in profession.members]
    items = [item for owner in owners for item in items_of(owner)]
    telling = [item.text for item in items if not is_act(item.text)]
    return tuple(dict.fromkeys(telling or [item.text for item in items]))


def _owner(catalogue: Catalogue, kind: str, id_: str) -> Card | Position | FrameworkLevel:
    if kind == "card":
        return catalogue.card_by_id[id_]
    return catalogue.position_by_id[id_] if kind == "position" else catalogue.level_by_occupation[id_]


def items_of(owner: Card | Position | FrameworkLevel) -> list[Item]:
    """Skills and knowledge of a card, position or level row in its own order."""
    if isinstance(owner, Card):
        return [i for function in owner.functions for task in function.tasks for i in (*task.skills, *task.knowledge)]
    return [*owner.skills, *owner.knowledge]


def title_item_pairs(professions: Sequence[Described]) -> Iterator[Pair]:
    """«Няня» ↔ «Кормить ребёнка по режиму»."""
    for profession in professions:
        yield from (Pair(profession.titles[0], item, profession.id) for item in profession.items)


def function_item_pairs(catalogue: Catalogue) -> Iterator[Pair]:
    """A labour function and its task ↔ each of its skills."""
    for card in catalogue.cards:
        for function in card.functions:
            for task in function.tasks:
                yield from (Pair(f"{function.title} {task.title}", i.text, function.title) for i in task.skills)


def competence_pairs(catalogue: Catalogue) -> Iterator[Pair]:
    """One competence as two documents word it."""
    text = {i.id: i.text for _, i in items_with_kind(catalogue.cards, catalogue.positions, catalogue.framework_levels)}
    for competence in catalogue.competences:
        wordings = list(dict.fromkeys(text[item] for item in competence.mentions))[:MOST_WORDINGS]
        yield from (Pair(a, b, competence.id) for a, b in combinations(wordings, 2))
