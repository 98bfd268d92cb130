"""The index on disk: built, switched, checked."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import Catalogue
from indexing import build
from indexing.errors import IndexBroken, IndexMismatch, IndexMissing
from indexing.index import Index, load
from indexing.manifest import NAME
from models.static import StaticEncoder


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    shutil.copytree(home / build.FOLDER, tmp_path / build.FOLDER)
    return tmp_path


def current(home: Path) -> Path:
    return home / build.FOLDER / (home / build.FOLDER / build.POINTER).read_text()


def test_every_item_of_the_catalogue_is_a_row_with_an_owner(index: Index, catalogue: Catalogue) -> None:
    assert {i for c in catalogue.competences for i in c.mentions} == {row.id for row in index.items}
    assert all(index.professions_of_item)


def test_same_catalogue_and_encoder_give_the_same_index(
    home: Path, catalogue: Catalogue, encoder: StaticEncoder
) -> None:
    assert build.build(home, catalogue, encoder) == current(home).name


def test_no_index_names_the_command(tmp_path: Path, encoder: StaticEncoder) -> None:
    with pytest.raises(IndexMissing, match="kasip build"):
        load(tmp_path, encoder)


@pytest.mark.parametrize("name", ["vectors.safetensors", "catalogue.json", "words/vocabulary.json"])
def test_changed_file_is_refused_by_name(own_home: Path, encoder: StaticEncoder, name: str) -> None:
    path = current(own_home) / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexBroken, match=path.name):
        load(own_home, encoder)


def test_missing_file_is_refused_by_name(own_home: Path, encoder: StaticEncoder) -> None:
    (current(own_home) / "vectors.safetensors").unlink()
    with pytest.raises(IndexBroken, match=r"vectors\.safetensors"):
        load(own_home, encoder)


def test_index_of_another_encoder_is_refused(own_home: Path) -> None:
    other = StaticEncoder(name="other", digest="0", vocabulary=["дом"], embedding=np.ones((1, 2), dtype=np.float16))
    with pytest.raises(IndexMismatch, match=r"other@0.*kasip build"):
        load(own_home, other)


def test_index_of_another_format_is_refused(own_home: Path, encoder: StaticEncoder) -> None:
    path = current(own_home) / NAME
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))
    with pytest.raises(IndexMismatch, match="format 99"):
        load(own_home, encoder)


def test_build_that_fails_leaves_the_old_index(
    own_home: Path, catalogue: Catalogue, encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = current(own_home)

    def fail(*given: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("indexing.words.build", fail)
    with pytest.raises(OSError, match="disk full"):
        build.build(own_home, catalogue, encoder)
    assert current(own_home) == before
    assert not list((own_home / build.FOLDER).glob(".building-*"))


def test_nothing_is_pickled(home: Path) -> None:
    kinds = {p.suffix for p in current(home).rglob("*") if p.is_file()}
    assert kinds <= {".json", ".safetensors", ".npy", ".jsonl"}
