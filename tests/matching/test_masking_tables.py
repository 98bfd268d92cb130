"""Every row of the tables does what its example says."""

import re

import pytest

from matching.masking.tables import Pattern, endings, patterns, rows, words
from matching.masking.words import LISTS, bases, spelled

HIDDEN = re.compile(r"⟦(.*?)⟧")


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: f"{pattern.kind}: {pattern.example}")
def test_every_pattern_hides_its_example_and_leaves_its_look_alike(pattern: Pattern) -> None:
    plain = pattern.example.replace("⟦", "").replace("⟧", "")
    assert [plain[start:end] for start, end in pattern.parts(plain)] == HIDDEN.findall(pattern.example) != []
    assert pattern.likely(plain.lower())
    assert pattern.parts(pattern.stays) == []


@pytest.mark.parametrize(("kind", "_", "example"), rows("endings"))
def test_every_ending_tells_its_example(kind: str, _: str, example: str) -> None:
    assert endings(kind).fullmatch(example.lower())


@pytest.mark.parametrize(("instead", "ending", "word", "name"), rows("cases"))
def test_every_case_ending_comes_off_its_example(instead: str, ending: str, word: str, name: str) -> None:
    plain = spelled(word.lower())
    assert plain.endswith(ending)
    assert spelled(name.lower()) in bases(plain)


@pytest.mark.parametrize("name", LISTS)
def test_lists_hold_words_once(name: str) -> None:
    assert words(name)
    assert not words("names") & words("names_and_words")
