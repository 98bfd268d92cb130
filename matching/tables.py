"""The layer's own tables: tab-separated rules with a real example a line."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a table: what it says, when it fires, and an example that it must match."""

    name: str
    pattern: re.Pattern[str]
    example: str


@cache
def rules(table: str) -> tuple[Rule, ...]:
    """Return the rules of `matching/data/<table>.tsv` in order: name, regular expression, example."""
    text = files("matching").joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Rule(name, re.compile(pattern, re.IGNORECASE), example) for name, pattern, example in rows)
