"""Documents of other sectors with their truth: how they are found and how a parse is compared with it."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.cards import FrameworkLevel, Item, Position

DATA = Path(__file__).parents[1] / "data"


def sectors(form: str) -> list[str]:
    """Names of the documents of a form: «dairy», «mining»."""
    return sorted(path.stem for path in (DATA / form / "other_sectors").glob("*.txt"))


def source(form: str, sector: str) -> str:
    """Text of a document."""
    return (DATA / form / "other_sectors" / f"{sector}.txt").read_text(encoding="utf-8")


def truth(form: str, sector: str) -> list[dict[str, Any]]:
    """Positions or level rows that a careful reader finds in a document."""
    found = json.loads((DATA / form / "other_sectors" / f"{sector}.json").read_text(encoding="utf-8"))
    return list(found.get("positions") or found["level_rows"])


def norm(text: str | None) -> str:
    """Letters and digits only: case, punctuation and hyphens count for nothing."""
    return re.sub(r"[\W_]", "", (text or "").lower().replace("ё", "е"))


def item_f1(found: Iterable[str], wanted: Iterable[str]) -> float:
    """2 · shared / (found + wanted); 1 when both are empty."""
    left, right = Counter(map(norm, found)), Counter(map(norm, wanted))
    both = left.total() + right.total()
    return 2 * (left & right).total() / both if both else 1.0


def texts(*lists: Sequence[Item]) -> list[str]:
    """Texts of the items of several lists."""
    return [item.text for items in lists for item in items]


def position_fields(position: Position) -> tuple[str, str, str]:
    """Title, category and paragraph of a position."""
    return norm(position.title), position.category, position.paragraph


def row_fields(row: FrameworkLevel) -> tuple[str, tuple[int, ...], set[tuple[str | None, str]]]:
    """Subgroup, levels and occupations of a level row."""
    return norm(row.subgroup), row.levels, {(o.code, norm(o.title)) for o in row.occupations}


def wanted_row_fields(row: Mapping[str, Any]) -> tuple[str, tuple[int, ...], set[tuple[str | None, str]]]:
    """The same of a row of the truth; a lost level may be inferred."""
    level = row["ork_level"] if row["ork_level"] is not None else row["ork_level_inferred"]
    levels = tuple(level) if isinstance(level, list) else (level,)
    return norm(row["subgroup"]), levels, {(o["code"], norm(o["title"])) for o in row["occupations"]}
