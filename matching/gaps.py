"""Gaps: every item of a card covered, partly covered or missing in a CV; asked or not in a vacancy."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.cards import Card, FrameworkLevel, Position
from indexing.index import Index
from indexing.rows import ItemRow
from matching.coefficients import Coefficients, weighted
from matching.cover import Cover
from matching.evidence import Compared
from matching.result import Coverage, GapEvidence, GapItem, Gaps, Nearest, Span

POSITIVE = ("covered", "partial", "asked")
QUOTES = 3  # statements shown for an item
NEAR_BEST = 0.8  # a statement is evidence when it is at least this near as the nearest one


@dataclass(frozen=True, slots=True)
class Judged:
    """A text beside the items of one card."""

    compared: Compared
    rows: Sequence[int]
    by_statement: NDArray[np.float32]  # (n_statements, n_rows) cover of each item
    by_text: NDArray[np.float32]  # (1, n_rows)

    def features(self, column: int, *, act: bool, knowledge: bool) -> dict[str, float]:
        """What the gap model looks at for one item: the nearest statement by vectors, by words, by cover."""
        kind = {"act": float(act), "knowledge": float(knowledge)}
        if not len(self.compared.statements):
            return {**dict.fromkeys(("both", "near", "cover", "cover_text"), 0.0), **kind}
        row = self.rows[column]
        return {
            "both": float(self.compared.similarity[:, row].max()),
            "near": float(self.compared.near[:, row].max()),
            "cover": float(self.by_statement[:, column].max()),
            "cover_text": float(self.by_text[0, column]),
            **kind,
        }

    def ranked(self, column: int) -> NDArray[np.float32]:
        """How well each statement shows an item, (n_statements,): mean of nearness and cover."""
        return ((self.compared.near[:, self.rows[column]] + self.by_statement[:, column]) / 2).astype(np.float32)


def judge(cover: Cover, compared: Compared, rows: Sequence[int]) -> Judged:
    """Hold a text against item rows."""
    return Judged(compared, rows, *cover.of(compared, rows))


def status(features: dict[str, float], model: dict[str, dict[str, float]]) -> tuple[str, float]:
    """The likeliest status with its probability."""
    scores = {name: weighted(weights, features) for name, weights in model.items()}
    top = max(scores.values())
    chances = {name: math.exp(s - top) for name, s in scores.items()}
    best = max(chances, key=lambda name: chances[name])
    return best, chances[best] / sum(chances.values())


def gaps(
    cover: Cover,
    index: Index,
    compared: Compared,
    owner: Card | Position | FrameworkLevel,
    *,
    telling: NDArray[np.float32],
    profession: str,
    coefficients: Coefficients,
) -> Gaps:
    """Judge every skill and knowledge item of a card, position or level row, in its own order."""
    model = coefficients.gap_cv if compared.reading.kind == "cv" else coefficients.gap_vacancy
    places = list(_places(owner))
    rows = [index.item_number[item] for item, _, _ in places]
    judged = judge(cover, compared, rows)
    items = tuple(
        _item(judged, column, index.items[row], function, task, weight=float(telling[row]), model=model)
        for column, (row, (_, function, task)) in enumerate(zip(rows, places, strict=True))
    )
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
    judged: Judged,
    column: int,
    item: ItemRow,
    function: str | None,
    task: str | None,
    *,
    weight: float,
    model: dict[str, dict[str, float]],
) -> GapItem:
    verdict, confidence = status(judged.features(column, act=item.act, knowledge=item.kind == "knowledge"), model)
    return GapItem(
        id=item.id,
        kind=item.kind,
        text=item.text,
        function=function,
        task=task,
        status=verdict,
        confidence=round(confidence, 4),
        weight=round(weight, 4),
        act=item.act,
        evidence=_quotes(judged, column) if verdict in POSITIVE else (),
        nearest=_nearest(judged, column),
    )


def _quotes(judged: Judged, column: int) -> tuple[GapEvidence, ...]:
    shown = judged.ranked(column)
    order = np.argsort(-shown, kind="stable")[:QUOTES]
    chosen = [judged.compared.statements[s] for s in order if shown[s] > 0 and shown[s] >= NEAR_BEST * shown.max()]
    return tuple(GapEvidence(quote=s.text, span=Span(start=s.start, end=s.end)) for s in chosen)


def _nearest(judged: Judged, column: int) -> Nearest | None:
    if not len(judged.compared.statements):
        return None
    shown = judged.ranked(column)
    best = int(shown.argmax())
    said = judged.compared.statements[best]
    similarity = round(float(shown[best]), 4)
    return Nearest(quote=said.text, span=Span(start=said.start, end=said.end), similarity=similarity)
