"""Standards of other sectors with their truth: what was read is compared with what a person reads there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.cards import Card
from tests.corpus.other_sectors import MIN_F1, f1, norm


def placed(card: Card) -> Counter[tuple[str, str, str, str]]:
    """Items with kind, function and task."""
    return Counter(
        (kind, norm(function.title), norm(task.title), norm(item.text))
        for function in card.functions
        for task in function.tasks
        for kind, items in (("skill", task.skills), ("knowledge", task.knowledge))
        for item in items
    )


def wanted(card: Mapping[str, Any]) -> Counter[tuple[str, str, str, str]]:
    """The same of the truth."""
    return Counter(
        (kind, norm(function["title"]), norm(task["title"]), norm(item))
        for function in card["functions"]
        for task in function["tasks"]
        for kind, items in (("skill", task["skills"]), ("knowledge", task["knowledge"]))
        for item in items
    )


def poor_cards(cards: Sequence[Card], truths: Sequence[Mapping[str, Any]]) -> list[str]:
    """Titles of the cards whose items score below MIN_F1 at their places."""
    pairs = zip(cards, truths, strict=True)
    return [card.title for card, right in pairs if f1(placed(card), wanted(right)) < MIN_F1]


def fields(card: Card) -> dict[str, object]:
    """Where a card stands, and what stands around its functions."""
    return {
        "line": card.line,
        "title": norm(card.title),
        "heading": norm(card.heading),
        "codes": sorted(card.codes),
        "levels": list(card.levels),
        "sublevels": list(card.sublevels),
        "education": norm(card.education),
        "alternative_titles": [(t.code, norm(t.title)) for t in card.alternative_titles],
        "related": [(r.level, norm(r.title)) for r in card.related],
        "functions": [(norm(f.title), f.mandatory) for f in card.functions if f.tasks],
    }


def wanted_fields(card: Mapping[str, Any]) -> dict[str, object]:
    """The same of the truth."""
    return {
        "line": card["line"],
        "title": norm(card["title"]),
        "heading": norm(card["heading"]),
        "codes": sorted(card["codes"]),
        "levels": card["ork_levels"],
        "sublevels": card["ork_sublevels"],
        "education": norm(card["education"]),
        "alternative_titles": [(t["code"], norm(t["title"])) for t in card["alt_titles"]],
        "related": [(r["level"], norm(r["title"])) for r in card["related"]],
        "functions": [(norm(f["title"]), f["kind"] == "mandatory") for f in card["functions"]],
    }
