"""Real vacancies of other trades: how many the system wrongly accepts, by trade. The texts never enter the repository."""

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching.result import MatchResult

SEED = 20261122
SAMPLE = 600
WORST = 20
QUOTED = 300  # characters of a text shown in the report, which is not committed


@dataclass(frozen=True, slots=True)
class RealText:
    """A real vacancy with its trade as the portal names it."""

    id: str
    trade: str
    text: str


@dataclass(frozen=True, slots=True)
class RealResult:
    """False accepts over real vacancies of other trades."""

    texts: int
    accepted: int
    by_trade: dict[str, tuple[int, int]]  # trade → accepted, all
    worst: tuple[tuple[float, str, str, str], ...]  # confidence, profession, trade, beginning of the text


def read(folder: Path) -> list[RealText]:
    """The vacancies of `folder/vacancies/*.jsonl.gz` that are surely of other trades."""
    found = []
    for path in sorted((folder / "vacancies").glob("*.jsonl.gz")):
        for row in _rows(path):
            if row.get("hint", "out") == "out":
                found.append(RealText(row["id"], row.get("hh_role") or path.name.partition(".")[0], row["text"]))
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def measure(texts: list[RealText], match: Callable[[str], MatchResult]) -> RealResult:
    """Match a seeded sample and count accepts."""
    sample = random.Random(SEED).sample(texts, min(SAMPLE, len(texts)))
    accepted: Counter[str] = Counter()
    trades: Counter[str] = Counter(t.trade for t in sample)
    wrong = []
    for text in sample:
        result = match(text.text)
        if result.status in ("matched", "ambiguous"):
            accepted[text.trade] += 1
            first = result.professions[0]
            wrong.append((first.confidence, first.title, text.trade, text.text[:QUOTED]))
    wrong.sort(reverse=True)
    by_trade = {trade: (accepted[trade], count) for trade, count in trades.most_common()}
    return RealResult(len(sample), len(wrong), by_trade, tuple(wrong[:WORST]))
