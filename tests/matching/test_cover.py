"""Cover: how much of an item's words a statement speaks of."""

import numpy as np
import pytest

from indexing.bags import Vocabulary
from matching.cover import FAR, Cover
from models.static import StaticEncoder

ITEMS = [["кормить", "больной"], ["уборка"], []]
VOCABULARY = Vocabulary.of(ITEMS)


@pytest.fixture
def cover(encoder: StaticEncoder) -> Cover:
    return Cover(encoder, VOCABULARY.bags(ITEMS), VOCABULARY)


def test_an_item_in_its_own_words_is_covered_whole(cover: Cover) -> None:
    by_statement, by_text = cover.of(cover.spoken([["кормить", "больной"], ["больной"]]), [0, 1])
    assert by_statement[0, 0] == pytest.approx(1.0, abs=1e-3)
    assert 0.4 <= by_statement[1, 0] < 0.9
    assert by_text[0, 0] == pytest.approx(1.0, abs=1e-3)


def test_a_text_covers_what_its_statements_cover_together(cover: Cover) -> None:
    by_statement, by_text = cover.of(cover.spoken([["кормить"], ["больной"]]), [0])
    assert by_text[0, 0] == pytest.approx(1.0, abs=1e-3)
    assert by_statement.max() < 0.9


def test_near_words_count_and_far_ones_do_not(cover: Cover, encoder: StaticEncoder) -> None:
    vectors = encoder.encode_statements(["", ""], [["накормить"], ["кормить"]])
    assert float(vectors[0] @ vectors[1]) > FAR
    by_statement, _ = cover.of(cover.spoken([["накормить"], []]), [0])
    assert by_statement[0, 0] > 0.2
    assert by_statement[1, 0] == 0.0


def test_an_item_without_words_is_not_covered(cover: Cover) -> None:
    by_statement, _ = cover.of(cover.spoken([["уборка"]]), [2, 1])
    assert by_statement.tolist() == [[0.0, pytest.approx(1.0, abs=1e-3)]]


def test_no_statement_covers_nothing(cover: Cover) -> None:
    by_statement, by_text = cover.of(cover.spoken([]), [0, 1])
    assert by_statement.shape == (0, 2)
    assert np.array_equal(by_text, np.zeros((1, 2)))
