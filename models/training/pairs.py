"""Pairs of texts that should be near each other."""

from collections.abc import Iterable
from dataclasses import dataclass

Pairs = Iterable["Pair"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that mean the same. Texts of one `group` are never held against each other."""

    anchor: str
    positive: str
    group: str
    negative: str = ""  # a text close to both that means something else
