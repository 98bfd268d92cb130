"""One form of text, and words that line ends divide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.uploads.hyphens import is_divided
from service.uploads.tidy import mended, tidy


@pytest.mark.parametrize(
    ("raw", "tidied"),
    [
        ("и\u0306ога Е\u0308", "йога Ё"),
        ("a\r\nb\rc\u2028d\x0ce", "a\nb\nc\nd\ne"),
        ("соци\u00adальный\u00a0 работник\u200b", "социальный работник"),
        ("\uf0b7 уход\n\uf0a7\tкормление", "• уход\n• кормление"),
        ("тел.\uf028 8 700", "тел. 8 700"),
        ("a\n\n\n\nb  \n", "a\n\nb"),
        ("сертиﬁкат oﬃce", "сертиfiкат office"),
        ("\ud83d\ude00 и \ud83d", "\U0001f600 и \ufffd"),
        ("a\x00\x07b", "ab"),
        ("Период\t2018", "Период\t2018"),
    ],
)
def test_text_has_one_form(raw: str, tidied: str) -> None:
    assert tidy(raw) == tidied


@given(st.text(st.characters(exclude_categories=())))
def test_tidy_text_is_tidy_and_can_be_sent(raw: str) -> None:
    once = tidy(raw)
    assert tidy(once) == once
    assert once.encode().decode() == once


def test_russian_read_as_western_is_mended_and_western_is_left() -> None:
    assert mended("Продавец, 5 лет".encode("cp1251").decode("cp1252")) == "Продавец, 5 лет"
    assert mended("Señor José, café") == "Señor José, café"
    assert mended("Продавец é") == "Продавец é"


@pytest.mark.parametrize(
    ("head", "tail", "words", "expected"),
    [
        ("соци", "альный", set(), True),
        ("социально", "бытовой", {"социально-бытовой"}, False),
        ("приём", "передача", set(), False),
        ("кол", "лектив", set(), True),
        ("әлеу", "меттік", set(), True),
        ("қоғамдық", "саяси", {"қоғамдық-саяси"}, False),
    ],
)
def test_parts_of_a_word_are_told_from_a_compound(head: str, tail: str, words: set[str], expected: bool) -> None:
    assert is_divided(head, tail, words) is expected
