"""Gaps: every item of a card covered, partly covered or missing in a CV; asked or not in a vacancy."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.cards import Card, FrameworkLevel, Position
from indexing.index import Index
from matching.cover import Cover
from matching.evidence import Compared
from matching.gap_features import Beside, beside
from matching.gap_model import POSITIVE, SHOWS, GapModel
from matching.result import Coverage, GapEvidence, GapItem, Gaps, Nearest, Span

QUOTES = 5  # statements shown for an item
NEAR_BEST = 0.6  # a statement is evidence when it is at least this near as the nearest one


def gaps(
    cover: Cover,
    index: Index,
    compared: Compared,
    owner: Card | Position | FrameworkLevel,
    *,
    telling: NDArray[np.float32],
    profession: str,
    model: GapModel,
) -> Gaps:
    """Judge every skill and knowledge item of a card, position or level row, in its own order."""
    places = list(_places(owner))
    rows = [index.item_number[item] for item, _, _ in places]
    held = beside(cover, index, compared, rows)
    judged = model.statuses(held, rows)
    items = tuple(
        _item(index, compared, held, column, row, place, judged[column], weight=float(telling[row]))
        for column, (row, place) in enumerate(zip(rows, places, strict=True))
    )
    counts = Counter(i.status for i in items)
    return Gaps(
        profession=profession, card=owner.id, items=items, summary={name: counts.get(name, 0) for name in model.names}
    )


def coverage(cover: Cover, index: Index, compared: Compared, rows: Sequence[int], model: GapModel) -> Coverage:
    """How many of the item rows a text covers; what a vacancy asks for counts as covered."""
    held = beside(cover, index, compared, rows)
    counts = Counter(name for name, _ in model.statuses(held, rows))
    return Coverage(
        covered=counts["covered"] + counts["asked"],
        partial=counts["partial"],
        missing=counts["missing"] + counts["not_asked"],
    )


def _places(owner: Card | Position | FrameworkLevel) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield (item id, function title, task title) of all items in the owner's order."""
    if isinstance(owner, Card):
        for function in owner.functions:
            for task in function.tasks:
                yield from ((i.id, function.title, task.title) for i in (*task.skills, *task.knowledge))
    else:
        yield from ((i.id, None, None) for i in (*owner.skills, *owner.knowledge))


def _item(
    index: Index,
    compared: Compared,
    held: Beside,
    column: int,
    row: int,
    place: tuple[str, str | None, str | None],
    judged: tuple[str, float],
    *,
    weight: float,
) -> GapItem:
    item, (verdict, confidence) = index.items[row], judged
    return GapItem(
        id=item.id,
        kind=item.kind,
        text=item.text,
        function=place[1],
        task=place[2],
        status=verdict,
        confidence=round(confidence, 4),
        weight=round(weight, 4),
        act=item.act,
        evidence=_quotes(compared, held.shown[:, column]) if verdict in POSITIVE else (),
        nearest=_nearest(compared, held.shown[:, column]),
    )


def _quotes(compared: Compared, shown: NDArray[np.float32]) -> tuple[GapEvidence, ...]:
    order = np.argsort(-shown, kind="stable")[:QUOTES]
    chosen = [compared.statements[s] for s in order if shown[s] >= max(SHOWS, NEAR_BEST * shown.max())]
    return tuple(GapEvidence(quote=s.text, span=Span(start=s.start, end=s.end)) for s in chosen)


def _nearest(compared: Compared, shown: NDArray[np.float32]) -> Nearest | None:
    best = int(shown.argmax()) if len(shown) else -1
    if best < 0 or shown[best] <= 0:
        return None
    said = compared.statements[best]
    similarity = round(float(shown[best]), 4)
    return Nearest(quote=said.text, span=Span(start=said.start, end=said.end), similarity=similarity)
