"""Gaps by function: the most telling first, acts of law in a group of their own."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.cards import Card, Function
from corpus.catalogue import Catalogue
from matching.likeness import Likeness
from matching.result import GapItem, Gaps
from matching.steps import owner_by_id

# What a CV or a programme lacks comes before what it has; a vacancy's demands come before what it leaves unsaid.
ORDER = ("missing", "partial", "covered", "not_taught", "partly", "taught", "asked", "not_asked")
DUTIES = {"skill": "duties", "knowledge": "knowledge"}  # headings of positions and level rows, which have no functions


@dataclass(frozen=True, slots=True, kw_only=True)
class GapGroup:
    """Items of one function, the acts of law of a card, or the duties or knowledge of a card without functions."""

    kind: str  # function | duties | knowledge | acts
    number: str | None
    title: str | None  # of the function
    mandatory: bool | None  # None where the document does not say
    line: int | None  # of the function
    items: tuple[GapItem, ...]  # missing first, the most telling first
    counts: dict[str, int]  # status → items


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedGaps:
    """All items of a card in groups, with the counts of the whole card."""

    profession: str
    card: str
    groups: tuple[GapGroup, ...]
    counts: dict[str, int]


def grouped(catalogue: Catalogue, gaps: Gaps, *, likeness: Likeness | None = None) -> GroupedGaps:
    """Group the items of a card: functions in its order, acts of law last.

    With `likeness` an item weighs as much as it tells this profession from those whose items say the like.
    """
    owner = owner_by_id(catalogue, gaps.card)
    if likeness:
        gaps = weighed(likeness, gaps)
    plain = [item for item in gaps.items if not item.act]
    groups = _by_function(owner, plain) if isinstance(owner, Card) else _by_kind(plain)
    acts = [item for item in gaps.items if item.act]
    found = [*groups, *([_group("acts", acts)] if acts else [])]
    return GroupedGaps(profession=gaps.profession, card=gaps.card, groups=tuple(found), counts=dict(gaps.summary))


def weighed(likeness: Likeness, gaps: Gaps) -> Gaps:
    """The same gaps with the weights of likeness."""
    telling, numbers = likeness.telling, likeness.index.item_number
    items = (replace(item, weight=round(float(telling[numbers[item.id]]), 4)) for item in gaps.items)
    return replace(gaps, items=tuple(items))


def most_telling(items: Iterable[GapItem]) -> list[GapItem]:
    """Items in the order of their status, then the most telling first, then the surest."""
    return sorted(items, key=lambda i: (ORDER.index(i.status), -i.weight, -i.confidence))


def _by_function(card: Card, items: Sequence[GapItem]) -> list[GapGroup]:
    by_id = {item.id: item for item in items}
    found = []
    for function in card.functions:
        own = [by_id[i.id] for task in function.tasks for i in (*task.skills, *task.knowledge) if i.id in by_id]
        if own:
            found.append(_group("function", own, function))
    return found


def _by_kind(items: Sequence[GapItem]) -> list[GapGroup]:
    split = {name: [i for i in items if i.kind == kind] for kind, name in DUTIES.items()}
    return [_group(name, own) for name, own in split.items() if own]


def _group(kind: str, items: Sequence[GapItem], function: Function | None = None) -> GapGroup:
    return GapGroup(
        kind=kind,
        number=function.number if function else None,
        title=(function.title or None) if function else None,
        mandatory=function.mandatory if function else None,
        line=function.line if function else None,
        items=tuple(most_telling(items)),
        counts=dict(Counter(item.status for item in items)),
    )
