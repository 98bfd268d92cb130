"""How far further readers agree with the labels of the blind gap reports: about what can be asked of a system.

`python -m eval.agreement` prints it. Further readers saw texts, cards and rules, not the labels.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from eval.labels import rows
from eval.metrics_gap_items import GapAnswer, JudgedGaps, judged_items
from eval.metrics_gaps import accuracy, clear_items_right, evidence_hit, kappa, macro_f1

METRICS = {
    "macro-F1": macro_f1,
    "same label": accuracy,
    "kappa": kappa,
    "clear items right": clear_items_right,
    "evidence": evidence_hit,
}


def again(labels: str, readings: str) -> Iterator[tuple[str, tuple[JudgedGaps, ...]]]:
    """Each further reader with all reports, what was read taken for an answer."""
    first = {row["id"]: row["items"] for row in rows(labels)}
    for reader in sorted({row["reader"] for row in rows(readings)}):
        own = (row for row in rows(readings) if row["reader"] == reader)
        yield reader, tuple(JudgedGaps(text_id=r["id"], items=judged_items(first[r["id"]], _answers(r))) for r in own)


def _answers(row: dict[str, Any]) -> Iterator[GapAnswer]:
    for item in row["items"]:
        yield GapAnswer(kind=item["kind"], text=item["text"], status=item["label"], quotes=tuple(item["evidence"]))


def told(reports: Sequence[JudgedGaps]) -> str:
    """All metrics that the reports have a number for, in a line."""
    found = ((name, metric(reports)) for name, metric in METRICS.items())
    return ", ".join(f"{name} {value:.2f}" for name, value in found if not math.isnan(value))


def of_kind(reports: Sequence[JudgedGaps], kind: str) -> tuple[JudgedGaps, ...]:
    """The reports of CVs or of vacancies, by the statuses that their labels use."""
    own = {"cv": {"covered", "partial", "missing"}, "vacancy": {"asked", "not_asked"}}[kind]
    return tuple(report for report in reports if {item.label for item in report.items} <= own)


def main() -> None:
    """Print each reader's agreement."""
    for reader, reports in again("test_gaps", "test_gaps_again"):
        print(f"reader {reader}: {told(reports)}")
        for kind in ("cv", "vacancy"):
            print(f"  {kind}: {told(of_kind(reports, kind))}")


if __name__ == "__main__":
    main()
