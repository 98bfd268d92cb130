"""How a word is looked up: by its Russian lemma, its Kazakh stem, or an abbreviation as it is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import intern

from models.kazakh import case_of, cuts, folded, looks_kazakh, stem
from models.lemmas import CACHE_SIZE, KAZAKH_LETTER, MAX_WORD, WORD, is_russian_word, lemma
from models.lexicon.entries import Entry

MIN_CAPITALS = 3  # letters; «ИК» and «УО» in small letters are too short to be sure of
MIN_BORROWED = 4  # letters left of a word that Russian has too: «панасы» → пана
MIN_HEAD = 3  # letters left before a possessive: «хаты» → хат
MAKER = "ш"  # «алушы», «іздеуші»: -шы is no possessive
Rows = list[list[str]]  # a word as it is written, then the fields of its `Word`
OPENS = "1"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its keys. `plain` is what it says itself; `opens`: a Kazakh phrase may begin with it.

    `inner` is the Kazakh key of a word that others follow in the phrase: its case counts there. `alone` is the key for
    entries of one word: a word that Russian has too («хаты», «корсету») must be spelt there as the entry is.
    """

    plain: str
    russian: str
    kazakh: str
    inner: str
    alone: str
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What `Words` found out, so that a process that starts need not: known dictionary forms, words with their keys."""

    known: list[str]
    russian: Rows
    kazakh: Rows


class Words:
    """Words seen so far with their keys, for Russian texts and for Kazakh or mixed ones."""

    def __init__(self, everyday: Iterable[Entry], kazakh: Sequence[Entry], learned: Learned | None = None) -> None:
        self._capitals = frozenset(w for e in (*everyday, *kazakh) for w in _written(e) if _needs_capitals(w))
        self._known = frozenset(learned.known) if learned else _dictionary_forms(kazakh)
        self._folded = {folded(form): form for form in sorted(self._known)}
        self._seen: dict[bool, dict[str, Word]] = {False: {}, True: {}}
        if learned:
            self._seen = {kazakh: _words(rows) for kazakh, rows in ((False, learned.russian), (True, learned.kazakh))}

    @property
    def learned(self) -> Learned:
        """All that was found so far."""
        return Learned(known=sorted(self._known), russian=_rows(self._seen[False]), kazakh=_rows(self._seen[True]))

    def of(self, text: str, *, kazakh: bool) -> list[Word]:
        """Return the words of a text."""
        return [self.word(written, kazakh=kazakh) for written in WORD.findall(text)]

    def word(self, written: str, *, kazakh: bool) -> Word:
        """Return a word with its keys. `kazakh`: it stands in a Kazakh or mixed text."""
        seen = self._seen[kazakh]
        word = seen.get(written)
        if word is None:
            if len(seen) >= CACHE_SIZE:
                seen.clear()
            word = seen[written] = self._look_up(written, kazakh)
        return word

    def _look_up(self, written: str, kazakh: bool) -> Word:
        form = written.lower()[:MAX_WORD]
        plain = lemma(written)
        abbreviation = self._abbreviation(written)
        if abbreviation:
            return Word(plain, abbreviation, abbreviation, abbreviation, abbreviation, opens=True)
        own = KAZAKH_LETTER.search(form) is not None
        if not own and (not kazakh or is_russian_word(form)):
            left = self._borrowed(form, plain, kazakh)
            alone = left if left == plain or (form.startswith(left) and len(left) >= MIN_BORROWED) else form
            return Word(plain, plain, left, _with_case(form, left), alone, opens=kazakh)
        left = self._stem(form, spelt_plainly=not own)
        if own or left in self._known or (is_russian_word(left) and lemma(left) == left):  # «педагогтың» → педагог
            plain = left
        elif looks_kazakh(form):  # «супервизиядан»: a loan that the Russian dictionary does not have
            plain = lemma(left)
        return Word(plain, plain, left, _with_case(form, left), left, opens=True)

    def _borrowed(self, form: str, plain: str, kazakh: bool) -> str:
        """The Kazakh stem of a word that Russian has too: itself, «корсету» as көрсету, a Russian lemma, or a cut form."""
        if form in self._known:
            return form
        if kazakh and folded(form) in self._folded:
            return self._folded[folded(form)]
        return plain if plain in self._known else self._stem(form, spelt_plainly=kazakh)

    def _abbreviation(self, written: str) -> str:
        """The abbreviation in capitals that a word is, with or without a Kazakh ending («АӘҚКО-ға»), or nothing."""
        if written in self._capitals:
            return written
        head, _, _ = written.rpartition("-")
        return head if head in self._capitals and stem(written) == head.lower() else ""

    def _stem(self, form: str, *, spelt_plainly: bool) -> str:
        """The dictionary form that the lexicon knows, by exact spelling, then without Kazakh letters; else the bare stem."""
        left = stem(form, self._known)
        if left in self._known or not spelt_plainly:
            return left
        plain = folded(form)
        for cut in (plain, *(cut.form for cut in cuts(plain, plain=True))):
            if cut in self._folded:
                return self._folded[cut]
        return left


def _rows(words: Mapping[str, Word]) -> Rows:
    return [
        [written, w.plain, w.russian, w.kazakh, w.inner, w.alone, OPENS if w.opens else ""]
        for written, w in words.items()
    ]


def _words(rows: Rows) -> dict[str, Word]:
    """Most keys of a word are the same; each is in memory once."""
    shared = (map(intern, row) for row in rows)
    return {
        written: Word(plain, russian, kazakh, inner, alone, opens=opens == OPENS)
        for written, plain, russian, kazakh, inner, alone, opens in shared
    }


def _written(entry: Entry) -> list[str]:
    """The words of an entry's phrases as they are written."""
    return [word for phrase in entry.says for word in WORD.findall(phrase)]


def _needs_capitals(word: str) -> bool:
    """Whether an abbreviation is another word in small letters: «РАС», «АД», or too short to tell: «УО»."""
    return word.isupper() and len(word) > 1 and (len(word) < MIN_CAPITALS or is_russian_word(word.lower()))


def _with_case(form: str, left: str) -> str:
    case = case_of(form, left)
    return f"{left}+{case}" if case else left


def _dictionary_forms(entries: Sequence[Entry]) -> frozenset[str]:
    """Kazakh words that the entries know: entries of one word, infinitives, last words of phrases, stems of all others."""
    phrases = [[word.lower() for word in WORD.findall(phrase)] for entry in entries for phrase in entry.says]
    words = {word for phrase in phrases for word in phrase}
    known = {phrase[0] for phrase in phrases if len(phrase) == 1} | {
        word for word in words if word.endswith(("у", "ю"))
    }
    for word in _shortest_first({phrase[-1] for phrase in phrases}):
        known.add(_head(word, known))
    for word in _shortest_first(words):
        known.add(stem(word, known))
    return frozenset(known)


def _head(word: str, known: set[str]) -> str:
    """The dictionary form of a phrase's last word, which has no ending but the possessive: «сенім телефоны» → телефон."""
    left = stem(word, known)
    if left in known or not word.endswith(("ы", "і")):
        return left if left in known else word
    owned = [cut.form for cut in cuts(word) if len(cut.form) >= MIN_HEAD and not cut.form.endswith(MAKER)]
    return word[:-2] if word[:-2] in owned and word.endswith(("сы", "сі")) else next(iter(owned), word)


def _shortest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (len(word), word))
