"""Marks: what the tables of this layer say of a single statement."""

from matching.likely import likely
from matching.masking.hidden import SIGN


def mark(table: str, text: str) -> str:
    """Name of the first rule of a table that matches in a text; empty where none does."""
    return next((rule.name for rule in likely(table, text) if rule.pattern.search(text)), "")


def set_aside(text: str) -> str:
    """Why a masked statement says nothing of the work; empty where it may."""
    if mark("openings", text):
        return "opening"
    return "personal" if hidden(text) else mark("boilerplate", text)


def hidden(text: str) -> bool:
    """Whether two thirds of the letters and digits of a masked statement are hidden."""
    return text.count(SIGN) > 2 * sum(map(str.isalnum, text))


def bare(text: str) -> bool:
    """Whether a line is no sentence: it has no end mark and nothing hidden."""
    return not text.endswith((".", "!", "?", "…", ":")) and SIGN not in text
