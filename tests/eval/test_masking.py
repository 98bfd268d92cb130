"""Measures of masking: counted by hand on two texts, and what the gold sets demand."""

import math

import pytest

from eval.labels import Gold, read
from eval.masking import FalseFind, KindScore, measure
from matching.masking.hidden import Hidden
from matching.masking.masks import Masked, mask

PATTERNED = ("phone", "email", "iin", "birth_date", "address")


def _gold(text_id: str, text: str, *pii: tuple[str, str]) -> Gold:
    row = {"pii": [{"type": kind, "text": part} for kind, part in pii]}
    return Gold(id=text_id, kind="cv", text=text, title="", in_scope=True, labels=(), levels=frozenset(), row=row)


def test_recall_precision_and_share_are_counted_by_letters() -> None:
    """Of «Ия, Ия» both names are planted and one is hidden: recall 1/2. Of two name finds one is right: precision 1/2.

    «код 12» has 5 letters and digits outside planted data; with «Лев» of the other text 8, of which 3 are hidden.
    """
    gold = [_gold("a", "Ия, Ия код 12", ("name", "Ия")), _gold("b", "Лев")]
    found = {"Ия, Ия код 12": (Hidden("name", 0, 2),), "Лев": (Hidden("name", 0, 3),)}
    score = measure(gold, lambda text: Masked(text, found[text]))
    assert score.kinds == {"name": KindScore(planted=2, hidden=1, found=2, right=1)}
    assert (score.kinds["name"].recall, score.kinds["name"].precision) == (0.5, 0.5)
    assert score.hidden_share == 3 / 8
    assert score.false == (FalseFind(text_id="b", kind="name", text="Лев"),)


def test_part_of_a_planted_string_is_not_enough() -> None:
    score = measure([_gold("a", "8 701", ("phone", "8 701"))], lambda text: Masked(text, (Hidden("phone", 0, 3),)))
    assert score.kinds["phone"].recall == 0.0
    assert score.kinds["phone"].precision == 1.0


def test_nothing_planted_and_nothing_found_is_no_number() -> None:
    empty = KindScore(planted=0, hidden=0, found=0, right=0)
    assert math.isnan(empty.recall)
    assert math.isnan(empty.precision)
    assert math.isnan(measure([], mask).hidden_share)


@pytest.mark.parametrize("name", ["dev", "tune"])
def test_gold_sets_are_masked_as_demanded(name: str) -> None:
    score = measure(read(name), mask)
    assert all(score.kinds[kind].recall >= 0.99 for kind in PATTERNED)
    assert score.kinds["name"].recall >= 0.95
    assert score.hidden_share < 0.003
