"""Which items say the same thing: the trunks of their telling words, compared as sets."""

import difflib
import re
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

from corpus.acts import is_act

WORD = re.compile(r"[0-9a-zа-яәғқңөұүһі]+", re.IGNORECASE)
MIN_STEM = 3
MIN_TRUNK = 4
THEMATIC = re.compile(r"(?:ыва|ива|[аеяи]н|[аеяиу])$")
FLEETING = re.compile(r"[ое]к$")
TRUNK = 6  # letters; «координация» and «координирует» share their first six
SHORT_NAME = re.compile(r"\s*\(\s*далее\s*[-–—]?[^()]*(?:\([^()]*\)[^()]*)*\)", re.IGNORECASE)
REGISTERED = re.compile(r"\s*\(\s*зарегистрирован[^()]*\)", re.IGNORECASE)
BRACKETS = re.compile(r"\([^()]*\)")
QUOTED = re.compile(r"[\"«“„](.+)[\"»”]")
APPROVES = re.compile(r"^об\s+утверждении\s+", re.IGNORECASE)
APPROVED = re.compile(r",?\s*утвержд[её]нн\w*\s+.*$", re.IGNORECASE)
AND_OTHERS = re.compile(r"\bи\s+иные\b", re.IGNORECASE)  # «Закон … и иные акты» names more than the law
DATED = re.compile(r"\s+от\s+\d{1,2}\s+\w+\s+\d{4}\s+года(?:\s+№\s*[\w/-]+)?(?:\s+ЗРК)?", re.IGNORECASE)
MIN_SHARED = 3  # telling words of an item in which one may be misspelt
# The law on correctional support was renamed: «детей с ограниченными возможностями» → «детей с инвалидностью».
RENAMED = re.compile(r"ограниченными\s+возможностями", re.IGNORECASE)
TYPO = 0.8  # likeness of two words of which one is misspelt

_stemmer = snowballstemmer.stemmer("russian")


def _rows(name: str) -> list[list[str]]:
    """Rows of corpus/data/<name>.tsv: what is found, what it is taken for, an example."""
    text = files("corpus").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _words() -> dict[str, str]:
    """Trunk → the trunk it is taken for; empty when the word is left out."""
    return {_cut(word): "" if other == "-" else _cut(other) for word, other, _ in _rows("same_words")}


@cache
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    """Patterns of phrases with what they are taken for."""
    return [(re.compile(pattern, re.IGNORECASE), short) for pattern, short, _ in _rows("same_phrases")]


@lru_cache(maxsize=50_000)
def _cut(word: str) -> str:
    """Trunk of a word: its stem without the vowel that verb and noun do not share, at most six letters.

    «изучает», «изучение» → изуч; «заявка», «заявок» → заявк; «координирует» → коорди.
    """
    word = word.lower().replace("ё", "е")
    stem: str = _stemmer.stemWord(word)
    if len(stem) < MIN_STEM:  # «опыт» is no form of «оп»
        stem = word[:MIN_TRUNK]
    stem = FLEETING.sub("к", stem)
    bare = THEMATIC.sub("", stem)
    return (bare if len(bare) >= MIN_TRUNK else stem)[:TRUNK]


def trunks(text: str) -> frozenset[str]:
    """Trunks of the telling words of an item; light words («осуществляет», «Республики Казахстан») are left out."""
    said = _act_title(text) if is_act(text) else SHORT_NAME.sub("", text)
    for phrase, short in _phrases():
        said = phrase.sub(short, said)
    words = [_cut(w) for w in WORD.findall(said)]
    table = _words()
    telling = frozenset(t for t in (table.get(w, w) for w in words) if t)
    return telling or frozenset(words)


def _act_title(text: str) -> str:
    """What an act is called: «Приказ Министра … "Об утверждении Правил X" (зарегистрирован …)» → «Правил X»."""
    text = RENAMED.sub("инвалидностью", REGISTERED.sub("", SHORT_NAME.sub("", text)))
    quoted = QUOTED.search(text)
    kind = text.split()[0] if text.split() else ""
    if quoted and APPROVES.match(quoted.group(1)):
        title = APPROVES.sub("", quoted.group(1))
    else:
        title = f"{kind} {quoted.group(1)}" if quoted else APPROVED.sub("", text)
    title += " иные" if AND_OTHERS.search(text) else ""
    return BRACKETS.sub("", DATED.sub("", title))


def differ_by_a_typo(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sets are equal but for one word that is misspelt in one of them."""
    only_left, only_right = left - right, right - left
    if len(only_left) != 1 or len(only_right) != 1 or len(left) < MIN_SHARED:
        return False
    (a,), (b,) = only_left, only_right
    return min(len(a), len(b)) >= TRUNK - 1 and difflib.SequenceMatcher(None, a, b).ratio() >= TYPO


def same(left: str, right: str) -> bool:
    """Whether two items are one competence."""
    a, b = trunks(left), trunks(right)
    return a == b or differ_by_a_typo(a, b)
