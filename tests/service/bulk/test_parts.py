"""The work folder of a run."""

import stat
from pathlib import Path

import pytest

from service.bulk import parts
from service.bulk.errors import BulkError
from service.bulk.shards import Row
from tests.service.bulk.made_up import canned_shard

ANSWERED = canned_shard((Row(1, b'{"id":1,"text":"a"}', 9), Row(2, b'{"id":2}', 18)))


def test_a_part_comes_back_with_its_counts(tmp_path: Path) -> None:
    with parts.opened(tmp_path / "out.jsonl", resume=False) as folder:
        folder.write("00000000-a", ANSWERED)
        assert folder.find("00000000-a") == ANSWERED
        assert (ANSWERED.rows, ANSWERED.errors) == (2, 1)
        assert [line.count(b"\n") for line in folder.lines(["00000000-a"])] == [1, 1]
        assert folder.find("00000000-b") is None


@pytest.mark.parametrize("place", [0, 12, 40, -1])
def test_a_changed_part_is_not_taken(tmp_path: Path, place: int) -> None:
    with parts.opened(tmp_path / "out.jsonl", resume=False) as folder:
        folder.write("a", ANSWERED)
        path = folder.folder / "a.part"
        data = bytearray(path.read_bytes())
        data[place] ^= 1
        path.write_bytes(data)
        assert folder.find("a") is None
        with pytest.raises(BulkError, match="--resume"):
            list(folder.lines(["a"]))


@pytest.mark.parametrize("kept", [0, 5, 200])
def test_a_part_cut_short_is_not_taken(tmp_path: Path, kept: int) -> None:
    with parts.opened(tmp_path / "out.jsonl", resume=False) as folder:
        folder.write("a", ANSWERED)
        path = folder.folder / "a.part"
        path.write_bytes(path.read_bytes()[:kept])
        assert folder.find("a") is None


def test_answers_are_for_their_owner_alone(tmp_path: Path) -> None:
    with parts.opened(tmp_path / "out.jsonl", resume=False) as folder:
        folder.write("a", ANSWERED)
        modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.folder.iterdir()}
        assert (modes, stat.S_IMODE(folder.folder.stat().st_mode)) == ({0o600}, 0o700)


def test_finished_shards_are_not_thrown_away_unasked(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with parts.opened(target, resume=False) as folder:
        folder.write("a", ANSWERED)
    with pytest.raises(BulkError, match=r"1 finished shards .* --resume"), parts.opened(target, resume=False):
        pass
    with parts.opened(target, resume=True) as folder:
        assert folder.find("a") == ANSWERED


def test_two_runs_cannot_write_one_output(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with parts.opened(target, resume=True):
        with pytest.raises(BulkError, match="Another run"), parts.opened(target, resume=True):
            pass
        assert parts.folder_of(target).is_dir()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "out.jsonl.parts" / "photo.jpg"
    own.parent.mkdir()
    own.touch()
    with pytest.raises(BulkError, match="no work folder"), parts.opened(tmp_path / "out.jsonl", resume=True):
        pass
    assert own.exists()


def test_a_folder_without_finished_shards_does_not_stay(tmp_path: Path) -> None:
    with parts.opened(tmp_path / "out.jsonl", resume=False):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_output_takes_its_place_and_the_folder_goes(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("earlier", encoding="utf-8")
    with parts.opened(target, resume=False) as folder:
        folder.output.write_text("new", encoding="utf-8")
        folder.finish(target)
    assert (target.read_text(encoding="utf-8"), list(tmp_path.iterdir())) == ("new", [target])
