"""Gaps as they are answered: every item with the step that closes it, and the groups that they stand in."""

from dataclasses import dataclass, fields
from typing import Any

from corpus.catalogue import Catalogue
from matching.gap_groups import GapGroup, grouped
from matching.result import GapItem, Gaps
from matching.steps import Step, steps


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredItem(GapItem):
    """An item with the step that closes its gap; None where nothing is lacking, or the text is a vacancy."""

    step: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items of one function, the acts of law of a card, or the duties or knowledge of a card without functions."""

    kind: str  # function | duties | knowledge | acts
    number: str | None
    title: str | None  # of the function
    mandatory: bool | None  # None where the document does not say
    line: int | None  # of the function
    items: tuple[str, ...]  # ids: missing first, the most telling first
    counts: dict[str, int]  # status → items


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredGaps(Gaps):
    """Every skill and knowledge item of one card in its order, and the order in which to tell them."""

    items: tuple[AnsweredItem, ...]
    groups: tuple[Group, ...]


def answered(catalogue: Catalogue, gaps: Gaps) -> AnsweredGaps:
    """Gaps with their steps and groups."""
    closing = steps(catalogue, gaps)
    return AnsweredGaps(
        profession=gaps.profession,
        card=gaps.card,
        items=tuple(AnsweredItem(**_shallow(item), step=closing.get(item.id)) for item in gaps.items),
        summary=gaps.summary,
        groups=tuple(_group(group) for group in grouped(catalogue, gaps).groups),
    )


def _group(group: GapGroup) -> Group:
    return Group(**{**_shallow(group), "items": tuple(item.id for item in group.items)})


def _shallow(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}
