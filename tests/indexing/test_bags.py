"""Bags of words as numbers of a vocabulary."""

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from indexing.bags import Bags, Vocabulary, from_tables, to_tables
from models.mapping import mapped

TEXTS = [["дом", "уход", "дом"], [], ["школа", "дом"]]
WORDS = Vocabulary.of(TEXTS)


def told(bags: Bags) -> list[list[str]]:
    return [[WORDS.words[n] for n in bags.row(row)] for row in range(len(bags))]


def test_a_bag_has_each_word_once_in_order() -> None:
    bags = WORDS.bags(TEXTS)
    assert told(bags) == [["дом", "уход"], [], ["школа", "дом"]]
    assert bags.sizes.tolist() == [2, 0, 2]
    assert bags.owners.tolist() == [0, 0, 2, 2]


def test_words_that_the_vocabulary_lacks_are_counted_once() -> None:
    bags = WORDS.bags([["сад", "дом", "сад"], ["урок", "пол"]])
    assert (told(bags), bags.unknown.tolist()) == ([["дом"], []], [1.0, 2.0])


def test_some_texts_in_any_order() -> None:
    bags = WORDS.bags([*TEXTS, ["сад"]])
    some = bags.at([3, 2, 0, 2])
    assert told(some) == [[], ["школа", "дом"], ["дом", "уход"], ["школа", "дом"]]
    assert some.unknown.tolist() == [1.0, 0.0, 0.0, 0.0]
    assert len(bags.at([])) == 0


def test_texts_joined_have_each_word_once() -> None:
    joined = WORDS.bags(TEXTS).joined([[2, 0], [], [1], [0]], len(WORDS))
    assert [sorted(own) for own in told(joined)] == [["дом", "уход", "школа"], [], [], ["дом", "уход"]]


def test_a_file_gives_the_same_bags(tmp_path: Path) -> None:
    bags = {"items": WORDS.bags(TEXTS), "trunks": WORDS.bags([["уход"]])}
    save_file(to_tables(bags), tmp_path / "bags.safetensors")
    found = from_tables(mapped(tmp_path / "bags.safetensors"))
    assert set(found) == {"items", "trunks"}
    for name, own in bags.items():
        for part in ("words", "starts", "unknown"):
            assert np.array_equal(getattr(found[name], part), getattr(own, part))
