"""Marks: what the tables of this layer say of a single statement."""

import re
from dataclasses import dataclass
from itertools import chain

from matching.likely import likely
from matching.masking.hidden import SIGN

# What a clause may stand behind: «Экибастуз | 5/2», «права B, оплата за километр», «научим!!! звоните», «доход: от 300 000».
BEFORE_CLAUSE = re.compile(r"(?:[,;:|·•+–—!?)]+|[\u2190-\U0001faff]+)\s+|\(\s*")
BETWEEN = " \t\u00a0,;:|·•+(–—-"  # marks between an offer and what stands before it


@dataclass(frozen=True, slots=True)
class Offer:
    """Where a clause on pay, hours, benefits or the way to apply begins, and which of them it is on."""

    reason: str
    start: int


def mark(table: str, text: str) -> str:
    """Name of the first rule of a table that matches in a text; empty where none does."""
    return next((rule.name for rule in likely(table, text) if rule.pattern.search(text)), "")


def set_aside(text: str, *, perks: bool = True) -> str:
    """Why a masked statement says nothing of the work; empty where it may. `perks` as in `offer`."""
    if mark("openings", text):
        return "opening"
    if hidden(text):
        return "personal"
    found = offer(text, perks=perks)
    return found.reason if found else ""


def offer(text: str, *, perks: bool) -> Offer | None:
    """The first clause that says nothing of the work; `perks` says whether bare words do: «премии», «график».

    Such words name work where somebody does it: «расчёт зарплаты, премии», «составляю график».
    """
    rules = [*likely("boilerplate", text), *(likely("perks", text) if perks else ())]
    heads = chain([0], (found.end() for found in BEFORE_CLAUSE.finditer(text))) if rules else ()
    return next((Offer(rule.name, at) for at in heads for rule in rules if rule.pattern.match(text, at)), None)


def hidden(text: str) -> bool:
    """Whether two thirds of the letters and digits of a masked statement are hidden."""
    return text.count(SIGN) > 2 * sum(map(str.isalnum, text))


def bare(text: str) -> bool:
    """Whether a line is no sentence: it has no end mark and nothing hidden."""
    return not text.endswith((".", "!", "?", "…", ":")) and SIGN not in text
