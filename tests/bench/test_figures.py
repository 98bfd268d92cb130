"""Figures and their verdicts."""

from pathlib import Path

import pytest

from bench.figures import Figure, Results, Target, at_least, at_most, percentile, plain


@pytest.mark.parametrize(
    ("value", "target", "verdict"),
    [
        (3.0, at_most(3.0), "pass"),
        (3.1, at_most(3.0), "short"),
        (300, at_least(300), "pass"),
        (299, at_least(300), "short"),
        (1, None, ""),
    ],
)
def test_a_verdict_tells_the_side_of_the_target(value: float, target: Target | None, verdict: str) -> None:
    assert Figure("k", "name", value, "ms", target).verdict == verdict


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0"), (0.01234, "0.0123"), (2.0, "2"), (34.84, "34.8"), (1234.5, "1,234")]
)
def test_numbers_have_three_digits_or_are_whole(value: float, shown: str) -> None:
    assert plain(value) == shown


def test_a_percentile_is_in_milliseconds() -> None:
    """Of 1, 2, 3 and 4 ms the median lies between 2 and 3."""
    assert percentile([0.001, 0.004, 0.002, 0.003], 50) == pytest.approx(2.5)


def test_results_come_back_as_they_were_written(tmp_path: Path) -> None:
    results = Results(points={"a": [[1.0, 2.0]]}, tables={"t": [["h"], ["v"]]}, notes=["n"])
    results.tell("k", "name", 1, "ms", at_most(2))
    results.tell("l", "other", 2, "")
    results.write(tmp_path / "r.json")
    assert Results.read(tmp_path / "r.json") == results
