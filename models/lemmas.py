"""Words of a text with their offsets, and their lemmas: «оказывает помощь» → оказывать, помощь."""

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import pymorphy3

WORD = re.compile(r"[0-9A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]+(?:[-'’][0-9A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]+)*")
KAZAKH_LETTER = re.compile(r"[әғқңөұүһі]")
MAX_WORD = 64  # a longer run of letters is no word of ours; parsing it would cost time
CACHE_SIZE = 200_000


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: `text[start:end]` and its lemma."""

    lemma: str
    start: int
    end: int


class SlowDawgError(RuntimeError):
    """pymorphy3 runs on pure Python tries, eight times slower than on DAWG2."""


def check_fast_dawg() -> None:
    """Raise SlowDawgError unless pymorphy3 uses the compiled DAWG2.

    Source: pymorphy3 picks `dawg` (module of the package DAWG2) when it is there, else `dawg_python`.
    """
    analyzer()
    if "dawg" not in sys.modules:
        raise SlowDawgError(
            "pymorphy3 runs without its compiled DAWG2 and is eight times slower. "
            "Install it: pip install 'pymorphy3[fast]'"
        )


@cache
def analyzer() -> pymorphy3.MorphAnalyzer:
    """The Russian analyser, loaded once."""
    return pymorphy3.MorphAnalyzer(lang="ru")


_table: dict[str, str] = {}  # word → lemma; single dict reads and writes are atomic


def lemma(word: str) -> str:
    """Return the lemma of a word in lower case with ё as е; words of other scripts stay as they are."""
    known = _table.get(word)
    if known is not None:
        return known
    form = word.lower().replace("ё", "е")
    found = _table.get(form) or _lemma(form)
    if len(_table) >= CACHE_SIZE:
        _table.clear()
    _table[word] = found
    return found


def _lemma(form: str) -> str:
    """The lemma of a word in lower case with ё as е."""
    return form[:MAX_WORD] if len(form) > MAX_WORD or not _is_russian(form) else _normal_form(form)


def lemma_table(texts: Iterable[str]) -> dict[str, str]:
    """Lemma of every Russian word of the texts, in alphabetical order, for `learn`."""
    forms = {word.lower().replace("ё", "е") for text in texts for word in WORD.findall(text)}
    return {form: _lemma(form) for form in sorted(forms) if _is_russian(form)}


def learn(table: Mapping[str, str]) -> None:
    """Take over lemmas worked out before, so that a process that starts need not."""
    _table.update(table)


def _normal_form(form: str) -> str:
    """The likeliest normal form with ё as е; of «слесарь» the noun, for nobody orders here «слесарь!»."""
    parses = analyzer().parse(form)
    if "impr" in parses[0].tag:
        nouns = [parse for parse in parses if "NOUN" in parse.tag and "nomn" in parse.tag and parse.normal_form == form]
        parses = nouns or parses
    normal: str = parses[0].normal_form
    return normal.replace("ё", "е")


def normal_forms(word: str) -> tuple[str, ...]:
    """Normal forms of all readings of a Russian word in lower case, the likeliest first; none for other scripts."""
    if len(word) > MAX_WORD or not _is_russian(word):
        return ()
    return tuple(dict.fromkeys(parse.normal_form.replace("ё", "е") for parse in analyzer().parse(word)))


@lru_cache(maxsize=CACHE_SIZE)
def is_russian_word(form: str) -> bool:
    """Whether a word in lower case stands in the Russian dictionary; «дцп» and «кызмет» do not."""
    return len(form) <= MAX_WORD and bool(analyzer().word_is_known(form))


def _is_russian(form: str) -> bool:
    """Cyrillic without Kazakh letters; the Russian tables would guess nonsense for «көмек»."""
    return "а" <= form[0] <= "я" and not KAZAKH_LETTER.search(form)


def tokens(text: str) -> list[Token]:
    """Return the words of a text with lemmas and character offsets, in order."""
    return [Token(lemma(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]


def lemmas(text: str) -> list[str]:
    """Return the lemmas of a text in order."""
    return [lemma(m) for m in WORD.findall(text)]
