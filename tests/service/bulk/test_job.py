"""A run from input to output, with answers that cost nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.bulk import job, parts
from service.bulk.errors import BulkError
from service.bulk.progress import Meter
from tests.service.bulk.made_up import VERSIONS, CannedRunner, ready, write_jsonl

ROWS: list[dict[str, Any]] = [{"id": n, "text": "x"} if n % 5 else {"id": n} for n in range(23)]


def run(folder: Path, runner: CannedRunner, *, name: str = "out.jsonl", resume: bool = False, rows: int = 3) -> Meter:
    meter = Meter()
    source = write_jsonl(folder / "in.jsonl", ROWS)
    order = job.Job(source=source, target=folder / name, resume=resume, shard_rows=rows)
    job.run(order, ready(runner), meter=meter)
    return meter


def answers(path: Path) -> list[Any]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_answers_stand_in_the_order_of_the_rows(tmp_path: Path) -> None:
    meter = run(tmp_path, CannedRunner(disorder=4))
    assert answers(tmp_path / "out.jsonl") == list(range(23))
    assert (meter.rows, meter.errors, meter.reused) == (23, 5, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize("ends_with", [KeyboardInterrupt, BulkError, MemoryError])
def test_a_run_that_was_ended_goes_on_where_it_was(tmp_path: Path, ends_with: type[BaseException]) -> None:
    run(tmp_path, CannedRunner(), name="whole.jsonl")
    with pytest.raises(ends_with):
        run(tmp_path, CannedRunner(limit=5, disorder=2, ends_with=ends_with))
    assert not (tmp_path / "out.jsonl").exists()
    assert parts.count(tmp_path / "out.jsonl") == 4
    runner = CannedRunner()
    meter = run(tmp_path, runner, resume=True)
    assert runner.asked == [4, 5, 6, 7]
    assert (meter.rows, meter.reused, meter.errors) == (23, 12, 5)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.parquet"])
@settings(max_examples=20)  # every example waits for the disk
@given(size=st.integers(1, 30), disorder=st.integers(1, 5), limit=st.integers(0, 9))
def test_the_bytes_depend_on_neither_shards_nor_order_nor_kills(
    tmp_path_factory: pytest.TempPathFactory, name: str, size: int, disorder: int, limit: int
) -> None:
    folder = tmp_path_factory.mktemp("job")
    run(folder, CannedRunner(), name=f"whole-{name}")
    try:
        run(folder, CannedRunner(disorder=disorder, limit=limit), name=name, rows=size)
    except KeyboardInterrupt:
        run(folder, CannedRunner(), name=name, rows=size, resume=True)
    assert (folder / name).read_bytes() == (folder / f"whole-{name}").read_bytes()


def test_a_changed_input_is_answered_anew_only_where_it_changed(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, CannedRunner(limit=5))
    write_jsonl(tmp_path / "other.jsonl", [ROWS[0] | {"text": "new"}, *ROWS[1:]])
    runner = CannedRunner()
    order = job.Job(source=tmp_path / "other.jsonl", target=tmp_path / "out.jsonl", resume=True, shard_rows=3)
    job.run(order, ready(runner), meter=Meter())
    assert runner.asked == [0, 5, 6, 7]


def test_another_model_reuses_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, CannedRunner(limit=5))
    runner = CannedRunner()
    runner.versions = type(VERSIONS)(catalogue="c1", model="m2", index="i1", kasip="0")
    meter = run(tmp_path, runner, resume=True)
    assert (meter.reused, runner.asked) == (0, list(range(8)))


def test_only_a_few_shards_are_taken_ahead(tmp_path: Path) -> None:
    seen: list[int] = []

    class Careful(CannedRunner):
        def run(self, shards: Any) -> Any:
            def counted() -> Any:
                for shard in shards:
                    seen.append(shard.number)
                    yield shard

            for found in super().run(counted()):
                assert len(seen) - found[0].number <= 2
                yield found

    run(tmp_path, Careful(disorder=2))
    assert seen == list(range(8))


def test_the_input_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(BulkError, match="the input itself"):
        run(tmp_path, CannedRunner(), name="in.jsonl")
    assert len(answers(tmp_path / "in.jsonl")) == 23


def test_a_disk_that_takes_no_more_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts.Parts, "write", full)
    with pytest.raises(BulkError, match=r"No space left on device.*--resume"):
        run(tmp_path, CannedRunner())
