"""The gap models: statuses by nearness and by the words of the item."""

import numpy as np
import pytest
from numpy.typing import NDArray

from indexing.bags import Vocabulary
from matching.coefficients import coefficients
from matching.gap_features import FEATURES, Beside
from matching.gap_model import SHOWS, GapModel, leaning
from matching.matcher import Matcher

NEAR = FEATURES.index("near")
# Two words told «covered» by weights, one «missing»; nearness speaks for «covered».
ITEMS = [["уход", "уход", "дом", "быт", "сон"], ["кодекс"], []]
WORDS = Vocabulary.of(ITEMS)
MODEL = GapModel.of(
    {"covered": {"bias": -1.0, "near": 4.0}, "missing": {"bias": 0.0}},
    {"covered": {"уход": 1.0}, "missing": {"кодекс": 2.0}},
    WORDS.bags(ITEMS),
    WORDS,
)


def held(near: float, shown: float, count: int) -> Beside:
    """A text as near to every item, with one statement that shows each so well."""
    features = np.zeros((count, len(FEATURES)))
    features[:, NEAR] = near
    table: NDArray[np.float32] = np.full((1, count), shown, dtype=np.float32)
    return Beside(features, table)


def test_a_leaning_is_the_sum_of_different_words_over_the_root_of_their_number() -> None:
    """Four different words: 1.0 / √4 = 0.5. A word that no item has changes nothing."""
    assert leaning(WORDS.bags(ITEMS), WORDS, {"уход": 1.0, "школа": 3.0}) == pytest.approx([0.5, 0.0, 0.0])


def test_nearness_and_words_add_up() -> None:
    """Scores by hand: covered −1 + 4 · 0.3 + 0.5 = 0.7 against 0; 0.2 against 2; 0.2 against 0."""
    found = MODEL.statuses(held(0.3, 1.0, 3), [0, 1, 2])
    assert [name for name, _ in found] == ["covered", "missing", "covered"]
    assert found[0][1] == pytest.approx(1 / (1 + np.exp(-0.7)))
    assert found[1][1] == pytest.approx(1 / (1 + np.exp(-1.8)))


def test_nothing_is_covered_that_no_statement_shows() -> None:
    assert [name for name, _ in MODEL.statuses(held(1.0, SHOWS - 0.01, 2), [0, 2])] == ["missing", "missing"]


def test_without_weights_everything_is_missing() -> None:
    assert GapModel.of({}, {}, WORDS.bags(ITEMS), WORDS).statuses(held(1.0, 1.0, 1), [0]) == [("missing", 0.0)]


def test_no_items_have_no_statuses(matcher: Matcher) -> None:
    assert matcher.gap_models["cv"].statuses(held(1.0, 1.0, 0), []) == []


def test_both_models_of_the_file_know_the_words_of_items(matcher: Matcher) -> None:
    known = {matcher.index.vocabulary.words[number] for number in matcher.index.item_words.words}
    for found in (coefficients().gap_cv_words, coefficients().gap_vacancy_words):
        weighed = {word for weights in found.values() for word in weights}
        assert len(weighed) > 1000
        assert weighed <= known
    assert set(coefficients().gap_cv_words) == {"covered", "partial", "missing"}
    assert set(coefficients().gap_vacancy_words) == {"asked", "not_asked"}
