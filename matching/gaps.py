"""Gaps: every item of a card covered, partly covered or missing in a CV; asked or not in a vacancy."""

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np

from corpus.cards import Card, FrameworkLevel, Position
from matching.coefficients import Coefficients, weighted
from matching.evidence import Compared, Comparer
from matching.result import Coverage, GapEvidence, GapItem, Gaps, Nearest, Span

POSITIVE = ("covered", "partial", "asked")
QUOTES = 3  # statements shown for an item
NEAR_BEST = 0.8  # a statement is evidence when it is at least this near as the nearest one


def item_features(compared: Compared, row: int, *, act: bool, knowledge: bool) -> dict[str, float]:
    """What the gap model looks at for one item: nearest statement by vectors, by words, by both."""
    if not len(compared.statements):
        return {"cosine": 0.0, "dice": 0.0, "both": 0.0, "act": float(act), "knowledge": float(knowledge)}
    return {
        "cosine": float(compared.cosine[:, row].max()),
        "dice": float(compared.dice[:, row].max()),
        "both": float(compared.similarity[:, row].max()),
        "act": float(act),
        "knowledge": float(knowledge),
    }


def status(features: dict[str, float], model: dict[str, dict[str, float]]) -> tuple[str, float]:
    """The likeliest status with its probability."""
    scores = {name: weighted(weights, features) for name, weights in model.items()}
    top = max(scores.values())
    chances = {name: math.exp(s - top) for name, s in scores.items()}
    best = max(chances, key=lambda name: chances[name])
    return best, chances[best] / sum(chances.values())


def gaps(
    comparer: Comparer,
    compared: Compared,
    owner: Card | Position | FrameworkLevel,
    *,
    profession: str,
    coefficients: Coefficients,
) -> Gaps:
    """Judge every skill and knowledge item of a card, position or level row, in its own order."""
    model = coefficients.gap_cv if compared.reading.kind == "cv" else coefficients.gap_vacancy
    items = tuple(_item(comparer, compared, *place, model) for place in _places(owner))
    counts = Counter(i.status for i in items)
    return Gaps(
        profession=profession, card=owner.id, items=items, summary={name: counts.get(name, 0) for name in model}
    )


def coverage(result: Gaps) -> Coverage:
    """Counts for the answer's `coverage`; what a vacancy asks for counts as covered."""
    counts = result.summary
    return Coverage(
        covered=counts.get("covered", 0) + counts.get("asked", 0),
        partial=counts.get("partial", 0),
        missing=counts.get("missing", 0) + counts.get("not_asked", 0),
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
    comparer: Comparer,
    compared: Compared,
    item_id: str,
    function: str | None,
    task: str | None,
    model: dict[str, dict[str, float]],
) -> GapItem:
    row = comparer.index.item_number[item_id]
    item = comparer.index.items[row]
    verdict, confidence = status(item_features(compared, row, act=item.act, knowledge=item.kind == "knowledge"), model)
    return GapItem(
        id=item.id,
        kind=item.kind,
        text=item.text,
        function=function,
        task=task,
        status=verdict,
        confidence=round(confidence, 4),
        weight=round(float(comparer.telling[row]), 4),
        act=item.act,
        evidence=_quotes(compared, row) if verdict in POSITIVE else (),
        nearest=_nearest(compared, row),
    )


def _quotes(compared: Compared, row: int) -> tuple[GapEvidence, ...]:
    near = compared.similarity[:, row]
    order = np.argsort(near)[::-1][:QUOTES]
    chosen = [compared.statements[s] for s in order if near[s] > 0 and near[s] >= NEAR_BEST * near.max()]
    return tuple(GapEvidence(quote=s.text, span=Span(start=s.start, end=s.end)) for s in chosen)


def _nearest(compared: Compared, row: int) -> Nearest | None:
    if not len(compared.statements):
        return None
    best = int(compared.similarity[:, row].argmax())
    said = compared.statements[best]
    similarity = round(float(compared.similarity[best, row]), 4)
    return Nearest(quote=said.text, span=Span(start=said.start, end=said.end), similarity=similarity)
