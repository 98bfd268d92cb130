"""Texts that benchmarks are made of."""

import pytest

from bench import texts
from eval.labels import rows
from models.lemmas import WORD


@pytest.mark.parametrize("words", [30, 300, 3000])
def test_texts_have_the_wanted_number_of_words_and_differ(words: int) -> None:
    found = texts.texts(words, count=20)
    assert {len(text.split()) for text in found} == {words}
    assert len(set(found)) == 20


def test_only_sets_that_are_open_to_building_are_used() -> None:
    opened = {row["text"].split("\n")[0] for name in ("dev", "tune") for row in rows(name)}
    assert all(text.split("\n")[0] in opened for text in texts.texts(300, count=50))


def test_a_cut_keeps_lines_and_marks() -> None:
    assert texts.cut("Повар,\n\n опыт  1 год; зал", 3) == "Повар,\n\n опыт  1"


def test_unseen_texts_share_no_longer_word_with_each_other_or_the_given_ones() -> None:
    given = texts.texts(300, count=3)
    made = texts.unseen(given)
    longer = [{word for word in WORD.findall(text) if 4 <= len(word) <= 16} for text in made]
    assert [len(WORD.findall(text)) for text in made] == [len(WORD.findall(text)) for text in given]
    assert not longer[0] & longer[1]
    assert not longer[1] & longer[2]
    assert sum(map(len, longer)) == sum(4 <= len(word) <= 16 for text in made for word in WORD.findall(text))
