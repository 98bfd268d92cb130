"""Gap models judged on what they were not fitted to."""

import numpy as np
import pytest

from eval import held_out_gaps
from eval.fit_gaps import Case
from eval.held_out_gaps import FOLDS, fold, held_out
from matching.gap_features import FEATURES, Beside


def case(text: str, label: str) -> Case:
    held = Beside(np.zeros((1, len(FEATURES))), np.ones((1, 1), dtype=np.float32))
    return Case(text=text, writer="a", profession="c", held=held, words=(("уход",),), labels=(label,))


def test_no_report_is_judged_by_a_model_of_its_own_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model always answers the label that it saw most: a lone «covered» is judged by models of «missing» alone."""
    seen: list[list[str]] = []

    def fit(cases: list[Case]) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
        seen.append(sorted(c.text for c in cases))
        labels = [label for c in cases for label in c.labels]
        return {name: {"bias": float(labels.count(name))} for name in ("covered", "missing")}, {}

    monkeypatch.setattr(held_out_gaps, "fit_gaps", fit)
    cases = [case("one", "covered"), case("two", "missing"), case("three", "missing"), case("two", "missing")]
    found = list(held_out(cases, lambda c: c.text))
    assert seen == [["three", "two", "two"], ["one", "two", "two"], ["one", "three"]]
    assert [(r.text_id, r.items[0].label, r.items[0].answer) for r in found] == [
        ("one", "covered", "missing"),
        ("three", "missing", "missing"),
        ("two", "missing", "covered"),
        ("two", "missing", "covered"),
    ]


def test_a_name_always_falls_into_the_same_part() -> None:
    assert {fold(str(n)) for n in range(200)} == set(range(FOLDS))
    assert fold("d001") == fold("d001")
