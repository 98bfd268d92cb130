"""The most frequent gaps of a batch: its items that name a target, counted by profession and level."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, Literal

import orjson

from corpus.catalogue import Catalogue
from matching.frequent import FrequentGap, frequent
from matching.result import GapItem, Gaps

Of = Literal["cv", "vacancy"]
COUNTED: dict[Of, tuple[str, ...]] = {"cv": ("missing",), "vacancy": ("asked",)}  # statuses of each kind of text


@dataclass(slots=True)
class BatchGaps:
    """Gaps of the results of a batch of one kind, read piece by piece: a whole batch takes seconds."""

    of: Of
    found: list[tuple[str, Gaps]] = field(default_factory=list)  # with the version of their catalogue
    _items: dict[tuple[str, str], GapItem] = field(default_factory=dict)  # by id and status: one object for all results

    def read(self, lines: Sequence[bytes]) -> int:
        """Add results, without their quotes, which no count needs; returns how many lines there were."""
        for line in lines:
            row = orjson.loads(line)
            if row.get("gaps") and row["kind"] == self.of:
                self.found.append((row["catalogue_version"], self._gaps(row["gaps"])))
        return len(lines)

    def count(self, catalogue: Catalogue, *, acts: bool, most: int) -> list[FrequentGap]:
        """The `most` frequent items of each profession and level, none that is zero.

        Answers of another catalogue than this one are left out: their cards may be gone.
        """
        own = (gaps for version, gaps in self.found if version == catalogue.catalogue_version)
        found = frequent(catalogue, own, statuses=COUNTED[self.of], acts=acts)
        groups = groupby((gap for gap in found if gap.lacking), key=lambda gap: (gap.profession, gap.levels))
        return [gap for _, group in groups for gap in islice(group, most)]

    def _gaps(self, told: dict[str, Any]) -> Gaps:
        items = tuple(self._items.setdefault((i["id"], i["status"]), _item(i)) for i in told["items"])
        return Gaps(profession=told["profession"], card=told["card"], items=items, summary={})


def _item(told: dict[str, Any]) -> GapItem:
    names = ("id", "kind", "text", "function", "task", "status", "weight", "act")
    return GapItem(**{name: told[name] for name in names}, confidence=0.0, evidence=(), nearest=None)
