"""Phrases in an index by their first word; the longest one wins."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.lemmas import lemmas
from models.lexicon.entries import Entry

BREAKS = re.compile(r"[\n\r;!?•]")  # a phrase does not run over the end of a sentence or line
SHORT = 2  # letters before a full stop that only shortens: «и. о. директора»
SILENT = frozenset({"job_ad"})  # what every vacancy says tells no profession


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means: the entry, and the lemmas of its official Russian words, each once."""

    entry: Entry
    adds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at some word of a text: how many words it has, what it means."""

    size: int
    meaning: Meaning


def meaning(entry: Entry) -> Meaning:
    """Return the meaning of an entry.

    All its Russian words count, the main ones first, none twice: «начальник отдела | руководитель отдела» is one
    department, and a Kazakh word must not weigh three times a Russian one.
    """
    if entry.kind in SILENT:
        return Meaning(entry, ())
    return Meaning(entry, tuple(dict.fromkeys(word for words in entry.means for word in lemmas(words))))


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text with their offsets, and with three keys each: inside a phrase, at its end, alone."""

    text: str
    spans: Sequence[tuple[int, int]]
    inner: tuple[str, ...]
    last: tuple[str, ...]
    alone: tuple[str, ...]


class Phrases:
    """Phrases by the keys of their words. The first entry that claims a phrase keeps it."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], Meaning]]) -> None:
        first: dict[tuple[str, ...], Meaning] = {}
        for keys, means in phrases:
            first.setdefault(keys, means)
        self._alone = {keys[0]: Found(1, means) for keys, means in first.items() if len(keys) == 1}
        self._longer: dict[str, list[tuple[tuple[str, ...], str, Found]]] = {}
        for keys in sorted((keys for keys in first if len(keys) > 1), key=len, reverse=True):
            self._longer.setdefault(keys[0], []).append((keys[:-1], keys[-1], Found(len(keys), first[keys])))

    def find(self, text: Text, place: int) -> Found | None:
        """Return the longest phrase that begins at this word, or None."""
        longer = self._longer.get(text.inner[place])
        for head, last, found in longer or ():
            end = place + found.size
            if (
                text.last[end - 1 : end] == (last,)
                and text.inner[place : end - 1] == head
                and not _broken(text, place, end)
            ):
                return found
        return self._alone.get(text.alone[place])


def _broken(text: Text, place: int, end: int) -> bool:
    """Whether a sentence or line ends between the words."""
    for i in range(place, end - 1):
        (start, stop), (after, _) = text.spans[i], text.spans[i + 1]
        gap = text.text[stop:after]
        if gap != " " and (BREAKS.search(gap) or ("." in gap and stop - start > SHORT)):
            return True
    return False
