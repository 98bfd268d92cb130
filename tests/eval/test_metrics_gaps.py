"""Gap metrics: pairing of items, numbers by hand and properties."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics_gap_items import GapAnswer, JudgedGaps, JudgedItem, judged_items
from eval.metrics_gaps import accuracy, class_scores, clear_items_right, confusion, evidence_hit, kappa, macro_f1

STATUSES = {"c": "covered", "p": "partial", "m": "missing", "a": "asked", "n": "not_asked", "-": "absent"}
ALL = (macro_f1, accuracy, clear_items_right, evidence_hit)


def _text(pairs: str) -> JudgedGaps:
    """`cm` is an item labelled covered and answered missing; covered items answered covered hit their evidence."""
    items = [
        JudgedItem(label=STATUSES[p[0]], answer=STATUSES[p[1]], hit=p[1] == "c" if p[0] == "c" else None)
        for p in pairs.split()
    ]
    return JudgedGaps(text_id="t", items=tuple(items))


def _label(text: str, label: str = "covered", evidence: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"kind": "skill", "text": text, "label": label, "evidence": list(evidence)}


def _answer(text: str, status: str, *quotes: str, kind: str = "skill") -> GapAnswer:
    return GapAnswer(kind=kind, text=text, status=status, quotes=quotes)


TEXTS = [_text("cc cp mm"), _text("pm mm mc c-")]


def test_items_are_counted_over_all_texts() -> None:
    expected = {"cc": 1, "cp": 1, "c-": 1, "pm": 1, "mm": 2, "mc": 1}
    assert confusion(TEXTS) == {(STATUSES[pair[0]], STATUSES[pair[1]]): n for pair, n in expected.items()}


def test_every_status_has_precision_recall_and_f1() -> None:
    """Covered: 1 right of 3 labelled and 2 answered: 1/2, 1/3, 2 * 1 / 5 = 0.4.

    Missing: 2 right of 3 labelled and 3 answered: 2/3, 2/3, 4/6. Partial: none of 1 labelled and 1 answered: 0.
    """
    found = {name: (s.precision, s.recall, s.f1, s.items) for name, s in class_scores(TEXTS).items()}
    assert found == {
        "covered": pytest.approx((1 / 2, 1 / 3, 0.4, 3)),
        "missing": pytest.approx((2 / 3, 2 / 3, 2 / 3, 3)),
        "partial": (0, 0, 0, 1),
    }


def test_macro_f1_is_the_mean_over_labelled_statuses() -> None:
    """(0.4 + 0.6667 + 0) / 3 = 0.3556."""
    assert macro_f1(TEXTS) == pytest.approx(0.3556, abs=1e-4)


def test_accuracy_is_the_share_of_items_with_their_label() -> None:
    """One covered and two missing items of seven: 3/7."""
    assert accuracy(TEXTS) == pytest.approx(3 / 7)


def test_kappa_is_agreement_beyond_chance() -> None:
    """Agreement 3/7. By chance: covered 3 * 2, missing 3 * 3, partial 1 * 1 of 7 * 7, so 16/49. (21 - 16) / (49 - 16) = 0.1515."""
    assert kappa(TEXTS) == pytest.approx(5 / 33)
    assert kappa([_text("cc mm")]) == 1
    assert kappa([_text("cc mc")]) == 0


def test_clear_items_need_the_right_side_only() -> None:
    """Six items are not labelled partial. Right: covered as covered, as partial, missing twice: 4/6. Absent is wrong."""
    assert clear_items_right(TEXTS) == pytest.approx(4 / 6)


def test_an_absent_answer_to_an_item_that_is_not_shown_is_wrong_too() -> None:
    """Missing and absent are both not shown, yet nothing was said: 0/1."""
    assert clear_items_right([_text("m-")]) == 0


def test_asked_items_of_vacancies_are_clear() -> None:
    """Asked as asked, not asked as asked: 1/2."""
    assert clear_items_right([_text("aa na")]) == 0.5


def test_evidence_is_wanted_for_covered_items() -> None:
    """Of three covered items one is hit: 1/3."""
    assert evidence_hit(TEXTS) == pytest.approx(1 / 3)


def test_a_status_that_is_never_answered_has_no_precision() -> None:
    score = class_scores([_text("pm")])["partial"]
    assert math.isnan(score.precision)
    assert (score.recall, score.f1) == (0, 0)


def test_without_items_there_are_no_numbers() -> None:
    for texts in ([], [_text("")]):
        assert all(math.isnan(metric(texts)) for metric in ALL)
        assert class_scores(texts) == {}


def test_items_are_paired_by_kind_and_words() -> None:
    """Case, ё and marks do not matter; an answer on knowledge is none on a skill of the same words."""
    answers = [_answer("ведёт учет.", "covered"), _answer("Готовит", "covered", kind="knowledge")]
    found = judged_items([_label("Ведет учёт"), _label("Готовит")], answers)
    assert [item.answer for item in found] == ["covered", "absent"]


def test_repeated_items_take_repeated_answers_in_order() -> None:
    """Three labels, two answers: the last answer stands for the third too."""
    found = judged_items([_label("Готовит")] * 3, [_answer("Готовит", "partial"), _answer("Готовит", "missing")])
    assert [item.answer for item in found] == ["partial", "missing", "missing"]


@pytest.mark.parametrize(
    ("quotes", "hit"),
    [
        (("В школе вела кружок, пять лет.",), True),  # the quote holds the passage
        (("кружок",), True),  # the passage holds the quote
        (("вела", "кружок"), False),  # a passage may not be put together from quotes
        (("водила автобус",), False),
        ((), False),
        (("—",), False),  # no letters, no evidence
    ],
)
def test_a_quote_hits_the_labelled_passage(quotes: tuple[str, ...], hit: bool) -> None:
    labelled = [_label("Ведет кружки", evidence=("вела кружок",))]
    assert judged_items(labelled, [_answer("Ведет кружки", "covered", *quotes)])[0].hit is hit


def test_only_covered_items_want_evidence() -> None:
    assert judged_items([_label("Готовит", "partial", ("готовлю",))], [_answer("Готовит", "partial", "готовлю")]) == (
        JudgedItem(label="partial", answer="partial", hit=None),
    )


PAIRS = st.lists(st.tuples(st.sampled_from("cpm"), st.sampled_from("cpm-")).map("".join), max_size=12).map(" ".join)


@given(st.lists(PAIRS.map(_text)))
def test_gap_metrics_are_shares_and_ignore_the_order_of_texts(texts: list[JudgedGaps]) -> None:
    for metric in ALL:
        value = metric(texts)
        assert math.isnan(value) or 0 <= value <= 1
        assert metric(texts[::-1]) == pytest.approx(value, nan_ok=True)


@given(st.text(alphabet="cpman", min_size=1))
def test_right_answers_score_one(labels: str) -> None:
    texts = [_text(" ".join(2 * label for label in labels))]
    assert macro_f1(texts) == accuracy(texts) == 1
    assert clear_items_right(texts) in (1, pytest.approx(math.nan, nan_ok=True))
