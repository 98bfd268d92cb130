"""Words and lemmas."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.lemmas import MAX_WORD, SlowDawgError, check_fast_dawg, learn, lemma, lemma_table, lemmas, tokens


def test_words_come_back_in_their_dictionary_form() -> None:
    assert lemmas("Оказывала помощь пожилым людям") == ["оказывать", "помощь", "пожилой", "человек"]


def test_io_is_read_as_ie() -> None:
    assert lemma("тёплый") == lemma("теплый") == "теплый"


def test_kazakh_words_are_not_forced_into_russian_forms() -> None:
    assert lemmas("Қарттарға көмек") == ["қарттарға", "көмек"]


def test_table_has_the_russian_words_of_texts_in_order() -> None:
    table = lemma_table(["Тёплые дома", "көмек CRM дома"])
    assert list(table.items()) == [("дома", "дом"), ("теплые", "теплый")]


def test_lemmas_that_were_learned_are_not_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.lemmas._table", {})
    learn({"ежикать": "еж"})
    monkeypatch.setattr("models.lemmas._normal_form", lambda form: pytest.fail(form))
    assert lemma("Ёжикать") == "еж"


def test_endless_word_is_cut_not_parsed() -> None:
    assert len(lemma("а" * 10_000)) == MAX_WORD


def test_pymorphy_runs_on_its_compiled_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    lemma("дом")
    assert "dawg" in sys.modules
    check_fast_dawg()
    monkeypatch.delitem(sys.modules, "dawg")
    with pytest.raises(SlowDawgError, match="pip install"):
        check_fast_dawg()


def test_threads_agree_on_every_lemma() -> None:
    words = ["работы", "помогал", "детей", "школах", "пособия", "врачу", "стирка", "уборкой"] * 50
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lemma, words)) == [lemma(w) for w in words]


@given(st.text())
def test_offsets_point_at_the_word(text: str) -> None:
    for token in tokens(text):
        assert lemma(text[token.start : token.end]) == token.lemma
