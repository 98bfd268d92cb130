"""Time of one match, stage by stage and as a whole, and where it goes."""

import cProfile
import json
import os
import pstats
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from bench import child, texts
from bench.figures import Results, Target, at_most, percentile
from matching.matcher import Matcher
from service.loading import load_matcher
from service.settings import PROJECT, Settings

TARGETS: dict[str, tuple[Target | None, Target | None]] = {  # p50 and p99
    "match.300.warm": (at_most(3.0), at_most(10.0)),
    "match.300.cold": (at_most(15.0), None),
}
SHOWN_LINES = 15  # of the profile


def main() -> None:
    """Measure and write what was found."""
    os.sched_setaffinity(0, {child.cores()[0]})
    results = Results()
    matcher = load_matcher(Settings())
    first_sight(matcher, results)
    profile(matcher, results)
    for timed in benchmarked():
        tell(timed, results)
    results.write(child.given_file())


def first_sight(matcher: Matcher, results: Results) -> None:
    """Texts that the process has never met, as they come to a service that has just started."""
    took_s = []
    for text in texts.texts(300, count=100):
        began_s = time.perf_counter()
        matcher.match(text)
        took_s.append(time.perf_counter() - began_s)
    results.tell("match.300.first.p50", "match, 300 words, first texts of a process, p50", percentile(took_s, 50), "ms")
    results.tell("match.300.first.p99", "match, 300 words, first texts of a process, p99", percentile(took_s, 99), "ms")


def profile(matcher: Matcher, results: Results) -> None:
    """Where the time of a warm match goes: functions by their own time."""
    given = texts.texts(300, count=100)
    profiler = cProfile.Profile()
    for text in given:
        matcher.match(text)
    profiler.enable()
    for text in given:
        matcher.match(text)
    profiler.disable()
    found: dict[tuple[str, int, str], tuple[int, int, float, float, Any]] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    total = sum(row[2] for row in found.values())
    rows = sorted(found.items(), key=lambda entry: -entry[1][2])[:SHOWN_LINES]
    results.tables["profile"] = [["function", "own time", "calls a text"]] + [
        [_place(*where), f"{own / total:.1%}", f"{calls / len(given):,.0f}"] for where, (_, calls, own, _, _) in rows
    ]


def _place(file: str, line: int, function: str) -> str:
    """Where a function stands, without the folders of this machine."""
    path = Path(file)
    if path.is_relative_to(PROJECT) and "site-packages" not in path.parts:
        return f"`{path.relative_to(PROJECT).as_posix()}` {function}"
    return f"{path.stem} {function}" if file != "~" else function.strip("<>")


def benchmarked() -> list[dict[str, Any]]:
    """What pytest-benchmark has measured."""
    with tempfile.TemporaryDirectory(prefix="kasip-bench-") as folder:
        file = Path(folder) / "stages.json"
        place = PROJECT / "bench" / "test_stages.py"
        quiet = ["-o", "addopts=", "-q", "-p", "no:cacheprovider", "--benchmark-quiet"]
        code = pytest.main([str(place), *quiet, f"--benchmark-json={file}"])
        if code:
            sys.exit(f"The stages could not be measured: pytest ended with {code}.")
        timed: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["benchmarks"]
        return timed


def tell(timed: dict[str, Any], results: Results) -> None:
    """Median and 99th percentile of one benchmark."""
    key, name = timed["extra_info"]["key"], timed["extra_info"]["name"]
    targets = TARGETS.get(key, (None, None))
    for share, target in zip((50, 99), targets, strict=True):
        results.tell(f"{key}.p{share}", f"{name}, p{share}", percentile(timed["stats"]["data"], share), "ms", target)


if __name__ == "__main__":
    main()
