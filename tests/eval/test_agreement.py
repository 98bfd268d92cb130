"""Agreement of readers on gap reports."""

import pytest

from eval import agreement
from eval.agreement import again
from eval.metrics_gaps import accuracy

ITEMS = [{"kind": "skill", "text": t, "label": label, "evidence": [], "clear": True} for t, label in
         [("уход", "covered"), ("учёт", "missing"), ("отчёт", "partial"), ("приём", "missing")]]  # fmt: skip


def test_each_reader_is_held_against_the_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reader b gives two of four items another label: 2 / 4."""
    other = [{**item, "label": "partial"} if item["text"] in ("уход", "учёт") else item for item in ITEMS]
    files = {
        "labels": [{"id": "t", "items": ITEMS}],
        "again": [{"id": "t", "reader": "b", "items": other}, {"id": "t", "reader": "a", "items": ITEMS}],
    }
    monkeypatch.setattr(agreement, "rows", files.__getitem__)
    found = dict(again("labels", "again"))
    assert list(found) == ["a", "b"]
    assert (accuracy(found["a"]), accuracy(found["b"])) == (1.0, 0.5)


def test_further_readers_agree_with_the_blind_labels_more_than_by_chance() -> None:
    for _, reports in again("test_gaps", "test_gaps_again"):
        assert sum(len(r.items) for r in reports) == 486
        assert accuracy(reports) > 0.8
