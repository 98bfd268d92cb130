"""What changed between two catalogues, in words that a methodist reads."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.cards import Card, FrameworkLevel, Item, Position
from corpus.catalogue import Catalogue
from corpus.identity import fingerprint

# Fields of cards that are told one by one, with what they are called.
FIELDS = {
    "title": "название",
    "codes": "код",
    "levels": "уровень ОРК",
    "sublevels": "подуровни",
    "education": "образование",
    "qualification_requirements": "требования к квалификации",
}
KINDS = ("added", "removed", "reworded", "moved", "changed")
WORDS = {
    "added": "добавлено",
    "removed": "исключено",
    "reworded": "изменена формулировка",
    "moved": "перенесено",
    "changed": "изменено",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: its kind, the id it is about, and a sentence."""

    kind: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    owner: str  # id
    title: str  # of the owner
    path: str  # function and task, or the list that holds the item
    item: Item


def diff(old: Catalogue, new: Catalogue) -> list[Change]:
    """All changes: documents, cards, positions and level rows, then their items."""
    return [*_documents(old, new), *_owners(old, new), *_items(old, new)]


def summary(changes: list[Change]) -> dict[str, int]:
    """Number of changes of each kind."""
    counts = Counter(c.kind for c in changes)
    return {kind: counts[kind] for kind in KINDS}


def _documents(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    before, after = {d.id: d for d in old.documents}, {d.id: d for d in new.documents}
    for i in after.keys() - before.keys():
        yield Change(kind="added", id=i, text=f"Добавлен документ «{after[i].title}» ({i})")
    for i in before.keys() - after.keys():
        yield Change(kind="removed", id=i, text=f"Исключён документ «{before[i].title}» ({i})")


def _all(catalogue: Catalogue) -> dict[str, Card | Position | FrameworkLevel]:
    owners: list[Card | Position | FrameworkLevel] = [
        *catalogue.cards,
        *catalogue.positions,
        *catalogue.framework_levels,
    ]
    return {o.id: o for o in owners}


def _name(owner: Card | Position | FrameworkLevel) -> str:
    if isinstance(owner, Card):
        return f"карточка «{owner.title}», уровень {', '.join(map(str, owner.levels)) or 'не указан'}"
    if isinstance(owner, Position):
        return f"должность «{owner.title}»"
    return f"строка уровня {', '.join(map(str, owner.levels)) or 'без уровня'}, {owner.subgroup or owner.document}"


def _owners(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    before, after = _all(old), _all(new)
    for i, owner in after.items():
        if i not in before:
            yield Change(kind="added", id=i, text=f"Добавлено: {_name(owner)}")
        else:
            yield from _fields(before[i], owner)
    for i, owner in before.items():
        if i not in after:
            yield Change(kind="removed", id=i, text=f"Исключено: {_name(owner)}")


def _fields(old: Card | Position | FrameworkLevel, new: Card | Position | FrameworkLevel) -> Iterator[Change]:
    for field, name in FIELDS.items():
        before, after = getattr(old, field, None), getattr(new, field, None)
        if field == "qualification_requirements" and not isinstance(new, Card):
            continue  # of a position these are items and are compared as such
        if before != after:
            told = f"{_name(new)}: {name} было «{_told(before)}», стало «{_told(after)}»"
            yield Change(kind="changed", id=new.id, text=told)


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or "нет"
    return str(value) if value else "нет"


def _items(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    before, after = _places(old), _places(new)
    renamed = _same_text_elsewhere(before, after)
    for i, place in after.items():
        earlier = before.get(i) or before.get(renamed.get(i, ""))
        if earlier is None:
            yield Change(kind="added", id=i, text=f"{place.title}: добавлено «{place.item.text}» ({place.path})")
            continue
        if fingerprint(earlier.item.text) != fingerprint(place.item.text):
            told = f"{place.title}: «{earlier.item.text}» стало «{place.item.text}»"
            yield Change(kind="reworded", id=i, text=told)
        if (earlier.owner, earlier.path) != (place.owner, place.path):
            told = f"«{place.item.text}» перенесено: {earlier.title}, {earlier.path} → {place.title}, {place.path}"
            yield Change(kind="moved", id=i, text=told)
    for i, place in before.items():
        if i not in after and i not in renamed.values():
            yield Change(kind="removed", id=i, text=f"{place.title}: исключено «{place.item.text}» ({place.path})")


def _same_text_elsewhere(before: dict[str, _Place], after: dict[str, _Place]) -> dict[str, str]:
    """New id → old id of items that went to another card of their document with the same wording."""
    gone: dict[tuple[str, str], list[str]] = {}
    for i, place in before.items():
        if i not in after:
            gone.setdefault((place.owner.split(".")[0], fingerprint(place.item.text)), []).append(i)
    found: dict[str, str] = {}
    for i, place in after.items():
        ids = gone.get((place.owner.split(".")[0], fingerprint(place.item.text)), [])
        if i not in before and ids:
            found[i] = ids.pop(0)
    return found


def _places(catalogue: Catalogue) -> dict[str, _Place]:
    return {place.item.id: place for owner in _all(catalogue).values() for place in _of(owner)}


def _of(owner: Card | Position | FrameworkLevel) -> Iterator[_Place]:
    name = _name(owner)
    if isinstance(owner, Card):
        for function in owner.functions:
            for task in function.tasks:
                path = f"функция «{function.title}», задача «{task.title}»"
                yield from (_Place(owner.id, name, f"{path}, умения", i) for i in task.skills)
                yield from (_Place(owner.id, name, f"{path}, знания", i) for i in task.knowledge)
        return
    yield from (_Place(owner.id, name, "умения", i) for i in owner.skills)
    yield from (_Place(owner.id, name, "знания", i) for i in owner.knowledge)
    if isinstance(owner, Position):
        yield from (_Place(owner.id, name, "требования", i) for i in owner.qualification_requirements)
