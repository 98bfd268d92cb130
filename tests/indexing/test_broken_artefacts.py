"""Files of an index that were damaged: each is refused, and the message names it."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indexing import build
from indexing.errors import IndexBroken, IndexFault, IndexMissing
from indexing.index import load
from indexing.manifest import NAME, pointed
from models.static import StaticEncoder
from tests.indexing.small_index import small_catalogues, tiny_encoder

TRIES = 50  # of each kind of damage, on files chosen at random: 500 in all

Damage = Callable[[bytes, random.Random], bytes]


def flip_bit(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


def cut_off(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def lose_the_beginning(data: bytes, rng: random.Random) -> bytes:
    return data[rng.randrange(1, len(data)) :]


def lose_a_piece(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + data[place + rng.randrange(1, 100) :]


def add_at_the_end(data: bytes, rng: random.Random) -> bytes:
    return data + rng.choice([b"\0", b" ", b"\n", b"{}"]) * rng.randrange(1, 10)


def insert(data: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + rng.choice([b" ", b"0", b"\0", b'"']) + data[place:]


def blank_a_block(data: bytes, rng: random.Random) -> bytes:
    place, fill = rng.randrange(len(data)), rng.choice(b"\0\xff ")
    block = data[place : place + 512]
    return data[:place] + bytes(b ^ 1 if b == fill else fill for b in block) + data[place + 512 :]


def swap_two_bytes(data: bytes, rng: random.Random) -> bytes:
    first = rng.randrange(len(data))
    second = next(n for n in (*range(first, len(data)), *range(first)) if data[n] != data[first])
    changed = bytearray(data)
    changed[first], changed[second] = changed[second], changed[first]
    return bytes(changed)


def write_something_else(data: bytes, rng: random.Random) -> bytes:
    return rng.randbytes(rng.randrange(2000))


def repeat(data: bytes, rng: random.Random) -> bytes:
    return data * 2


DAMAGES: list[Damage] = [
    flip_bit,
    cut_off,
    lose_the_beginning,
    lose_a_piece,
    add_at_the_end,
    insert,
    blank_a_block,
    swap_two_bytes,
    write_something_else,
    repeat,
]


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return tiny_encoder()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, encoder: StaticEncoder) -> Path:
    folder = tmp_path_factory.mktemp("small")
    build.build(folder, small_catalogues()[0], encoder)
    return folder


@pytest.fixture(scope="module")
def folder(home: Path) -> Path:
    return pointed(home / build.FOLDER / build.POINTER)


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_file_is_refused_by_name(home: Path, folder: Path, encoder: StaticEncoder, damage: Damage) -> None:
    rng = random.Random(damage.__name__)
    for _ in range(TRIES):
        path = rng.choice(files_of(folder))
        whole = path.read_bytes()
        path.write_bytes(damage(whole, rng))
        try:
            with pytest.raises(IndexFault) as refusal:
                load(home, encoder)
        finally:
            path.write_bytes(whole)
        assert str(path) in str(refusal.value)
        assert "kasip build" in str(refusal.value)
    load(home, encoder)  # whole again: what was refused was the damage


def test_every_file_is_refused_when_it_is_gone_or_a_folder(home: Path, folder: Path, encoder: StaticEncoder) -> None:
    for path in files_of(folder):
        whole = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexFault, match=path.name):
            load(home, encoder)
        path.mkdir()
        with pytest.raises(IndexFault, match=path.name):
            load(home, encoder)
        path.rmdir()
        path.write_bytes(whole)


@pytest.mark.parametrize("name", ["catalogue_version", "encoder", "dimension", "files", "seal"])
def test_manifest_that_leaves_something_out_is_refused(
    home: Path, folder: Path, encoder: StaticEncoder, name: str
) -> None:
    path = folder / NAME
    whole = path.read_text()
    path.write_text(whole.replace(f'"{name}"', f'"not_{name}"'))
    try:
        with pytest.raises(IndexBroken, match=NAME):
            load(home, encoder)
    finally:
        path.write_text(whole)


def test_manifest_of_another_folder_is_refused(home: Path, folder: Path, encoder: StaticEncoder) -> None:
    other = folder.with_name("0" * 16)
    shutil.copytree(folder, other)
    pointer = folder.parent / build.POINTER
    pointer.write_text(other.name)
    try:
        with pytest.raises(IndexBroken, match="another folder"):
            load(home, encoder)
    finally:
        pointer.write_text(folder.name)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../../etc", b"0123456789abcdef", b"\0" * 16, b"x" * 10_000])
def test_damaged_pointer_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    pointer = tmp_path / build.POINTER
    pointer.write_bytes(content)
    with pytest.raises(IndexBroken, match=str(pointer)):
        pointed(pointer)


def test_no_pointer_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="kasip build"):
        pointed(tmp_path / build.POINTER)
