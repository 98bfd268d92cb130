"""Writes the results of a run into documentation: what stands between two marks is replaced, all other text stays.

<!-- bench: summary -->
…
<!-- bench: end -->
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.figures import Figure, Results, plain

MARKED = re.compile(r"(<!-- bench: ([\w.-]+) -->\n).*?(<!-- bench: end -->)", re.DOTALL)
HOURS = 8  # of a nightly run
SHARE = 0.7  # of a core that is used
DAY = 10_000_000
BUSIEST = 3  # the busiest hour beside the mean one
SIZES = (("bulk.short", "350 characters"), ("bulk.full", "2,000 characters"), ("bulk.300", "300 words"))


def update(path: Path, blocks: Mapping[str, str]) -> None:
    """Replace the marked blocks of a file that this run has; those that it has not stay as they are."""

    def block(found: re.Match[str]) -> str:
        text = blocks.get(found[2])
        return found[0] if text is None else f"{found[1]}{text}\n{found[3]}"

    path.write_text(MARKED.sub(block, path.read_text(encoding="utf-8")), encoding="utf-8")


def blocks(results: Results, machine: list[list[str]]) -> dict[str, str]:
    """All blocks of a run, by their names."""
    promised = [f for f in results.figures if f.target]
    found = {"machine": table(machine), "summary": table([SUMMARY, *map(judged, promised)])}
    found |= {name: table(rows) for name, rows in results.tables.items()}
    for part, keys in PARTS.items():
        own = [f for f in results.figures if f.key.startswith(keys)]
        if own:
            found[part] = table([["", "measured"], *([f.name, f.shown] for f in own)])
    if results.value("bulk.300"):
        found["day"] = table(day(results))
    found["notes"] = "\n".join(f"- {note}" for note in results.notes) or "Nothing."
    return found


SUMMARY = ["", "measured", "target", ""]
PARTS: dict[str, tuple[str, ...]] = {
    "stages": ("stage.",),
    "match": ("match.",),
    "serving": ("http.", "start", "memory.", "torch"),
    "bulk": ("bulk.",),
    "peers": ("peer.",),
}


def judged(figure: Figure) -> list[str]:
    """A row of the summary."""
    return [figure.name, figure.shown, figure.promised, figure.verdict]


def day(results: Results) -> list[list[str]]:
    """Cores that ten million texts a day need, by the measured rates."""
    rows = [["texts of", "texts/s a core", f"cores, all in {HOURS} h of night", "cores, at once in the busiest hour"]]
    for key, name in SIZES:
        rate = results.value(key)
        if rate:
            nightly = DAY / (3600 * HOURS * rate * SHARE)
            at_once = BUSIEST * DAY / 86_400 / (rate * SHARE)
            rows.append([name, plain(rate), f"{nightly:.1f}", f"{at_once:.1f}"])
    served = results.value("http.rate")
    if served:
        rows.append(["300 words over HTTP", plain(served), "", f"{BUSIEST * DAY / 86_400 / (served * SHARE):.1f}"])
    return rows


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row has the heads."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])
