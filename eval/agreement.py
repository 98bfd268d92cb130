"""How far further readers agree with the labels of the blind gap reports: what nobody can be asked to exceed.

`python -m eval.agreement` prints it. Further readers saw texts, cards and rules, not the labels.
"""

from collections.abc import Iterator
from typing import Any

from eval.labels import rows
from eval.metrics_gap_items import GapAnswer, JudgedGaps, judged_items
from eval.metrics_gaps import accuracy, clear_items_right, evidence_hit, macro_f1

METRICS = {
    "macro-F1": macro_f1,
    "same label": accuracy,
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


def main() -> None:
    """Print each reader's agreement."""
    for reader, reports in again("test_gaps", "test_gaps_again"):
        found = ", ".join(f"{name} {metric(reports):.2f}" for name, metric in METRICS.items())
        print(f"reader {reader}: {found}")


if __name__ == "__main__":
    main()
