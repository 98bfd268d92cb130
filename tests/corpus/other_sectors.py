"""Documents of other sectors with their truth: how they are found and how a parse is compared with it."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from corpus.cards import FrameworkLevel, Item, Position
from tests.corpus.framework_rows import LISTS

DATA = Path(__file__).parents[1] / "data"
# form: folder of its documents, folder of their truths, what a truth lists
FORMS = {
    "characteristics": ("other_sectors", "other_sectors", "positions"),
    "framework_markdown": ("other_sectors", "other_sectors", "level_rows"),
    "framework_tabs": ("other_sectors", "other_sectors", "level_rows"),
    "standard_columns": ("sources", "groundtruth", "cards"),
    "standard_page": ("sources", "groundtruth", "cards"),
}
MIN_F1 = 0.99  # of the items of a list or a card

Entry = TypeVar("Entry")


def sectors(form: str) -> list[str]:
    """Names of the documents of a form: «dairy», «mining»."""
    documents, _, _ = FORMS[form]
    return sorted(path.stem for path in (DATA / form / documents).glob("*.txt"))


def source(form: str, sector: str) -> str:
    """Text of a document."""
    documents, _, _ = FORMS[form]
    return (DATA / form / documents / f"{sector}.txt").read_text(encoding="utf-8")


def truth(form: str, sector: str) -> list[dict[str, Any]]:
    """Positions, level rows or cards that a careful reader finds in a document."""
    _, truths, listed = FORMS[form]
    return list(json.loads((DATA / form / truths / f"{sector}.json").read_text(encoding="utf-8"))[listed])


def cut_anywhere(form: str, sector: str) -> Iterator[str]:
    """Both parts of a document for each of nineteen cuts."""
    whole = source(form, sector)
    for twentieth in range(1, 20):
        cut = len(whole) * twentieth // 20
        yield whole[:cut]
        yield whole[cut:]


def norm(text: str | None) -> str:
    """Letters and digits only: case, punctuation and hyphens count for nothing."""
    return re.sub(r"[\W_]", "", (text or "").lower().replace("ё", "е"))


def f1(found: Counter[Entry], wanted: Counter[Entry]) -> float:
    """2 · shared / (found + wanted); 1 when both are empty."""
    both = found.total() + wanted.total()
    return 2 * (found & wanted).total() / both if both else 1.0


def item_f1(found: Iterable[str], wanted: Iterable[str]) -> float:
    """F1 of items by their letters and digits."""
    return f1(Counter(map(norm, found)), Counter(map(norm, wanted)))


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


def poor_lists(rows: Sequence[FrameworkLevel], truths: Sequence[Mapping[str, Any]]) -> list[tuple[int, str]]:
    """Line and name of the lists of level rows whose items score below MIN_F1."""
    return [
        (row.line, name)
        for row, right in zip(rows, truths, strict=True)
        for name in LISTS
        if item_f1(texts(getattr(row, name)), right[name]) < MIN_F1
    ]
