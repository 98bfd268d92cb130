"""Figures: what a part of the benchmarks has measured, and whether it is as promised."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

MORE, LESS = "at least", "at most"  # which side of the limit is good


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should be."""

    side: str  # MORE | LESS
    limit: float

    def holds(self, value: float) -> bool:
        """Whether a value is as promised."""
        return value >= self.limit if self.side == MORE else value <= self.limit


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number; `key` is unique and stays the same from run to run."""

    key: str
    name: str
    value: float
    unit: str
    target: Target | None = None

    @property
    def verdict(self) -> str:
        """pass, short, or nothing where nothing was promised."""
        if self.target is None:
            return ""
        return "pass" if self.target.holds(self.value) else "short"

    @property
    def shown(self) -> str:
        """The number with its unit."""
        return f"{plain(self.value)} {self.unit}".strip()

    @property
    def promised(self) -> str:
        """The target in words."""
        return f"{self.target.side} {plain(self.target.limit)} {self.unit}".strip() if self.target else ""


@dataclass(slots=True)
class Results:
    """What a part has found: figures, points of its plots, rows of its tables, remarks for the reader."""

    figures: list[Figure] = field(default_factory=list)
    points: dict[str, list[list[float]]] = field(default_factory=dict)  # curve → [x, y] …
    tables: dict[str, list[list[str]]] = field(default_factory=dict)  # name → rows, the first one the heads
    notes: list[str] = field(default_factory=list)

    def tell(self, key: str, name: str, value: float, unit: str, target: Target | None = None) -> None:
        """Add a figure."""
        self.figures.append(Figure(key, name, float(value), unit, target))

    def add(self, other: "Results") -> None:
        """Take over all that another part has found."""
        self.figures += other.figures
        self.points |= other.points
        self.tables |= other.tables
        self.notes += other.notes

    def value(self, key: str) -> float | None:
        """The value of a figure, None when it was not measured."""
        return next((figure.value for figure in self.figures if figure.key == key), None)

    def write(self, path: Path) -> None:
        """Keep everything as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Results":
        """What `write` wrote."""
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        figures = [_figure(row) for row in data["figures"]]
        return cls(figures, data["points"], data["tables"], data["notes"])


def _figure(row: dict[str, Any]) -> Figure:
    target = row.pop("target")
    return Figure(**row, target=Target(**target) if target else None)


def at_most(limit: float) -> Target:
    """A target where less is better."""
    return Target(LESS, limit)


def at_least(limit: float) -> Target:
    """A target where more is better."""
    return Target(MORE, limit)


def percentile(seconds: Sequence[float], share: float) -> float:
    """A percentile of times in seconds, in milliseconds."""
    return 1000 * float(np.percentile(seconds, share))


def plain(value: float) -> str:
    """Three significant digits, or the whole number: 0.0123, 1.52, 34.8, 1,234."""
    if value and abs(value) < 100:
        return f"{value:.3g}"
    return f"{value:,.0f}"
