"""The lexicon at work: everyday Russian gains its official words, Kazakh becomes Russian, and every step is told."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from models.lemmas import WORD
from models.lexicon.entries import Entry, digest
from models.lexicon.entries import kazakh as kazakh_entries
from models.lexicon.entries import russian as russian_entries
from models.lexicon.phrases import Found, Phrases, Text, meaning
from models.lexicon.words import Learned, Word, Words


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase that the lexicon knows: `text` from `start` to `end`, its main meaning, its kind, the lemmas it brought."""

    start: int
    end: int
    text: str
    means: str
    kind: str
    adds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """The lemmas of a text with those that the lexicon brought, in order, and the phrases that brought them."""

    lemmas: tuple[str, ...]
    said: tuple[Said, ...]


class Lexicon:
    """Phrases of both languages. Threads may share it: once built, only its tables of words are filled."""

    def __init__(self, everyday: Sequence[Entry], kazakh: Sequence[Entry], learned: Learned | None = None) -> None:
        self._words = Words(everyday, kazakh, learned)
        self._everyday = Phrases(
            (tuple([word.russian for word in self._words.of(says, kazakh=False)]), found)
            for entry, found in zip(everyday, map(meaning, everyday), strict=True)
            for says in entry.says
        )
        self._kazakh = Phrases(
            (_kazakh_keys(self._words.of(says, kazakh=True)), found)
            for entry, found in zip(kazakh, map(meaning, kazakh), strict=True)
            for says in entry.says
        )

    @property
    def learned(self) -> Learned:
        """What was found out about words so far."""
        return self._words.learned

    def expand(self, text: str, *, kazakh: bool) -> Expansion:
        """Return the lemmas of a text as official Russian has them, with the phrases that were understood.

        An everyday Russian phrase keeps its lemmas and gains the official ones; a Kazakh phrase is replaced by its Russian
        lemmas; a Kazakh word that no entry knows stays as its stem. `kazakh`: the text is Kazakh or mixed, so that words
        which could be Russian («бала», «сот») and spellings without Kazakh letters («кызмет») are read as Kazakh.
        """
        spans = [found.span() for found in WORD.finditer(text)]
        words = [self._words.word(text[start:end], kazakh=kazakh) for start, end in spans]
        russian, foreign = _texts(text, spans, words)
        lemmas: list[str] = []
        said: list[Said] = []
        place = 0
        while place < len(words):
            official = self._everyday.find(russian, place)
            translated = self._kazakh.find(foreign, place) if words[place].opens else None
            found = _longer(official, translated, kazakh=kazakh)
            if found is None:
                lemmas.append(words[place].plain)
                place += 1
                continue
            end = place + found.size
            own = _kept(words[place:end], found, replaced=found is translated)
            brought = tuple(word for word in found.meaning.adds if word not in own)
            lemmas += (*own, *brought)
            start, stop = spans[place][0], spans[end - 1][1]
            said.append(_said(text, start, stop, found.meaning.entry, brought))
            place = end
        return Expansion(tuple(lemmas), tuple(said))


def _texts(text: str, spans: Sequence[tuple[int, int]], words: Sequence[Word]) -> tuple[Text, Text]:
    """The text as Russian and as Kazakh phrases are looked up in it."""
    russian = tuple([word.russian for word in words])
    inner, last = tuple([word.inner for word in words]), tuple([word.kazakh for word in words])
    alone = tuple([word.alone for word in words])
    return Text(text, spans, russian, russian, russian), Text(text, spans, inner, last, alone)


def _kazakh_keys(words: Sequence[Word]) -> tuple[str, ...]:
    """The keys of an entry's phrase; the ending of its last word is the sentence's business."""
    if len(words) == 1:
        return (words[0].alone,)
    return (*(word.inner for word in words[:-1]), words[-1].kazakh)


def _longer(official: Found | None, translated: Found | None, *, kazakh: bool) -> Found | None:
    """The phrase of more words; of equal ones the Kazakh one in a Kazakh text."""
    if official is None or translated is None:
        return official or translated
    return translated if translated.size + kazakh > official.size else official


def _kept(words: Sequence[Word], found: Found, *, replaced: bool) -> tuple[str, ...]:
    """The phrase's own lemmas; a Kazakh phrase keeps them only when it brings none."""
    return () if replaced and found.meaning.adds else tuple([word.plain for word in words])


def _said(text: str, start: int, end: int, entry: Entry, brought: tuple[str, ...]) -> Said:
    return Said(start, end, text[start:end], entry.means[0], entry.kind, brought)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of this package, built at the first call. Raises LexiconBroken."""
    return Lexicon(russian_entries(), kazakh_entries(), _learned.pop(digest(), None))


_learned: dict[str, Learned] = {}  # by digest, until the lexicon is built


def learned_table() -> dict[str, Any]:
    """What the lexicon of this package finds out about its own words, for `learn`."""
    return {"of": digest(), **asdict(Lexicon(russian_entries(), kazakh_entries()).learned)}


def learn(table: Mapping[str, Any]) -> None:
    """Take over what was found out before, so that a process that starts need not; nothing once the lexicon is there.

    What another lexicon, analyser or version of the code found out is left alone.
    """
    if table["of"] == digest() and not lexicon.cache_info().currsize:
        _learned[table["of"]] = Learned(known=table["known"], russian=table["russian"], kazakh=table["kazakh"])
