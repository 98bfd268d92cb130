"""Damaged files of an encoder: every one is refused by name, and a build makes them whole again."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models import sums
from models.errors import EncoderBroken, EncoderMissing, ModelError
from models.static import CONFIG, SERVED, StaticEncoder

TRIES = 60  # of each kind of damage
DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "a bit turned": lambda data, rng: _turned(data, rng.randrange(len(data)), rng.randrange(8)),
    "cut off": lambda data, rng: data[: rng.randrange(len(data))],
    "longer": lambda data, rng: data + rng.choice([b"\0", b"\n", b"{}"]),
}


def _turned(data: bytes, place: int, bit: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real encoder of two lemmas on disk."""
    import torch

    from models.static_module import save_model

    made = tmp_path_factory.mktemp("encoder")
    save_model(made, name="small", vocabulary=["дом", "помощь"], embedding=torch.tensor(np.eye(2)).half())
    return made


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damaged_file_is_refused_by_name(folder: Path, damage: str) -> None:
    rng = random.Random(damage)
    files = [folder / name for name in (*SERVED, sums.NAME)]
    for _ in range(TRIES):
        file = rng.choice(files)
        whole = file.read_bytes()
        file.write_bytes(DAMAGES[damage](whole, rng))
        try:
            with pytest.raises(ModelError) as told:
                StaticEncoder.load(folder)
            # Of damaged sums it is the file beside them that does not fit.
            assert str(folder) in str(told.value)
            assert file.name == sums.NAME or str(file) in str(told.value)
            assert "kasip build" in str(told.value)
            assert not sums.is_whole(folder, SERVED)
        finally:
            file.write_bytes(whole)
    assert StaticEncoder.load(folder).dimension == 2


def test_a_file_that_is_gone_is_named(folder: Path) -> None:
    for file in [folder / name for name in (*SERVED, sums.NAME)]:
        whole = file.read_bytes()
        file.unlink()
        with pytest.raises(EncoderMissing, match=re.escape(file.name)):
            StaticEncoder.load(folder)
        file.write_bytes(whole)


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text("{}")
    sums.write(tmp_path, (CONFIG,))
    (tmp_path / CONFIG).unlink()
    (tmp_path / CONFIG).mkdir()
    with pytest.raises(EncoderBroken, match=re.escape(CONFIG)):
        sums.checked(tmp_path, (CONFIG,), advice="")
