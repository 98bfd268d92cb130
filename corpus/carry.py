"""Ids carried over from the catalogue before: a corrected wording or title keeps its id."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.cards import Card, FrameworkLevel, Function, Item, Parsed, Position, Task
from corpus.identity import fingerprint

Owner = Card | Position | FrameworkLevel
Kept = TypeVar("Kept", Card, Position, FrameworkLevel)

SAME_OWNER = 0.5  # share of items that an old and a new card must have in common
SAME_ITEM = 0.75  # likeness of the old and the new wording of an item


def carried(parsed: Parsed, old: Sequence[Owner]) -> Parsed:
    """Return the parse with the ids of the old owners and items that it continues.

    Equal texts have equal ids already; here the rest is paired, cards by their items, items by their wording.
    """
    return replace(
        parsed,
        cards=tuple(_kept(parsed.cards, [o for o in old if isinstance(o, Card)])),
        positions=tuple(_kept(parsed.positions, [o for o in old if isinstance(o, Position)])),
        framework_levels=tuple(_kept(parsed.framework_levels, [o for o in old if isinstance(o, FrameworkLevel)])),
    )


def _kept(new: Sequence[Kept], old: Sequence[Kept]) -> Iterator[Kept]:
    known = {o.id: o for o in old}
    free = {o.id: o for o in old if o.id not in {n.id for n in new}}
    for owner in new:
        before = known.get(owner.id) or _best(owner, list(free.values()))
        if before is None:
            yield owner
            continue
        free.pop(before.id, None)
        yield renamed(owner, before)


def _best(owner: Kept, free: Sequence[Kept]) -> Kept | None:
    """The old owner with most items in common, if it has at least half of them."""
    own = {fingerprint(i.text) for i in items_of(owner)}
    best, most = None, SAME_OWNER
    for candidate in free:
        theirs = {fingerprint(i.text) for i in items_of(candidate)}
        share = len(own & theirs) / max(1, len(own | theirs))
        if share >= most:
            best, most = candidate, share
    return best


def items_of(owner: Owner) -> list[Item]:
    """All items of a card, position or level row in its order."""
    if isinstance(owner, Card):
        tasks = [t for f in owner.functions for t in f.tasks]
        return [i for t in tasks for i in (*t.skills, *t.knowledge)] + list(owner.personal_competences)
    if isinstance(owner, Position):
        return [*owner.skills, *owner.knowledge, *owner.qualification_requirements]
    return [*owner.knowledge, *owner.skills, *owner.professional_competences, *owner.personal_competences]


def renamed(owner: Kept, before: Kept) -> Kept:
    """The owner with the ids of the one it continues."""
    old = items_of(before)
    prefix, other = before.id, owner.id
    mine = [replace(i, id=prefix + i.id.removeprefix(other)) for i in items_of(owner)]
    known = {i.id for i in old}
    free = [i for i in old if i.id not in {m.id for m in mine}]
    ids: dict[str, str] = {}
    for item, moved in zip(items_of(owner), mine, strict=True):
        ids[item.id] = moved.id if moved.id in known else _continued(moved, free)
    return with_ids(owner, before.id, lambda item: ids.get(item.id, item.id))


def _continued(item: Item, free: list[Item]) -> str:
    """Id of the old item whose wording was corrected into this one, taken out of the free ones; else its own."""
    letter = item.id.rpartition(".")[2][:1]
    best, most = None, SAME_ITEM
    for old in free:
        if old.id.rpartition(".")[2][:1] != letter:
            continue
        likeness = difflib.SequenceMatcher(None, old.text, item.text, autojunk=False).ratio()
        if likeness >= most:
            best, most = old, likeness
    if best is None:
        return item.id
    free.remove(best)
    return best.id


def with_ids(owner: Kept, own: str, id_of: Callable[[Item], str]) -> Kept:
    """The owner with a new id of its own and of its items."""

    def items(found: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(replace(i, id=id_of(i)) for i in found)

    def task(t: Task) -> Task:
        return replace(t, skills=items(t.skills), knowledge=items(t.knowledge))

    def function(f: Function) -> Function:
        return replace(f, tasks=tuple(map(task, f.tasks)))

    if isinstance(owner, Card):
        return replace(
            owner,
            id=own,
            functions=tuple(map(function, owner.functions)),
            personal_competences=items(owner.personal_competences),
        )
    if isinstance(owner, Position):
        return replace(
            owner,
            id=own,
            skills=items(owner.skills),
            knowledge=items(owner.knowledge),
            qualification_requirements=items(owner.qualification_requirements),
        )
    return replace(
        owner,
        id=own,
        knowledge=items(owner.knowledge),
        skills=items(owner.skills),
        professional_competences=items(owner.professional_competences),
        personal_competences=items(owner.personal_competences),
    )
