"""The same text written otherwise: the first answer should stay."""

import re
from collections.abc import Callable, Sequence

from eval.labels import Gold
from matching.matcher import Matcher

BULLET = re.compile(r"^[ \t]*(?:[-–—•·*]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
BREAK = re.compile(r"(?<=[.!?])[ \t]+(?=[А-ЯЁӘҒҚҢӨҰҮҺІ])")
BOILERPLATE = "\n\nУсловия: график 5/2, оформление по ТК РК, зарплата от 180 000 тенге. Звоните с 9 до 18."

Change = Callable[[str], str]
CHANGES: dict[str, Change] = {
    "line breaks at sentences": lambda text: BREAK.sub("\n", text),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "other bullets": lambda text: BULLET.sub("● ", text),
    "no bullets": lambda text: BULLET.sub("", text),
    "lower case": str.lower,
    "upper case": str.upper,
    "ё as е": lambda text: text.replace("ё", "е").replace("Ё", "Е"),
    "trailing boilerplate": lambda text: text + BOILERPLATE,
    "trailing blanks": lambda text: "".join(line + "  \n" for line in text.split("\n")),
}


def unchanged(matcher: Matcher, gold: Sequence[Gold], change: Change) -> list[bool]:
    """For each text whether the changed one has the same first profession."""
    return [_first(matcher, g, g.text) == _first(matcher, g, change(g.text)) for g in gold]


def _first(matcher: Matcher, gold: Gold, text: str) -> str:
    judged = matcher.judge(text, kind=gold.kind, title=gold.title or None)
    return matcher.index.professions[int(judged.scores.argmax())].id
