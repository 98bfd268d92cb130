"""Slices of a gold set: metrics by language, style, kind, profession and level."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from eval.labels import Gold

BEST = 2  # grade of a best answer
UNKNOWN = "-"  # value of a text whose label leaves a field empty
Slices = Mapping[str, tuple[str, ...]]


class Sliced(Protocol):
    """Anything judged that knows its slices."""

    @property
    def slices(self) -> Slices:
        """Values of the text under each name; several when it stands in several slices, none when in none."""


S = TypeVar("S", bound=Sliced)


def slices_of(gold: Gold) -> dict[str, tuple[str, ...]]:
    """Language, style, kind, professions and levels of a labelled text.

    The professions are the group keys of its best answers, or their titles where no best answer has a key.
    A text with two best professions or two accepted levels stands in both slices; an out-of-scope text in none.
    """
    best = [label for label in gold.labels if label["grade"] == BEST]
    keys = [label["key"] for label in best if "key" in label] or [label["title"] for label in best]
    return {
        "language": (gold.row.get("lang") or UNKNOWN,),
        "style": (gold.row.get("style") or UNKNOWN,),
        "kind": (gold.kind,),
        "profession": tuple(dict.fromkeys(keys)),
        "level": tuple(str(level) for level in sorted(gold.levels)),
    }


def grouped(judged: Sequence[S], by: str) -> dict[str, list[S]]:
    """Judged texts under each value of a slice, values in order, texts in theirs. Raises KeyError for an unknown name."""
    groups: defaultdict[str, list[S]] = defaultdict(list)
    for text in judged:
        for value in text.slices[by]:
            groups[value].append(text)
    return dict(sorted(groups.items()))
