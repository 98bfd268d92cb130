"""What the answers of a table say together: professions, levels, the most frequent gaps."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import orjson

from indexing.index import Index
from matching.frequent import FrequentGap, frequent
from matching.result import GapItem, Gaps

BARS = 8  # gaps of a profession at a level in the picture
SERIES = 6  # professions and levels in it
FEWEST = 2  # texts of a profession at a level, below which nothing is frequent
GAPS = {"cv": ("missing",), "vacancy": ("asked",)}  # what is counted of each kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The most frequent gaps of a profession at a level, as bars of a picture."""

    title: str
    levels: tuple[int, ...]
    texts: int
    bars: tuple[FrequentGap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts over the rows of a table."""

    kind: str  # of most rows
    statuses: dict[str, int]  # with "error" for rows that got none
    professions: tuple[tuple[str, str, int], ...]  # id, title, rows; most first
    levels: dict[int, int]
    gaps: tuple[FrequentGap, ...]
    series: tuple[Series, ...]  # professions and levels with most texts first
    errors: tuple[tuple[str, str], ...]  # id of the row, kind of the error


def rows_of(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The answers of a batch."""
    for line in lines:
        yield orjson.loads(line)


def summary(index: Index, rows: Sequence[dict[str, Any]]) -> Summary:
    """Count everything once."""
    told = [row for row in rows if "error" not in row]
    opened = [row for row in told if row.get("gaps")]
    first = [row["professions"][0] for row in opened]
    titles = {p["id"]: p["title"] for p in first}
    kind = max(GAPS, key=lambda name: sum(row["kind"] == name for row in told))
    gaps = _gaps(index, [row for row in opened if row["kind"] == kind], kind)
    return Summary(
        kind=kind,
        statuses=dict(Counter("error" if "error" in row else row["status"] for row in rows)),
        professions=tuple((i, titles[i], n) for i, n in Counter(p["id"] for p in first).most_common()),
        levels=dict(sorted(Counter(row["level"]["value"] for row in opened if row["level"]["value"]).items())),
        gaps=gaps,
        series=tuple(_series(gaps))[:SERIES],
        errors=tuple((str(row.get("id")), row["error"]["kind"]) for row in rows if "error" in row),
    )


def _gaps(index: Index, rows: Sequence[dict[str, Any]], kind: str) -> tuple[FrequentGap, ...]:
    found = (_whole(index, row["gaps"]) for row in rows)
    return frequent(index.catalogue, found, statuses=GAPS[kind], acts=False)


def _whole(index: Index, gaps: dict[str, Any]) -> Gaps:
    """Gaps as the matcher gives them, but for what no count needs."""
    items = tuple(_item(index, identifier, status) for identifier, status in gaps["items"])
    return Gaps(profession=gaps["profession"], card=gaps["card"], items=items, summary={})


def _item(index: Index, identifier: str, status: str) -> GapItem:
    row = index.items[index.item_number[identifier]]
    return GapItem(
        id=row.id, kind=row.kind, text=row.text, function=None, task=None, status=status, confidence=0.0, weight=0.0,
        act=row.act, evidence=(), nearest=None,
    )  # fmt: skip


def _series(gaps: Sequence[FrequentGap]) -> Iterator[Series]:
    for (_, found_levels), group in groupby(gaps, key=lambda gap: (gap.profession, gap.levels)):
        own = list(group)
        bars = tuple(gap for gap in own if gap.lacking)[:BARS]
        if bars and own[0].texts >= FEWEST:
            yield Series(title=own[0].title, levels=found_levels, texts=own[0].texts, bars=bars)
