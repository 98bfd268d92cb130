"""The data files of people's words: `part*.jsonl` by profession, `items.jsonl` by item, `other_trades.jsonl` for trades outside."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from models.errors import ModelError


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement as people put it, with the card item that it paraphrases."""

    text: str
    item: str | None  # document:line of the item
    voice: str  # employer | seeker | client | portal
    language: str  # ru | kk


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """People's words for one profession."""

    profession: str  # id
    title: str  # official
    titles: tuple[str, ...]
    says: tuple[Saying, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTrade:
    """Words of a trade that is in no card; `near` when it shares words with one."""

    trade: str
    near: bool
    titles: tuple[str, ...]
    says: tuple[str, ...]
    text: str


@cache
def professions() -> tuple[Speech, ...]:
    """People's words of all professions. Raises ModelError that names file and line of a broken record."""
    return tuple(_speech(row) for name in _names() if name.startswith("part") for row in _rows(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How people show one item of a card in their own words."""

    item: str  # id of an item; those that say the same are shown likewise
    says: tuple[str, ...]  # the whole item, then a part of it
    setting: str  # a course or post from which one would infer it


@cache
def items() -> tuple[Shown, ...]:
    """People's words of the catalogue's items, acts of law aside. Raises ModelError that names file and line of a broken record."""
    return tuple(
        Shown(item=row["item"], says=tuple(row["says"]), setting=row["setting"]) for row in _rows("items.jsonl")
    )


@cache
def other_trades() -> tuple[OtherTrade, ...]:
    """Words of trades outside the catalogue."""
    return tuple(
        OtherTrade(
            trade=row["trade"],
            near=row["near"],
            titles=tuple(row["titles"]),
            says=tuple(row["says"]),
            text=row["text"],
        )
        for row in _rows("other_trades.jsonl")
    )


def _names() -> list[str]:
    return sorted(f.name for f in files("models.speech").iterdir() if f.name.endswith(".jsonl"))


def _rows(name: str) -> Iterator[dict[str, Any]]:
    text = files("models.speech").joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            yield json.loads(line)
        except ValueError as exc:
            raise ModelError(f"models/speech/{name}:{number} is not JSON: {exc}") from exc


def _speech(row: dict[str, Any]) -> Speech:
    says = tuple(Saying(text=s["text"], item=s["item"], voice=s["voice"], language=s["lang"]) for s in row["says"])
    return Speech(
        profession=row["profession"],
        title=row["title"],
        titles=tuple(row["titles"]),
        says=says,
        texts=tuple(t["text"] for t in row["texts"]),
    )
