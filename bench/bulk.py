"""Bulk: rows a second of `kasip batch` on one core and on two, memory of many rows, Ray beside plain processes."""

import json
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from itertools import cycle, islice
from pathlib import Path

import orjson

from bench import child, texts
from bench.figures import Results, Target, at_least
from service.bulk import job
from service.bulk.engine import Versions
from service.bulk.match_shard import Answered, match_shard
from service.bulk.progress import Meter
from service.bulk.shards import Row, Shard, shards
from service.bulk.sources import open_source
from service.loading import load_matcher
from service.settings import PROJECT, Settings
from tests.service.bulk.test_memory import peak_kb

SHORT, FULL = 350, 2_000  # characters: cut like a portal's search results, and full
PILOT_ROWS = 100
MEASURE_S = 15.0  # the recogniser of names and most words are met in the first seconds
MOST_ROWS = 20_000
DRIVER_ROWS = 10_000
MANY_ROWS, SOME_ROWS = 1_000_000, 10_000
RAY_TEST = "tests/service/bulk/test_ray.py"
RECORDED: dict[str, tuple[str, str, Target | None]] = {  # properties that the test of Ray records
    "bulk.ray.plain": ("bulk, short texts, two plain processes, beside Ray", "texts/s", None),
    "bulk.ray.nodes": ("bulk, short texts, two Ray nodes of one core", "texts/s", None),
    "bulk.ray.share": ("Ray's share of the rate of two plain processes", "", at_least(0.8)),
}


def main() -> None:
    """Measure and write what was found."""
    results = Results()
    words_300 = texts.texts(300, count=200)
    with tempfile.TemporaryDirectory(prefix="kasip-bench-") as name:
        folder = Path(name)
        rate = measured(folder, words_300, results, key="300", name="300 words", target=at_least(500.0))
        measured(folder, of_characters(SHORT), results, key="short", name=f"{SHORT} characters")
        measured(folder, of_characters(FULL), results, key="full", name=f"{FULL:,} characters")
        two = batch(write(folder, words_300, rows_for(rate) * 2), folder / "two.jsonl", workers=2)
        results.tell("bulk.two", "bulk, 300 words, two processes on two cores", two, "texts/s")
        results.write(child.given_file())
        driver(folder, words_300, rate, results)
        memory(folder, results)
        results.write(child.given_file())
        ray(folder, results)
    results.write(child.given_file())


def measured(
    folder: Path, given: list[str], results: Results, *, key: str, name: str, target: Target | None = None
) -> float:
    """Rows a second of one process on one core, loading not counted."""
    pilot = batch(write(folder, given, PILOT_ROWS), folder / "pilot.jsonl")
    source = write(folder, given, rows_for(pilot))
    rate = batch(source, folder / "out.jsonl")
    results.tell(f"bulk.{key}", f"bulk, {name}, one core", rate, "texts/s", target)
    return rate


def rows_for(rate: float) -> int:
    """Rows that take about MEASURE_S."""
    return max(PILOT_ROWS, min(MOST_ROWS, int(rate * MEASURE_S)))


def of_characters(size: int) -> list[str]:
    """Texts of so many characters at most, as portals cut them."""
    return [text[:size] for text in texts.texts(size // 4, count=200)]


def write(folder: Path, given: list[str], rows: int) -> Path:
    """An input of so many rows."""
    path = folder / "rows.jsonl"
    with path.open("wb") as file:
        for number, text in enumerate(islice(cycle(given), rows)):
            file.write(orjson.dumps({"id": number, "text": text}, option=orjson.OPT_APPEND_NEWLINE))
    return path


def batch(source: Path, target: Path, *, workers: int = 1) -> float:
    """Rows a second that `kasip batch` tells of itself; one process is pinned to one core."""
    core = ["taskset", "-c", str(child.cores()[0])] if workers == 1 else []
    command = [sys.executable, "-m", "service", "batch", str(source), str(target), "--workers", str(workers), "--json"]
    done = subprocess.run([*core, *command], cwd=PROJECT, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"kasip batch ended with {done.returncode}: {done.stderr}")
    target.unlink()
    return float(json.loads(done.stdout)["rows_per_second"])


class Ready:
    """A runner that has the answers of a shard ready, so that the driver's own work remains."""

    def __init__(self, rows: Sequence[Row]) -> None:
        matcher = load_matcher(Settings())
        self.versions = Versions.of(matcher)
        self._answered = match_shard(rows, matcher)

    def run(self, found: Iterator[Shard]) -> Iterator[tuple[Shard, Answered]]:
        """The same answers for every shard."""
        return ((shard, self._answered) for shard in found)


def driver(folder: Path, given: list[str], rate: float, results: Results) -> None:
    """Rows a second that the driver reads, keeps and writes when others answer at once."""
    source = write(folder, given, DRIVER_ROWS)
    first = next(shards(open_source(source).rows))
    order = job.Job(source=source, target=folder / "driven.jsonl")
    runner = Ready(first.rows)
    began_s = time.perf_counter()
    job.run(order, nullcontext(runner), meter=Meter())
    driven = DRIVER_ROWS / (time.perf_counter() - began_s)
    order.target.unlink()
    results.tell("bulk.driver", "bulk, 300 words, what one driver reads, keeps and writes", driven, "texts/s")
    results.tell("bulk.driver.cores", "bulk, 300 words, cores that one driver keeps busy", driven / rate, "")


def memory(folder: Path, results: Results) -> None:
    """Highest memory of a run whose answers cost nothing, of some and of very many short rows."""
    for rows in (SOME_ROWS, MANY_ROWS):
        peak_mb = peak_kb(folder, rows, "out.jsonl", text="x" * 80) * 1024 / 1e6
        results.tell(f"bulk.memory.{rows}", f"bulk, peak memory of the driver, {rows:,} rows", peak_mb, "MB")


def ray(folder: Path, results: Results) -> None:
    """What the test of Ray measures and records: two nodes beside two plain processes in one run."""
    report = folder / "report.xml"
    chosen = ["-n", "0", "-q", "-k", "fast", f"--junitxml={report}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", RAY_TEST, *chosen], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        results.notes.append(f"The test of Ray did not pass: {done.stdout.strip().splitlines()[-1]}")
    for found in ET.parse(report).iter("property"):
        key = found.attrib["name"]
        name, unit, target = RECORDED[key]
        results.tell(key, name, float(found.attrib["value"]), unit, target)


if __name__ == "__main__":
    main()
