"""Rows of this layer's tables that have other columns than a rule's three."""

from functools import cache
from importlib.resources import files


@cache
def columns(table: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `matching/data/<table>.tsv` in order, without comments."""
    text = files("matching").joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
