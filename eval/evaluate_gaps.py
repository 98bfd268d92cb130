"""Gap reports judged against the labelled items of one card."""

from collections.abc import Iterator
from typing import Any

from eval.labels import DOCUMENTS, Gold, rows
from eval.metrics_gap_items import GapAnswer, JudgedGaps, judged_items
from eval.metrics_slices import slices_of
from indexing.index import Index
from matching.matcher import Matcher
from matching.result import Gaps

LINE_TOLERANCE = 3  # a card's line is its heading's or a neighbour's


def judged(matcher: Matcher, name: str, texts: dict[str, Gold]) -> tuple[JudgedGaps, ...]:
    """Judge every report of `eval/goldset/<name>.jsonl` whose card the catalogue has."""
    return tuple(_reports(matcher, name, texts))


def _reports(matcher: Matcher, name: str, texts: dict[str, Gold]) -> Iterator[JudgedGaps]:
    for row in rows(name):
        gold = texts[row["id"]]
        target = card_of(matcher.index, row["card"])
        if target is not None:
            answers = _answers(matcher.gaps(gold.text, target, kind=gold.kind))
            yield JudgedGaps(text_id=gold.id, items=judged_items(row["items"], answers), slices=slices_of(gold))


def card_of(index: Index, card: dict[str, Any]) -> str | None:
    """Id of the card or position at the place that a label names; None when the catalogue has none there."""
    document = DOCUMENTS[card["doc"]]
    for profession in index.professions:
        for member in profession.members:
            if member.document == document and abs(member.line - card["line"]) <= LINE_TOLERANCE:
                return member.id
    return None


def _answers(gaps: Gaps) -> list[GapAnswer]:
    return [
        GapAnswer(kind=i.kind, text=i.text, status=i.status, quotes=tuple(e.quote for e in i.evidence))
        for i in gaps.items
    ]
