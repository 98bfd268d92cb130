"""Items of a card judged in a text: the labelled status beside the answered one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from eval.labels import norm
from eval.metrics_slices import Slices

ABSENT = "absent"  # status of a labelled item that the answer does not hold
SHOWN = "covered"  # the label whose items must be shown by a quote


@dataclass(frozen=True, slots=True, kw_only=True)
class GapAnswer:
    """What a system says of an item."""

    kind: str  # skill | knowledge
    text: str
    status: str  # covered | partial | missing, for vacancies asked | not_asked
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedItem:
    """A labelled item and its answer."""

    label: str
    answer: str  # a status or `absent`
    hit: bool | None  # whether a quote shows the labelled evidence; None when none is wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedGaps:
    """A text judged against the items of one card."""

    text_id: str
    items: tuple[JudgedItem, ...]
    slices: Slices = field(default_factory=dict)


def judged_items(labelled: Iterable[dict[str, Any]], answers: Iterable[GapAnswer]) -> tuple[JudgedItem, ...]:
    """Pair the labelled items of a text with the answers of the same kind and words, repeated items in their order.

    A repetition that the answer holds only once takes the last answer again.
    """
    given: defaultdict[tuple[str, str], list[GapAnswer]] = defaultdict(list)
    for answer in answers:
        given[answer.kind, norm(answer.text)].append(answer)
    return tuple(_item(item, given[item["kind"], norm(item["text"])]) for item in labelled)


def _item(labelled: dict[str, Any], waiting: list[GapAnswer]) -> JudgedItem:
    answer = waiting.pop(0) if len(waiting) > 1 else next(iter(waiting), None)
    quotes = answer.quotes if answer else ()
    return JudgedItem(
        label=labelled["label"],
        answer=answer.status if answer else ABSENT,
        hit=_hit(labelled["evidence"], quotes) if labelled["label"] == SHOWN else None,
    )


def _hit(wanted: Sequence[str], quotes: Sequence[str]) -> bool:
    """Whether the quotes hold a wanted passage, or a wanted passage holds them all."""
    shown = " ".join(map(norm, quotes))
    return bool(shown) and any(norm(passage) in shown or shown in norm(passage) for passage in wanted)
