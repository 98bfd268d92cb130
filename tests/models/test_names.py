"""Readings of names and the recogniser."""

import subprocess
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from models import names
from models.names import Hashed, Span, on_disk, persons, readings


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


def archive(folder: Path, *parts: bytes, mode: Literal["w", "w:gz"] = "w", table: str = "pq.bin") -> Path:
    """An archive as navec's: a file before the tables, then the tables with 16 bytes before them."""
    place = folder / "navec.tar"
    with tarfile.open(place, mode) as made:
        for name, data in (("vocab.bin", b"words"), (table, b"".join((b"?" * 16, *parts)))):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            made.addfile(member, BytesIO(data))
    return place


def test_a_table_is_read_where_it_lies_in_the_archive(tmp_path: Path) -> None:
    table = np.random.default_rng(1).integers(0, 256, size=(500, 10), dtype=np.uint8)
    found = on_disk(archive(tmp_path, table.tobytes(), b"codes"), table, after=5)
    assert found is not table
    assert isinstance(found.base, np.memmap)
    assert np.array_equal(found, table)


def test_a_table_that_lies_elsewhere_is_kept(tmp_path: Path) -> None:
    table = np.random.default_rng(1).integers(0, 256, size=(500, 10), dtype=np.uint8)
    for parts, after in (((b"codes", table.tobytes()), 5), ((table.tobytes(), b"codes"), 9_000)):
        assert on_disk(archive(tmp_path, *parts), table, after=after) is table


def test_a_table_of_another_archive_is_kept(tmp_path: Path) -> None:
    table = np.random.default_rng(1).integers(0, 256, size=(500, 10), dtype=np.uint8)
    data = table.tobytes()
    assert on_disk(archive(tmp_path, data, b"codes", mode="w:gz"), table, after=5) is table
    assert on_disk(archive(tmp_path, data, b"codes", table="tables.bin"), table, after=5) is table


def test_the_recogniser_s_word_vectors_stay_on_disk() -> None:
    persons("звонить Марату")
    assert isinstance(names._tagger().infer.model.emb.word.indexes.array.base, np.memmap)
