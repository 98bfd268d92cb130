"""Stable identifiers: the same card and item get the same id at every parsing, wherever they stand."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.cards import Card, FrameworkLevel, Function, Item, Parsed, Position, Task

LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "sch",
            "-",
            "y",
            "-",
            "e",
            "yu",
            "ya",
            "a",
            "g",
            "q",
            "ng",
            "o",
            "u",
            "u",
            "h",
            "i",
        ],
        strict=True,
    )
)
SLUG_LENGTH = 60


def slug(text: str) -> str:
    """Latin name for ids and addresses: «Социальный работник» → socialnyi-rabotnik style."""
    latin = "".join(LETTERS.get(c, c) if c != "ъ" and c != "ь" else "" for c in text.lower())
    name = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    if len(name) > SLUG_LENGTH:
        # Long titles differ at their ends: a piece of the fingerprint keeps their names apart and stable.
        head = name[: SLUG_LENGTH - 6].rpartition("-")[0] or name[: SLUG_LENGTH - 7]
        name = f"{head}-{fingerprint(text)[:6]}"
    return name or "x"


def fingerprint(text: str) -> str:
    """Eight hex digits of the letters and digits of a text: blanks, case, marks and ё do not count."""
    bare = re.sub(r"[^0-9a-zа-яәғқңөұүһі]+", "", text.lower().replace("ё", "е"))
    return hashlib.sha256(bare.encode()).hexdigest()[:8]


class Names:
    """Gives every name once: a second use gets the suffix -2."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def take(self, name: str) -> str:
        """Return the name, or with -2, -3 … when it was taken before."""
        self._used[name] += 1
        count = self._used[name]
        return name if count == 1 else f"{name}-{count}"


def identified(parsed: Parsed) -> Parsed:
    """Return the parse with an id on every card, position, level row and item."""
    names = Names()
    return replace(
        parsed,
        cards=tuple(_card(c, names) for c in parsed.cards),
        positions=tuple(_position(p, names) for p in parsed.positions),
        framework_levels=tuple(_framework_level(r, names) for r in parsed.framework_levels),
    )


def _card(card: Card, names: Names) -> Card:
    level = "-".join(map(str, card.levels)) or "x"
    own = names.take(f"{card.document}.{slug(card.title or card.heading)}.{level}")
    items = Names()
    return replace(
        card,
        id=own,
        functions=tuple(_function(f, own, items) for f in card.functions),
        personal_competences=_items(card.personal_competences, own, "p", items),
    )


def _function(function: Function, owner: str, items: Names) -> Function:
    return replace(function, tasks=tuple(_task(t, owner, items) for t in function.tasks))


def _task(task: Task, owner: str, items: Names) -> Task:
    skills, knowledge = _items(task.skills, owner, "s", items), _items(task.knowledge, owner, "k", items)
    return replace(task, skills=skills, knowledge=knowledge)


def _position(position: Position, names: Names) -> Position:
    own = names.take(f"{position.document}.{slug(position.title)}")
    items = Names()
    return replace(
        position,
        id=own,
        skills=_items(position.skills, own, "s", items),
        knowledge=_items(position.knowledge, own, "k", items),
        qualification_requirements=_items(position.qualification_requirements, own, "q", items),
        notes=_items(position.notes, own, "n", items),
    )


def _framework_level(row: FrameworkLevel, names: Names) -> FrameworkLevel:
    level = "-".join(map(str, row.national_levels or row.levels)) or "x"
    first = row.subgroup or (row.occupations[0].title if row.occupations else "row")
    own = names.take(f"{row.document}.{slug(first)}.{level}")
    items = Names()
    return replace(
        row,
        id=own,
        knowledge=_items(row.knowledge, own, "k", items),
        skills=_items(row.skills, own, "s", items),
        professional_competences=_items(row.professional_competences, own, "c", items),
        personal_competences=_items(row.personal_competences, own, "p", items),
    )


def _items(items: Sequence[Item], owner: str, letter: str, names: Names) -> tuple[Item, ...]:
    return tuple(replace(i, id=f"{owner}.{names.take(letter + fingerprint(i.text))}") for i in items)
