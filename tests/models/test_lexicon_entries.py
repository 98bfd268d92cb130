"""Tables of the lexicon."""

from collections import defaultdict

import pytest

from models.lexicon.entries import Entry, LexiconBroken, kazakh, lines, russian
from models.lexicon.entries import entry as checked
from models.lexicon.words import Words


def test_there_are_enough_entries() -> None:
    assert len(russian()) >= 600
    assert len({phrase for entry in kazakh() for phrase in entry.says}) >= 1500


def test_every_line_has_its_place() -> None:
    assert russian()[0].place == "ru.tsv:3"


@pytest.mark.parametrize("line", ["title\tПсихолог\tпсихологиня", "title\tПсихолог\t \tпример", "a\tb\tc\td\te"])
def test_line_without_four_filled_columns_is_named(line: str) -> None:
    with pytest.raises(LexiconBroken, match=r"ru\.tsv:2"):
        list(lines("ru.tsv", "# head\n" + line))


@pytest.mark.parametrize(
    ("kind", "says", "why"),
    [
        ("tittle", "соцпед", "kind"),
        ("title", "соцпед |  соцпедагог", "blanks"),
        ("title", "cоцпед", "Latin"),
        ("title", "соцпед | соцпед", "twice"),
    ],
)
def test_bad_cell_is_named(kind: str, says: str, why: str) -> None:
    with pytest.raises(LexiconBroken, match=rf"ru\.tsv:7.*{why}"):
        checked("ru.tsv:7", kind, says=says, means="Социальный педагог", example="Соцпед.", kinds=frozenset({"title"}))


def _meanings(entries: tuple[Entry, ...], *, in_kazakh: bool) -> dict[tuple[str, ...], set[str]]:
    """Phrases as written with what they mean."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    words = Words(russian(), kazakh())
    for entry in entries:
        for phrase in entry.says:
            keys = [phrase.lower()] if in_kazakh else [word.russian for word in words.of(phrase, kazakh=False)]
            found[tuple(keys)].add(entry.means[0].lower())
    return found


@pytest.mark.parametrize("in_kazakh", [False, True])
def test_no_entry_contradicts_another(in_kazakh: bool) -> None:
    meanings = _meanings(kazakh() if in_kazakh else russian(), in_kazakh=in_kazakh)
    assert [phrase for phrase, means in meanings.items() if len(means) > 1] == []


def test_nothing_means_itself() -> None:
    assert [entry.place for entry in russian() if {*entry.says} & {*entry.means}] == []
