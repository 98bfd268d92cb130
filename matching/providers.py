"""For training providers: what a course programme teaches of the cards, and what remains."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.catalogue import Member, Profession
from corpus.competences import statements as said_by
from corpus.sameness import trunks
from indexing.rows import ItemRow, owner_items, owner_of
from matching.evidence import Compared
from matching.gap_groups import GroupedGaps, grouped
from matching.matcher import Matcher, UnknownTarget
from matching.ordering import first
from matching.reading import ReadStatement
from matching.result import GapEvidence, GapItem, Gaps, Nearest, Span

NEAREST = 5  # professions held against a programme when none is named
# Nearness of an item and a programme's statement. Programmes speak in the documents' words, so the statuses of CVs are
# too kind to them: of the items of four cards beside two programmes, nearly all from TEACHES on were taught, most from
# TOUCHES on in part, and hardly any below.
TEACHES, TOUCHES = 0.435, 0.315
QUOTES = 3
NEAR_BEST = 0.8  # a statement is quoted when it is at least this near as the nearest one
STATUSES = ("taught", "partly", "not_taught")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetCoverage:
    """A programme beside one card: its items in groups, what remains first, and how well both fit."""

    profession: str
    title: str
    card: str
    levels: tuple[int, ...]
    gaps: GroupedGaps  # statuses taught | partly | not_taught; confidence is the nearness of the best statement
    taught: float  # share of what the card demands, weighed by how telling it is; a part counts half
    used: float  # share of the programme's statements that teach something of the card
    fit: float  # their mean in which `used` counts more: a course is short, and a card of few items is soon taught


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A programme beside cards, the best fit first."""

    language: str
    targets: tuple[TargetCoverage, ...]


def coverage(
    matcher: Matcher, programme: str, targets: Sequence[str] | None = None, *, title: str | None = None
) -> Coverage:
    """Hold a programme against professions or cards by id; by default against the professions nearest to it.

    Raises TextTooLong, and UnknownTarget for an id that the catalogue does not have.
    """
    judged = matcher.judge(programme, kind="cv", title=title)
    nearest = [matcher.index.professions[n].id for n in first(judged.scores, NEAREST)]
    places = [_place(matcher, target) for target in (nearest if targets is None else targets)]
    found = [_target(matcher, judged.compared, *place) for place in places]
    return Coverage(language=judged.compared.reading.language, targets=tuple(sorted(found, key=lambda t: -t.fit)))


def _place(matcher: Matcher, target: str) -> tuple[Profession, Member]:
    catalogue = matcher.index.catalogue
    profession = catalogue.profession_by_id.get(target) or catalogue.profession_of_member.get(target)
    if profession is None:
        raise UnknownTarget(f"There is no profession, card or position {target!r} in the catalogue.")
    return profession, next((m for m in profession.members if m.id == target), profession.members[0])


def _target(matcher: Matcher, compared: Compared, profession: Profession, member: Member) -> TargetCoverage:
    index = matcher.index
    owner = owner_of(index.catalogue, member)
    rows = [index.item_number[item.id] for _, item in owner_items(owner)]
    shown = _shown(matcher, compared, rows)
    items = tuple(
        _item(compared, index.items[row], shown[:, column], float(matcher.comparer.telling[row]))
        for column, row in enumerate(rows)
    )
    counts = Counter(item.status for item in items)
    summary = {name: counts.get(name, 0) for name in STATUSES}
    taught, used = _taught(items), float((shown.max(axis=1, initial=0.0) >= TOUCHES).mean()) if len(shown) else 0.0
    return TargetCoverage(
        profession=profession.id,
        title=profession.title,
        card=owner.id,
        levels=member.levels,
        gaps=grouped(index.catalogue, Gaps(profession=profession.id, card=owner.id, items=items, summary=summary)),
        taught=round(taught, 4),
        used=round(used, 4),
        fit=round(_fit(taught, used), 4),
    )


def _shown(matcher: Matcher, compared: Compared, rows: Sequence[int]) -> NDArray[np.float32]:
    """How well each statement teaches each item, (n_statements, n_rows); an act only where it is named."""
    cover, _ = matcher.comparer.cover.of(matcher.comparer.cover.spoken(compared.words), rows)
    shown = ((compared.beside.near(rows) + cover) / 2).astype(np.float32)
    for column, row in enumerate(rows):
        item = matcher.index.items[row]
        if item.act:
            shown[:, column] = _named(compared.statements, item)
    return shown


def _named(said: Sequence[ReadStatement], item: ItemRow) -> list[float]:
    """Share of the acts of an item that each statement names."""
    acts = [trunks(act) for _, act in said_by(item.kind, item.text)]
    return [sum(act <= trunks(s.text) for act in acts) / len(acts) for s in said]


def _item(compared: Compared, row: ItemRow, shown: NDArray[np.float32], weight: float) -> GapItem:
    order = np.argsort(-shown, kind="stable")[:QUOTES]
    best = float(shown.max(initial=0.0))
    status = "taught" if best >= TEACHES else "partly" if best >= TOUCHES else "not_taught"
    quotes = [compared.statements[n] for n in order if shown[n] >= max(TOUCHES, NEAR_BEST * best)]
    near = compared.statements[order[0]] if best > 0 else None
    return GapItem(
        id=row.id,
        kind=row.kind,
        text=row.text,
        function=None,
        task=None,
        status=status,
        confidence=round(best, 4),
        weight=round(weight, 4),
        act=row.act,
        evidence=tuple(GapEvidence(quote=s.text, span=_span(s)) for s in quotes),
        nearest=Nearest(quote=near.text, span=_span(near), similarity=round(best, 4)) if near else None,
    )


def _taught(items: Sequence[GapItem]) -> float:
    total = sum(item.weight for item in items)
    worth = {"taught": 1.0, "partly": 0.5, "not_taught": 0.0}
    return sum(item.weight * worth[item.status] for item in items) / total if total else 0.0


def _fit(taught: float, used: float) -> float:
    """F-measure with beta 0.5, van Rijsbergen 1979: `used` as the precision, `taught` as the recall."""
    beta = 0.25  # squared
    return (1 + beta) * used * taught / (beta * used + taught) if used and taught else 0.0


def _span(said: ReadStatement) -> Span:
    return Span(start=said.start, end=said.end)
