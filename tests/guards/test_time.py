"""A match takes no longer than it should beside a loop of known work on the same machine, in processor time."""

import time
from collections.abc import Callable
from statistics import median

import numpy as np
import pytest

from bench import texts
from matching.matcher import Judged, Matcher

RATIO = 16.0  # of a warm match of 300 words to the loop, as measured when this was last made faster
ALLOWED = 1.9  # times the ratio: machines differ, a match three times slower does not pass
ROUNDS = 40


def reference() -> float:
    """A fixed mix of what a match does: loops over words, and small matrices. Returns a number that uses all of it."""
    words = [f"word{number % 701}" for number in range(4000)]
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + len(word)
    table = np.arange(40 * 300, dtype=np.float32).reshape(40, 300) / 12_000
    return sum(counts.values()) + float(np.sort(table @ (table.T @ table), axis=0).sum())


def ratio(work: Callable[[str], object], given: list[str]) -> float:
    """Median of what some texts take over what the loop takes just before."""
    found = []
    for number in range(ROUNDS):
        loop_ns = spent_ns(reference)
        found.append(spent_ns(lambda number=number: work(given[number % len(given)])) / loop_ns)  # type: ignore[misc]
    return median(found)


def spent_ns(work: Callable[[], object]) -> int:
    """Processor time of this process; what others do at the same time hardly counts."""
    began_ns = time.process_time_ns()
    work()
    return time.process_time_ns() - began_ns


@pytest.fixture(scope="module")
def given(matcher: Matcher) -> list[str]:
    """Texts whose words are known."""
    found = texts.texts(300, count=10)
    for text in found:
        matcher.match(text)
    return found


def test_a_match_is_as_fast_as_it_was(matcher: Matcher, given: list[str]) -> None:
    found = ratio(matcher.match, given)
    assert found <= ALLOWED * RATIO, f"A match takes {found:.1f} loops, {RATIO} before. See `python -m bench stages`."


def test_a_match_three_times_as_slow_is_noticed(
    matcher: Matcher, given: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails also when matches have become much faster: then RATIO is to be lowered to what the message says."""
    judge, answer = Matcher.judge, Matcher.answer

    def thrice(text: str) -> Judged:
        for _ in range(3):
            judged = judge(matcher, text)
            answer(matcher, judged)
        return judged

    found = ratio(thrice, given)
    assert found > ALLOWED * RATIO, f"A match now takes {found / 3:.1f} loops. Set RATIO to that."
