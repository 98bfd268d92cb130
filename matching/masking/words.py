"""What kind of word stands before us: a first name, a surname, a patronymic, a place, an everyday word, or an unknown one."""

import re
from collections.abc import Iterator
from enum import Flag, auto
from functools import cache, lru_cache

from matching.masking.tables import cases, endings, rows, words
from models.kazakh import folded
from models.lemmas import lemma
from models.names import readings

CACHE_SIZE = 50_000
LONGEST = 40  # letters; a longer word is no name
SHORTEST_BASE = 3  # letters of a name without its ending
SHORT = 4  # letters of a name that may be a Kazakh word
ABBREVIATION = 5  # capitals at most
FATHER = 6  # letters of a father's name that is sure without a list
CAPITALS, SMALL = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ", "a-zа-яёәғқңөұүһі"
SHAPE = re.compile(rf"(?:[{CAPITALS}]['’])?[{CAPITALS}]?(?:[{SMALL}'’]+|[{CAPITALS}'’]*)")
SIGNS = str.maketrans("", "", "ьъ'’")
LOCATIVE = ("да", "де", "та", "те")


class Kind(Flag):
    """Kinds of a word; a word may be of several («Роза»), an unknown one is of none."""

    NONE = 0
    FIRST = auto()
    FAMILY = auto()
    PATRONYMIC = auto()
    INITIAL = auto()
    COMMON = auto()
    PLACE = auto()


LISTS = {
    "names": Kind.FIRST,
    "names_and_words": Kind.FIRST | Kind.COMMON,
    "surnames": Kind.FAMILY | Kind.COMMON,
    "places": Kind.PLACE,
    "common": Kind.COMMON,
    "introduces": Kind.COMMON,
    "honorifics": Kind.COMMON,
}


@lru_cache(maxsize=CACHE_SIZE)
def kind_of(word: str) -> Kind:
    """Return what a capitalised word may be: «Жанне» FIRST, «Роза» FIRST | COMMON, «Түйіндеме» COMMON, «Генц» NONE."""
    if len(word) > LONGEST:
        return Kind.COMMON
    if "-" in word:
        return _of_parts(word.split("-"))
    if not SHAPE.fullmatch(word):
        return Kind.COMMON  # «B2», «ЦОНга», «PowerPoint»
    form = word.lower().replace("ё", "е")
    short = word.isupper() and len(word) <= ABBREVIATION
    listed = _listed(form, bent=not short)
    if listed:
        return listed
    read = _read(form)
    if short and Kind.FAMILY not in read:
        return Kind.COMMON  # ДЦП, КГУ
    if read == Kind.FIRST and len(form) <= SHORT and lemma(form) not in _plain("short_names"):
        return read | Kind.COMMON  # «Ат», «Дене» are Kazakh words
    return read | _by_ending(form, read)


def _of_parts(parts: list[str]) -> Kind:
    """«Педагог-психолог» is COMMON, «Гульнара-апай» FIRST, «Усть-Каменогорске» PLACE."""
    whole = _listed("-".join(parts).lower(), bent=True)
    kinds = [kind_of(part) for part in parts if part]
    if whole or not kinds:
        return whole or Kind.COMMON
    if kinds[0] == Kind.FIRST:
        return kinds[0]
    return next((kind for kind in kinds if Kind.COMMON in kind), kinds[0])


def _listed(form: str, *, bent: bool) -> Kind:
    """What our lists say of a word as it stands or, if `bent`, without an ending; the dictionary knows «забираю» better."""
    plain = spelled(form)
    found = _on_lists(plain)
    read = _read(form)
    everyday = Kind.COMMON in read and Kind.FIRST not in read
    if found:
        return found | Kind.COMMON if everyday else found  # «Каким» is Кәкім, hardly
    if not bent or everyday:
        return Kind.NONE
    found = next((kind for base in bases(plain) if (kind := _on_lists(base))), Kind.NONE)
    if not found and plain.endswith(LOCATIVE):  # «Астанада»; nothing is in a person
        found = _on_lists(plain[:-2])
        return found if Kind.FIRST not in found else Kind.NONE
    return found


def _on_lists(plain: str) -> Kind:
    found = Kind.NONE
    for name, kind in LISTS.items():
        if plain in _plain(name):
            found |= kind
    return found


def _read(form: str) -> Kind:
    """What the Russian dictionary says of it; of a Latin word only whether it can be nothing but a first name."""
    found = Kind.NONE
    for reading in readings(spelled(form) if form.isascii() else form):
        found |= Kind[reading.upper()]
    return found if not form.isascii() or found is Kind.FIRST else Kind.NONE


def _by_ending(form: str, read: Kind) -> Kind:
    """What its ending tells; an everyday word of the dictionary («основна») is what it is."""
    if Kind.COMMON in read or Kind.PLACE in read:
        return Kind.NONE
    if endings("patronymic").fullmatch(form) or _is_son_of(form):
        return Kind.PATRONYMIC
    return Kind.FAMILY if endings("family").fullmatch(form) else Kind.NONE


def _is_son_of(form: str) -> bool:
    """«Токтарулы» as typed without Kazakh letters, not «таулы»: before the ending stands a name, or a long word."""
    found = endings("son_of").fullmatch(form)
    return found is not None and (len(found["stem"]) >= FATHER or Kind.FIRST in kind_of(found["stem"].capitalize()))


def spelled(form: str) -> str:
    """Return a name as all its spellings have in common: Әсел, Асель, Asel → асел; Айгүл, Айгуль → айгул."""
    if form.isascii():
        for latin, cyrillic in rows("letters"):
            form = form.replace(latin, cyrillic)
    return folded(form).translate(SIGNS)


def bases(plain: str) -> Iterator[str]:
    """Yield a spelled word without each case ending that it may have: «жанне» → жанн, жанна; «гулсарани» → гулсара."""
    for ending, instead in cases():
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_BASE:
            yield plain[: -len(ending)] + instead


@cache
def _plain(name: str) -> frozenset[str]:
    return frozenset(spelled(word.lower().replace("ё", "е")) for word in words(name))
