"""Worker processes of this machine."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from matching.matcher import Matcher
from models.errors import EncoderMissing
from service.bulk import job
from service.bulk import processes as module
from service.bulk.errors import BulkError
from service.bulk.match_shard import Answered
from service.bulk.processes import Processes, processes
from service.bulk.progress import Meter
from service.bulk.runners import InProcess
from service.bulk.shards import Shard
from service.settings import Settings
from tests.service.bulk.made_up import ready, records, write_jsonl


class Killing(Processes):
    """Workers, one of which is killed while it has a shard, as when memory is short."""

    def run(self, shards: Iterator[Shard]) -> Iterator[tuple[Shard, Answered]]:
        def told() -> Iterator[Shard]:
            for shard in shards:
                if shard.number == 5:
                    os.kill(self.workers[0].process.pid or 0, signal.SIGKILL)
                yield shard

        yield from super().run(told())


def test_two_processes_give_the_bytes_of_one_though_a_worker_dies(home: Path, matcher: Matcher, tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", [*records(30), {"id": "no text"}])
    one, two = (job.Job(source=source, target=tmp_path / name, shard_rows=2) for name in ("one.jsonl", "two.jsonl"))
    job.run(one, ready(InProcess(matcher)), meter=Meter())
    meter = Meter()
    with processes(Settings(home=home), 2) as runner:
        assert isinstance(runner, Processes)
        before = {worker.process.pid for worker in runner.workers}
        job.run(two, ready(Killing(runner.settings, runner.versions, runner.workers)), meter=meter)
        after = {worker.process.pid for worker in runner.workers}
        assert len(before & after) == 1
    assert (tmp_path / "two.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()
    assert (meter.rows, meter.errors) == (31, 1)
    for pid in before | after:
        with pytest.raises(ProcessLookupError):
            os.kill(pid or 0, 0)


def test_a_shard_that_kills_every_worker_ends_the_run(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ATTEMPTS", 1)
    source = write_jsonl(tmp_path / "in.jsonl", records(12))
    order = job.Job(source=source, target=tmp_path / "out.jsonl", shard_rows=2)
    with processes(Settings(home=home), 1) as runner:
        assert isinstance(runner, Processes)
        killing = Killing(runner.settings, runner.versions, runner.workers)
        with pytest.raises(BulkError, match=r"died at lines 11 to 12 .* --resume"):
            job.run(order, ready(killing), meter=Meter())
    assert not (tmp_path / "out.jsonl").exists()


def test_what_a_worker_meets_at_its_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="kasip build"), processes(Settings(home=tmp_path), 1):
        pass
