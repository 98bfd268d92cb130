"""Typing errors are mended by the words of the field, and by nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.spelling import Spelling, one_error_away

SPELLING = Spelling({"сиделка": 9, "социальный": 20, "престарелых": 5, "престарелым": 2, "супервизия": 3, "күтуші": 4})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("сиделкка", "сиделка"),
        ("сиделк", "сиделка"),
        ("исделка", "сиделка"),
        ("сидедка", "сиделка"),
        ("социалбный", "социальный"),
        ("престарелыы", "престарелых"),  # as near as «престарелым», but commoner
        ("күтушы", "күтуші"),
    ],
)
def test_one_error_is_mended(typed: str, meant: str) -> None:
    assert SPELLING.word(typed) == meant


@pytest.mark.parametrize(
    "word", ["сиделки", "делка", "скамейка", "СИДЕЛКЧ", "sidelka", "сид", "сиделккаа", "2024", "күтушілер"]
)
def test_known_words_short_ones_abbreviations_and_far_ones_stay(word: str) -> None:
    assert SPELLING.word(word) == word


def test_only_misspelt_words_move() -> None:
    assert SPELLING.mended("Нужна сиделкка, 2 дня!\n– престарелых") == "Нужна сиделка, 2 дня!\n– престарелых"


@given(st.text("абвгдеж", min_size=1, max_size=6))
def test_one_error_is_symmetric(word: str) -> None:
    for other in [w for w in one_error_away(word) if w][:200]:
        assert word in set(one_error_away(other))
