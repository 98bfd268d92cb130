"""The most frequent gaps of many texts, by profession and level: rows for a table and for a plot."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from matching.result import GapItem, Gaps
from matching.steps import owner_by_id

LACKING = ("missing", "not_asked")
IN_PART = "partial"

Group = tuple[str, tuple[int, ...]]  # profession id, levels of the card


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequentGap:
    """An item of a profession at a level, and how many of the texts lack it."""

    profession: str
    title: str
    levels: tuple[int, ...]
    item: str  # as it stands on the first card met
    kind: str  # skill | knowledge
    text: str
    act: bool
    weight: float
    texts: int  # held against the profession at this level
    lacking: int
    partial: int
    share: float  # lacking of all texts


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotRow:
    """A bar of a plot: one gap of a profession at a level."""

    series: str  # profession and level
    label: str
    value: float  # share of the texts
    count: int
    of: int


def frequent(
    catalogue: Catalogue, results: Iterable[Gaps], *, statuses: Sequence[str] = LACKING, acts: bool = True
) -> tuple[FrequentGap, ...]:
    """Count gaps over texts: professions with most texts first, in each the most frequent, then the most telling gaps.

    `statuses` are those that count; ("asked",) counts what vacancies ask for instead. Items of two cards that say the
    same are one.
    """
    same = {item: c.id for c in catalogue.competences for item in c.mentions}
    texts: dict[Group, int] = defaultdict(int)
    met: dict[Group, dict[str, list[GapItem]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        group = _group(catalogue, result)
        texts[group] += 1
        once: dict[str, GapItem] = {}
        for item in result.items:
            if acts or not item.act:
                once.setdefault(same.get(item.id, item.id), item)
        for key, item in once.items():
            met[group][key].append(item)
    order = sorted(met, key=lambda group: (-texts[group], group))
    return tuple(row for group in order for row in _rows(catalogue, group, texts[group], met[group], statuses))


def plot_rows(gaps: Iterable[FrequentGap], *, most: int = 10) -> tuple[PlotRow, ...]:
    """The most frequent gaps of each profession and level as bars; gaps that no text has are left out."""
    found: dict[str, list[PlotRow]] = defaultdict(list)
    for gap in gaps:
        levels = "–".join(map(str, gap.levels))
        series = f"{gap.title}, {levels}" if levels else gap.title
        if gap.lacking and len(found[series]) < most:
            row = PlotRow(series=series, label=gap.text, value=gap.share, count=gap.lacking, of=gap.texts)
            found[series].append(row)
    return tuple(row for rows in found.values() for row in rows)


def _group(catalogue: Catalogue, result: Gaps) -> Group:
    owner = owner_by_id(catalogue, result.card)
    return result.profession, tuple(getattr(owner, "levels", ()))


def _rows(
    catalogue: Catalogue, group: Group, texts: int, met: dict[str, list[GapItem]], statuses: Sequence[str]
) -> list[FrequentGap]:
    profession, levels = group
    rows = [
        FrequentGap(
            profession=profession,
            title=catalogue.profession_by_id[profession].title,
            levels=levels,
            item=items[0].id,
            kind=items[0].kind,
            text=items[0].text,
            act=items[0].act,
            weight=items[0].weight,
            texts=texts,
            lacking=sum(item.status in statuses for item in items),
            partial=sum(item.status == IN_PART for item in items),
            share=round(sum(item.status in statuses for item in items) / texts, 4),
        )
        for items in met.values()
    ]
    return sorted(rows, key=lambda row: (-row.lacking, -row.weight, -row.partial))
