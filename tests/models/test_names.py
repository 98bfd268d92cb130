"""Readings of names and the recogniser."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.names import Hashed, Span, persons, readings


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("данияр", {"first"}),
        ("роза", {"first", "common"}),
        ("серикович", {"patronymic"}),
        ("караганда", {"place"}),
        ("сиделка", {"common"}),
        ("брунгильда", set()),
        ("көмек", set()),
    ],
)
def test_dictionary_reads_names(form: str, found: set[str]) -> None:
    assert readings(form) == found


def test_persons_come_back_with_their_offsets() -> None:
    assert persons("звонить Марату Каримовичу после обеда") == [Span(8, 25)]


def test_blank_text_names_nobody() -> None:
    assert persons(" \n") == persons("") == []


def test_threads_find_the_same_persons() -> None:
    lines = ["спросить Марата Каримова", "уход за больными", "писать Виктору Генцу"] * 20
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(persons, lines)) == [persons(line) for line in lines]


def test_hashed_words_have_the_numbers_of_the_vocabulary() -> None:
    from slovnet.vocab import Vocab  # type: ignore[import-untyped]

    vocab = Vocab(["<unk>", "<pad>", *(f"слово{n}" for n in range(5000))])
    hashed = Hashed(vocab)
    words = [*vocab.items, "нет", "слово5000", ""]
    assert [hashed.encode(word) for word in words] == [vocab.encode(word) for word in words]
    assert (hashed.unk_id, hashed.pad_id) == (0, 1)


def test_nothing_is_loaded_before_the_first_text() -> None:
    code = "import sys, models.names; assert not {'natasha', 'slovnet'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
