"""Agreement of readers on gap reports."""

import pytest

from eval import agreement
from eval.agreement import again, of_kind, told
from eval.metrics_gap_items import JudgedGaps, JudgedItem
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


def report(*pairs: tuple[str, str]) -> JudgedGaps:
    """Labels with answers; evidence of covered items is hit."""
    items = [JudgedItem(label=a, answer=b, hit=True if a == "covered" else None) for a, b in pairs]
    return JudgedGaps(text_id="t", items=tuple(items))


CV, VACANCY = report(("covered", "covered"), ("missing", "partial")), report(("asked", "asked"), ("not_asked", "asked"))


def test_reports_are_told_apart_by_the_statuses_of_their_labels() -> None:
    assert of_kind([CV, VACANCY], "cv") == (CV,)
    assert of_kind([CV, VACANCY], "vacancy") == (VACANCY,)


def test_a_line_tells_what_has_a_number() -> None:
    """Vacancies: asked F1 2/3, not asked 0; half of the items right, as chance gives (1/2 · 1 + 1/2 · 0): kappa 0."""
    assert told([VACANCY]) == "macro-F1 0.33, same label 0.50, kappa 0.00, clear items right 0.50"
    assert told([CV]).endswith("clear items right 0.50, evidence 1.00")
