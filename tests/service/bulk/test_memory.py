"""Memory does not grow with the input."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.settings import PROJECT

SCRIPT = r"""
import re, sys
from pathlib import Path
from service.bulk import job
from service.bulk.progress import Meter
from tests.service.bulk.made_up import CannedRunner, ready

order = job.Job(source=Path(sys.argv[1]), target=Path(sys.argv[2]), shard_rows=1000)
meter = Meter()
job.run(order, ready(CannedRunner(disorder=2)), meter=meter)
# What getrusage tells begins with the memory of whoever started this process.
print(meter.rows, re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])
"""
ALLOWED_KB = 12_000  # what the allocator may keep; the larger input alone has 180 MB
TEXT = "x" * 1800


def peak_kb(folder: Path, rows: int, name: str, *, text: str = TEXT) -> int:
    """Highest memory of a run over so many rows of one text, with answers that cost nothing."""
    source = folder / f"{rows}.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(f'{{"id":{n},"text":"{text}"}}\n' for n in range(rows))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(source), str(folder / name)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    read, peak = map(int, done.stdout.split())
    assert read == rows
    return peak


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_a_hundred_thousand_rows_take_the_memory_of_ten_thousand(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    small, large = peak_kb(tmp_path, 10_000, name), peak_kb(tmp_path, 100_000, name)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: peak of 10,000 rows {small / 1024:.0f} MB, of 100,000 {large / 1024:.0f} MB\n")
    assert large - small < ALLOWED_KB
