"""No match does more work than it needs. Counts, not times: they are the same on every machine."""

from pathlib import Path

import pytest

from bench import texts
from matching.matcher import Judged, Matcher
from models.static import StaticEncoder
from tests.guards.counting import Counted, Work, counted_matcher

LENGTHS = (30, 300, 3000)
ENCODINGS = 3  # statements, title, and the words that are new
LOOK_UPS = 2  # of a new word: for its lemma, and to see whether it is a name
PASSED = (
    0.8  # of a pass over all items: those of the shortlist are a third to a half of them, those of the answers a fifth
)
BESIDE = 1  # vectors beside those of statements and new words: the title


@pytest.fixture(scope="module")
def counted(home: Path, encoder: StaticEncoder) -> Counted:
    return counted_matcher(home, encoder)


@pytest.fixture
def _twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text is compared two times, as by a mistake."""
    judge = Matcher.judge

    def twice(self: Matcher, text: str, *, kind: str = "auto", title: str | None = None) -> Judged:
        judge(self, text, kind=kind, title=title)
        return judge(self, text, kind=kind, title=title)

    monkeypatch.setattr(Matcher, "judge", twice)


def warm(counted: Counted, words: int) -> Work:
    """The work of a text that was met before."""
    (text,) = texts.texts(words, count=1)
    counted.matcher.match(text)
    return counted.work(text)


def cold(counted: Counted, words: int, *, number: int) -> Work:
    """The work of a text whose longer words were never met; each number gives other words."""
    return counted.work(texts.unseen(texts.texts(words, count=1 + number))[number])


def encodes_once(work: Work) -> bool:
    """Whether every statement was encoded once, in few calls."""
    return work.encodings <= ENCODINGS and work.statements <= work.vectors <= work.statements + BESIDE


def passes_once(work: Work) -> bool:
    """Whether only the items of near professions were held against the statements, and each of them once."""
    return 0 < work.compared <= PASSED * work.items


@pytest.mark.parametrize("words", LENGTHS)
def test_a_known_text_is_encoded_once_and_no_word_is_looked_up(counted: Counted, words: int) -> None:
    work = warm(counted, words)
    assert encodes_once(work), work
    assert work.looked_up == 0, work


@pytest.mark.parametrize("words", LENGTHS)
def test_items_of_near_professions_are_passed_over_once(counted: Counted, words: int) -> None:
    work = warm(counted, words)
    assert passes_once(work), work


@pytest.mark.parametrize(("words", "number"), [(30, 1), (300, 2)])
def test_a_new_word_is_encoded_and_looked_up_once(counted: Counted, words: int, number: int) -> None:
    work = cold(counted, words, number=number)
    assert work.vectors <= work.statements + work.words + BESIDE, work
    assert 0 < work.looked_up <= LOOK_UPS * work.written, work


@pytest.mark.usefixtures("_twice")
def test_the_guards_notice_a_second_pass(counted: Counted) -> None:
    work = warm(counted, 300)
    assert not encodes_once(work)
    assert not passes_once(work)
