"""Judged texts grouped by language, style, kind, profession and level."""

from typing import Any

import pytest

from eval.labels import Gold, read
from eval.metrics_judgement import Judgement, judged
from eval.metrics_slices import grouped, slices_of


def _judged(text_id: str, **row: Any) -> Judgement:
    labels = tuple(row.get("labels", ()))
    levels = frozenset(row.get("levels", ()))
    gold = Gold(id=text_id, kind="cv", text="…", title="", in_scope=bool(labels), labels=labels, levels=levels, row=row)
    return judged(gold, [], confidence=0.0)


def _ids(groups: dict[str, list[Judgement]]) -> dict[str, list[str]]:
    return {value: [judgement.text_id for judgement in group] for value, group in groups.items()}


def test_texts_stand_under_their_language_in_order() -> None:
    texts = [_judged("a", lang="ru"), _judged("b", lang="kk"), _judged("c", lang="ru"), _judged("d")]
    assert _ids(grouped(texts, "language")) == {"-": ["d"], "kk": ["b"], "ru": ["a", "c"]}


def test_a_text_with_two_accepted_levels_stands_under_both() -> None:
    texts = [_judged("a", levels=[5, 4]), _judged("b", levels=[5]), _judged("c")]
    assert _ids(grouped(texts, "level")) == {"4": ["a"], "5": ["a", "b"]}


def test_a_text_stands_under_the_group_keys_of_its_best_answers() -> None:
    """The key of an acceptable answer does not count, nor the occupation that says the same as a key.

    One title under two codes is one slice.
    """
    best = {"key": "soc_care_home", "grade": 2}
    occupation = {"code": "3412-0-008", "title": "Социальный работник", "grade": 2}
    texts = [
        _judged("a", labels=[best, {"key": "soc_spec", "grade": 1}, occupation]),
        _judged("b", labels=[occupation, {**occupation, "code": "3412-0-005"}]),
    ]
    assert _ids(grouped(texts, "profession")) == {"soc_care_home": ["a"], "Социальный работник": ["b"]}


def test_an_unknown_slice_is_an_error() -> None:
    with pytest.raises(KeyError):
        grouped([_judged("a")], "colour")


def test_every_text_of_a_gold_set_has_its_slices() -> None:
    for gold in read("dev"):
        slices = slices_of(gold)
        assert all(len(slices[name]) == 1 for name in ("language", "style", "kind"))
        assert bool(slices["profession"]) == gold.in_scope
