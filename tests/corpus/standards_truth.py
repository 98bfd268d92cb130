"""Standards of other sectors with their truth: what was read is compared with what a person reads there."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from corpus.cards import Card, Item

DATA = Path(__file__).parents[1] / "data"


def sectors(form: str) -> list[str]:
    """Names of the documents of a form."""
    return sorted(path.stem for path in (DATA / form / "sources").glob("*.txt"))


def source(form: str, sector: str) -> str:
    """Text of a document."""
    return (DATA / form / "sources" / f"{sector}.txt").read_text(encoding="utf-8")


def truth(form: str, sector: str) -> list[dict[str, Any]]:
    """Its cards as a person wrote them down."""
    path = DATA / form / "groundtruth" / f"{sector}.json"
    cards: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cards"]
    return cards


def norm(text: str | None) -> str:
    """Letters and digits in lower case: marks and blanks at line breaks do not count."""
    return re.sub(r"[^0-9a-zа-яәғқңөұүһі]+", "", (text or "").lower().replace("ё", "е"))


def placed(card: Card) -> Counter[tuple[str, str, str, str]]:
    """Items with kind, function and task."""
    return Counter(
        (kind, norm(function.title), norm(task.title), norm(item.text))
        for function in card.functions
        for task in function.tasks
        for kind, items in (("skill", task.skills), ("knowledge", task.knowledge))
        for item in items
    )


def wanted(card: dict[str, Any]) -> Counter[tuple[str, str, str, str]]:
    """The same of the truth."""
    return Counter(
        (kind, norm(function["title"]), norm(task["title"]), norm(item))
        for function in card["functions"]
        for task in function["tasks"]
        for kind, items in (("skill", task["skills"]), ("knowledge", task["knowledge"]))
        for item in items
    )


def item_f1(given: Counter[tuple[str, str, str, str]], gold: Counter[tuple[str, str, str, str]]) -> float:
    """F1 of items at their places: 2 × shared / (given + wanted)."""
    return 2 * (given & gold).total() / (given.total() + gold.total())


def fields(card: Card) -> dict[str, object]:
    """What stands around the functions."""
    return {
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


def wanted_fields(card: dict[str, Any]) -> dict[str, object]:
    """The same of the truth."""
    return {
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


def texts(items: tuple[Item, ...]) -> list[str]:
    """Texts of items."""
    return [item.text for item in items]
