"""The command, interrupted and killed, as a terminal, an operator or a machine does it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from matching.matcher import Matcher
from service.bulk import job, parts
from service.bulk.progress import Meter
from service.bulk.runners import InProcess
from service.settings import PROJECT
from tests.service.bulk.made_up import ready, records, write_jsonl

PATIENCE_S = 120
ROWS = 200


def started(home: Path, source: Path, target: Path, *options: str) -> subprocess.Popen[bytes]:
    """The command in a process group of its own, like a job of a terminal."""
    return subprocess.Popen(
        [sys.executable, "-m", "service", "batch", str(source), str(target), "--shard-rows", "2", "--json", *options],
        env={**os.environ, "KASIP_HOME": str(home)},
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_heed_ctrl_c,
    )


def _heed_ctrl_c() -> None:
    """As a terminal starts it; tests that run in the background of a shell were told to ignore it, and would hand that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for_parts(target: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    until_s = time.monotonic() + PATIENCE_S
    while parts.count(target) < count:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until_s
        time.sleep(0.005)


def wait_for_the_end_of_all(group: int) -> None:
    """Wait until no process of the group runs."""
    until_s = time.monotonic() + PATIENCE_S
    while any(_runs_in(path, group) for path in Path("/proc").glob("[0-9]*/stat")):
        assert time.monotonic() < until_s, "a worker outlives its run"
        time.sleep(0.05)


def _runs_in(path: Path, group: int) -> bool:
    """Whether a process is of the group and has not ended; one that has may wait long to be reaped."""
    try:
        state, _, found, *_ = path.read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return int(found) == group and state != "Z"


@pytest.fixture(scope="module")
def given() -> list[dict[str, Any]]:
    return [*records(ROWS), {"id": "no text"}]


@pytest.fixture(scope="module")
def expected(matcher: Matcher, given: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The output of a run that nobody interrupts."""
    folder = tmp_path_factory.mktemp("whole")
    order = job.Job(source=write_jsonl(folder / "in.jsonl", given), target=folder / "out.jsonl")
    job.run(order, ready(InProcess(matcher)), meter=Meter())
    return order.target.read_bytes()


@pytest.mark.parametrize(
    ("workers", "sent"), [("1", signal.SIGTERM), ("2", signal.SIGINT), ("2", signal.SIGKILL)], ids=str
)
def test_an_ended_run_is_resumed_to_the_same_bytes(
    home: Path,
    matcher: Matcher,
    tmp_path: Path,
    given: list[dict[str, Any]],
    expected: bytes,
    workers: str,
    sent: signal.Signals,
) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", given)
    target = tmp_path / "out.jsonl"
    process = started(home, source, target, "--workers", workers)
    wait_for_parts(target, 3, process)
    if sent == signal.SIGINT:
        os.killpg(process.pid, sent)  # as Ctrl-C does: to every process of the terminal
    else:
        process.send_signal(sent)
    out, err = process.communicate(timeout=PATIENCE_S)
    wait_for_the_end_of_all(process.pid)
    kept = parts.count(target)
    assert 3 <= kept < ROWS / 2
    assert (b"Traceback" in err, out, target.exists()) == (False, b"", False)
    if sent != signal.SIGKILL:
        assert (process.returncode, f"{kept} finished shards are kept" in err.decode()) == (130, True)
        assert b"--resume" in err

    meter = Meter()
    resumed = job.Job(source=source, target=target, resume=True, shard_rows=2)
    job.run(resumed, ready(InProcess(matcher)), meter=meter)
    assert (meter.rows, meter.errors) == (ROWS + 1, 1)
    assert kept * 2 - 1 <= meter.reused <= kept * 2
    assert target.read_bytes() == expected
    answers: list[Any] = [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()]
    assert answers == [f"r{n}" for n in range(ROWS)] + ["no text"]
