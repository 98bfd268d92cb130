"""Gold sets: labelled texts, and which professions of a catalogue answer their labels."""

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from corpus.catalogue import Member, Profession

TUNING = ("dev", "tune")  # sets that may be learned from
DOCUMENTS = {
    "000": "ps-2023-262",
    "001": "ork-social-2019",
    "002": "ork-family-2024",
    "003": "tkh-2017-360",
    "004": "ps-2022-383",
}
TITLE_RATIO = 0.9  # titles this alike are one: the documents spell them in several ways
LINE_SHIFTS = (0, -1, 1, -2, 2, -3, 3)  # a card's line is its heading's or its neighbour's


@dataclass(frozen=True, slots=True)
class Gold:
    """A labelled text."""

    id: str
    kind: str
    text: str
    title: str
    in_scope: bool
    labels: tuple[dict[str, Any], ...]
    levels: frozenset[int]
    row: dict[str, Any]


def norm(text: str | None) -> str:
    """Letters and digits of a text in lower case, ё as е."""
    return re.sub(r"[^0-9a-zа-яәғқңөұүһі]+", "", (text or "").lower().replace("ё", "е"))


def similar(a: str, b: str) -> bool:
    """Whether two normalised titles are the same but for spelling."""
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= TITLE_RATIO


def read(name: str) -> list[Gold]:
    """The labelled texts of `eval/goldset/<name>.jsonl`."""
    return _gold(rows(name))


def read_file(path: Path) -> list[Gold]:
    """Labelled texts of any file in the gold set's form."""
    return _gold(json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def writer(gold: Gold) -> str:
    """Who wrote a text; the development texts count as one writer's."""
    return str(gold.row.get("writer", "dev"))


def _gold(records: Iterable[dict[str, Any]]) -> list[Gold]:
    return [
        Gold(
            id=row["id"],
            kind=row["kind"],
            text=row["text"],
            title=row.get("title") or "",
            in_scope=row["in_scope"],
            labels=tuple(row["labels"]),
            levels=frozenset(row["levels"] or ()),
            row=row,
        )
        for row in records
    ]


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The lines of `eval/goldset/<name>.jsonl` as they are."""
    text = files("eval").joinpath("goldset", f"{name}.jsonl").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip():
            yield json.loads(line)


@cache
def _groups() -> dict[tuple[str, int], str]:
    text = files("eval").joinpath("goldset", "inventory.json").read_text(encoding="utf-8")
    groups = json.loads(text)["groups"]
    return {(DOCUMENTS[card["doc"]], card["line"]): group["key"] for group in groups for card in group["cards"]}


def group_of(member: Member) -> str | None:
    """Key of the gold group that a member belongs to; None for occupations."""
    keys = (_groups().get((member.document, member.line + shift)) for shift in LINE_SHIFTS)
    return next((key for key in keys if key), None)


def grade(profession: Profession, labels: tuple[dict[str, Any], ...]) -> int:
    """Highest grade that a profession earns with the labels of a text: 2, 1 or 0."""
    return max((label["grade"] for label in labels if _answers(profession, label)), default=0)


def _answers(profession: Profession, label: dict[str, Any]) -> bool:
    if "key" in label:
        groups = [group for group in map(group_of, profession.members) if group]
        return bool(groups) and groups[0] == label["key"]
    wanted = norm(label["title"])
    if label.get("code"):
        return any(m.code == label["code"] and similar(wanted, norm(m.title)) for m in profession.members)
    return any(norm(m.title) == wanted for m in profession.members)
