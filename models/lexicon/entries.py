"""Entries of the lexicon, read from its tables and checked. Raises LexiconBroken with file and line."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from models.errors import ModelError

RUSSIAN = ("ru.tsv",)
KAZAKH = (
    "kk_professions.tsv",
    "kk_general.tsv",
    "kk_words.tsv",
)  # the official words of the first win where both say the same
WORD_SOURCES = ("lexicon/kk_endings.tsv", "lexicon/endings.py", "lexicon/words.py", "kazakh.py", "lemmas.py")
ANALYSER = ("pymorphy3", "pymorphy3-dicts-ru")
COLUMNS = 4
BETWEEN = " | "
RUSSIAN_KINDS = frozenset(
    {"title", "client", "everyday", "abbreviation", "old_term", "education", "level", "duty", "job_ad"}
)
KAZAKH_KINDS = frozenset(
    {"profession", "duty", "client", "skill", "knowledge", "place", "law", "document"}
    | {"education", "level", "job_ad", "person", "health", "general"}
)
TWO_ALPHABETS = re.compile(r"[a-z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-z]", re.IGNORECASE)


class LexiconBroken(ModelError):
    """A line of a table can't be used; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: what people say, what it means in official Russian (the main words first), an example sentence."""

    kind: str
    says: tuple[str, ...]
    means: tuple[str, ...]
    example: str
    place: str  # "ru.tsv:12"


@cache
def russian() -> tuple[Entry, ...]:
    """Return everyday → official entries. Raises LexiconBroken."""
    return tuple(
        entry(place, kind, says=said, means=official, example=example, kinds=RUSSIAN_KINDS)
        for name in RUSSIAN
        for place, (kind, official, said, example) in lines(name, _read(name))
    )


@cache
def kazakh() -> tuple[Entry, ...]:
    """Return Kazakh → Russian entries. Raises LexiconBroken."""
    return tuple(
        entry(place, kind, says=said, means=russian_words, example=example, kinds=KAZAKH_KINDS)
        for name in KAZAKH
        for place, (kind, said, russian_words, example) in lines(name, _read(name))
    )


@cache
def digest() -> str:
    """Return a hash of all that tells what a word of the lexicon is: tables, the code that cuts endings, the analyser."""
    read = [files("models").joinpath(name).read_text(encoding="utf-8") for name in WORD_SOURCES]
    return hashlib.sha256(
        "\n".join([*map(version, ANALYSER), *map(_read, (*RUSSIAN, *KAZAKH)), *read]).encode()
    ).hexdigest()


def phrases() -> Iterator[str]:
    """All that people say and what it means, in both languages."""
    for entry in (*russian(), *kazakh()):
        yield from (*entry.says, *entry.means)


def _read(name: str) -> str:
    return files("models").joinpath("lexicon", name).read_text(encoding="utf-8")


def lines(name: str, text: str) -> Iterator[tuple[str, tuple[str, str, str, str]]]:
    """Yield the filled lines of a table with their places. Raises LexiconBroken unless each has four columns."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != COLUMNS or not all(cell.strip() for cell in cells):
            raise LexiconBroken(f"{name}:{number}: {len(cells)} columns, or an empty one. Four filled ones are needed.")
        yield f"{name}:{number}", (cells[0], cells[1], cells[2], cells[3])


def entry(place: str, kind: str, *, says: str, means: str, example: str, kinds: frozenset[str]) -> Entry:
    """Return a line as an entry. Raises LexiconBroken with its place."""
    if kind not in kinds:
        raise LexiconBroken(f"{place}: kind «{kind}» is unknown. Known are {', '.join(sorted(kinds))}.")
    made = Entry(
        kind=kind, says=tuple(says.split(BETWEEN)), means=tuple(means.split(BETWEEN)), example=example, place=place
    )
    for phrase in (*made.says, *made.means):
        if phrase != phrase.strip() or not phrase:
            raise LexiconBroken(f"{place}: «{phrase}» has blanks at its ends or is empty.")
        if TWO_ALPHABETS.search(phrase):
            raise LexiconBroken(f"{place}: «{phrase}» mixes Latin and Cyrillic letters in a word.")
    if len(set(made.says)) < len(made.says):
        raise LexiconBroken(f"{place}: a phrase stands twice.")
    return made
