"""What a run writes into documentation."""

from pathlib import Path

import pytest

from bench import document
from bench.figures import Results, at_most

PAGE = """Before.
<!-- bench: a -->
old
<!-- bench: end -->
Between.
<!-- bench: b -->
<!-- bench: end -->
"""


def test_marked_blocks_are_replaced_and_all_else_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    document.update(page, {"a": "new\n\\1 line", "b": "first"})
    document.update(page, {"b": "second"})
    assert page.read_text(encoding="utf-8") == PAGE.replace("old", "new\n\\1 line").replace(
        "b -->\n", "b -->\nsecond\n"
    )


def test_the_summary_has_the_figures_that_were_promised() -> None:
    results = Results()
    results.tell("match.300.warm.p50", "a match", 4.0, "ms", at_most(3.0))
    results.tell("match.300.first.p50", "a first match", 5.0, "ms")
    found = document.blocks(results, [["", ""], ["processor", "some"]])
    assert found["summary"].splitlines()[2:] == ["| a match | 4 ms | at most 3 ms | short |"]
    assert found["match"].splitlines()[2:] == ["| a match | 4 ms |", "| a first match | 5 ms |"]
    assert "bulk" not in found


def test_ten_million_texts_a_day_need_cores_by_the_measured_rate() -> None:
    """500 texts/s a core: 10^7 / (3600 · 8 · 500 · 0.7) = 0.99 cores by night, 347.2 / 350 = 0.99 at once."""
    results = Results()
    results.tell("bulk.300", "bulk", 500.0, "texts/s")
    assert document.day(results)[1:] == [["300 words", "500", "1.0", "1.0"]]


@pytest.mark.parametrize("name", ["performance.md", "scaling.md"])
def test_every_mark_of_the_documentation_is_one_that_a_run_writes(name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / name).read_text(encoding="utf-8")
    marks = {found[2] for found in document.MARKED.finditer(page)}
    assert marks
    assert marks <= {*document.PARTS, "summary", "machine", "notes", "day", "profile", "growth", "retrieval"}
    assert page.count("<!-- bench: end -->") == page.count("<!-- bench: ") / 2
