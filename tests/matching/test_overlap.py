"""Shared words, weighed by how rare they are."""

import math

import numpy as np
import pytest

from indexing.bags import Vocabulary
from matching.overlap import Overlap

FIXED = [["дом", "уход"], ["дом", "школа", "урок"], []]
WORDS = Vocabulary.of(FIXED)
COMMON, RARE, UNSEEN = math.log1p(3 / 2), math.log1p(3 / 1), math.log1p(3)


def overlap_of(vocabulary: Vocabulary) -> Overlap:
    """FIXED as bags of a vocabulary."""
    return Overlap(vocabulary.bags(FIXED), len(vocabulary))


def test_dice_is_twice_the_shared_weight_over_both_weights() -> None:
    """«дом» is in two of three texts, «уход» in one; «пол» in none and weighs as a word of one text."""
    overlap = overlap_of(WORDS)
    found = overlap.dice(WORDS.bags([["дом", "уход", "дом"], ["пол", "уход"]]))
    both = COMMON + RARE
    assert found[0] == pytest.approx([1.0, 2 * COMMON / (both + COMMON + 2 * RARE), 0.0])
    assert found[1] == pytest.approx([2 * RARE / (both + UNSEEN + RARE), 0.0, 0.0])


def test_chosen_rows_are_those_of_the_whole_table() -> None:
    overlap = overlap_of(WORDS)
    bags = WORDS.bags([["дом"], [], ["урок", "школа"]])
    assert np.array_equal(overlap.dice(bags, [2, 1]), overlap.dice(bags)[:, [2, 1]])


def test_best_of_many_texts_is_that_of_the_whole_table(monkeypatch: pytest.MonkeyPatch) -> None:
    overlap = overlap_of(WORDS)
    bags = WORDS.bags([["дом"], [], ["урок", "школа"], ["пол"], ["уход", "дом"]])
    whole = overlap.dice(bags).max(axis=0, keepdims=True)
    assert np.array_equal(overlap.best_dice(bags), whole)
    monkeypatch.setattr("matching.overlap.CELLS", 2 * len(FIXED))  # two texts at a time
    assert [len(some) for some in bags.split(2)] == [2, 2, 1]
    assert np.array_equal(overlap.best_dice(bags), whole)
    assert not overlap.best_dice(WORDS.bags([])).any()


def test_held_is_a_share_of_the_fixed_text_and_holding_of_the_given_one() -> None:
    overlap = overlap_of(WORDS)
    bags = WORDS.bags([["дом", "пол"]])
    assert overlap.held(bags)[0] == pytest.approx([COMMON / (COMMON + RARE), COMMON / (COMMON + 2 * RARE), 0.0])
    assert overlap.holding(bags)[0] == pytest.approx([COMMON / (COMMON + UNSEEN)] * 2 + [0.0])


def test_a_word_that_only_others_have_counts_as_unseen() -> None:
    shared = Vocabulary(["дом", "уход", "школа", "урок", "пол"])
    alone = overlap_of(WORDS)
    given = [["дом", "пол"]]
    found = overlap_of(shared).dice(shared.bags(given))
    assert found == pytest.approx(alone.dice(WORDS.bags(given)))


def test_sums_do_not_depend_on_the_order_of_a_set() -> None:
    overlap = overlap_of(WORDS)
    bags = WORDS.bags([["урок", "дом", "школа"]])
    assert overlap.dice(bags).tobytes() == overlap_of(Vocabulary.of(FIXED)).dice(bags).tobytes()
