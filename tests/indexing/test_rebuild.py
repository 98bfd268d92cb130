"""Building again: a broken index is replaced, a whole one stays, and what killed builds left goes away."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexing.build import ABANDONED, FOLDER, SAID, WORK, build
from indexing.index import load
from service.settings import PROJECT
from tests.indexing.small_index import small_catalogues, tiny_encoder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A home's index folder."""
    return tmp_path / FOLDER / build(tmp_path, small_catalogues()[0], tiny_encoder())


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_broken_index_is_replaced_by_a_whole_one(folder: Path, damage: str) -> None:
    home = folder.parent.parent
    if damage == "changed":
        (folder / SAID).write_bytes(b"[]")
    else:
        (folder / SAID).unlink()
    again = build(home, small_catalogues()[0], tiny_encoder())
    assert again == folder.name
    assert load(home, tiny_encoder()).version == again


def test_a_whole_index_is_not_touched(folder: Path) -> None:
    before = folder.stat().st_ino
    build(folder.parent.parent, small_catalogues()[0], tiny_encoder())
    assert folder.stat().st_ino == before
    assert [path.name for path in folder.parent.glob(f"{WORK}*")] == []


def test_what_killed_builds_left_goes_and_what_may_still_run_stays(folder: Path) -> None:
    abandoned, running = folder.parent / f"{WORK}old", folder.parent / f"{WORK}new"
    abandoned.mkdir()
    running.mkdir()
    long_ago = time.time() - ABANDONED - 60
    os.utime(abandoned, (long_ago, long_ago))
    build(folder.parent.parent, small_catalogues()[0], tiny_encoder())
    assert not abandoned.exists()
    assert running.exists()


def test_another_process_builds_the_same_index(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With another hash seed every set has another order."""
    home = tmp_path_factory.mktemp("again")
    program = (
        "import sys; from pathlib import Path; from indexing.build import build;"
        "from tests.indexing.small_index import small_catalogues, tiny_encoder;"
        "print(build(Path(sys.argv[1]), small_catalogues()[0], tiny_encoder()))"
    )
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    done = subprocess.run(
        [sys.executable, "-c", program, str(home)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split()[-1] == folder.name
