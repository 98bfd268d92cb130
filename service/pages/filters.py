"""Filters of the templates: numbers and confidence in the words of a language."""

from collections.abc import Callable
from typing import Any

from service.messages import message
from service.pages.catalogues import Words, said
from service.pages.document_names import named, place
from service.pages.labels import CONFIDENCE

Filter = Callable[..., Any]


def confidence(share: float, words: Words) -> str:
    """A confidence in words: 0.87 → «вероятно»."""
    return words.gettext(next(text for least, text in CONFIDENCE if share >= least))


def levels(values: tuple[int, ...]) -> str:
    """Levels in a row as «4–5», others as «4, 6»."""
    if len(values) > 1 and tuple(values) == tuple(range(values[0], values[-1] + 1)):
        return f"{values[0]}–{values[-1]}"
    return ", ".join(map(str, values))


FILTERS: dict[str, Callable[[Words], Filter]] = {
    "percent": lambda words: words.percent,
    "number": lambda words: words.number,
    "date": lambda words: words.date,
    "confidence": lambda words: lambda share: confidence(share, words),
    "said": lambda words: lambda name, table: said(table, name, words),
    "levels": lambda words: levels,
    "named": lambda words: lambda document: named(document, words),
    "place": lambda words: lambda document, line: place(document, line, words),
    "told": lambda words: lambda key: message(key, words.language),
}
