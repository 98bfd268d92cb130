"""How the lines of a cell hang together: hyphens, names, unfinished ends, the width of a column."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.parsers.framework.lines import CellLine

WORD = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіA-Za-z]+(?:-[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіA-Za-z]+)*")
NAME_INSIDE = re.compile(r"(?<=[а-яё,] )([А-ЯЁӘҒҚҢӨҰҮҺІ][А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі-]+)")
HYPHEN_END = re.compile(r"(\w+)[-\u00ad\u2010\u2011]$")

# What cannot end an item: a preposition or conjunction, a comma, an open bracket.
UNFINISHED = re.compile(
    r"(?:\b(?:в|во|на|с|со|к|ко|по|о|об|от|до|из|за|у|при|для|и|или|а|не|без|между|через|под|над|как|их|его"
    r"|также|согласно|путем|путём|том числе)|[,(«/])$",
    re.IGNORECASE,
)
# A lone noun in the genitive is the rest of the line before: «… ремонтного обслуживания» + «Оборудования».
GENITIVE_WORD = re.compile(r"^[А-ЯЁ][а-яё]+(?:[аея]ни[яй]|ост(?:и|ей)|ций|ователей)[;.,]?$")
# The same endings in a plural that opens an item: «Требования» + «пожарной безопасности».
PLURAL_WORD = re.compile(
    r"^(?:Требования|Знания|Умения|Положения|Указания|Предписания|Задания|Решения|Отношения|Измерения|Обязанности"
    r"|Особенности|Способности|Возможности|Потребности|Ценности|Заболевания|Основания|Показания)\b"
)

STATE_NAME = re.compile(  # words of laws that no item starts with, though they are capitalised
    r"^(?:Республик[иеу]|Казахстана?|РК|Правительства|Президента|Парламента|Министра|Министерства|Кодекса|Республикасы(?:ның)?)\b"
)

MIN_PAIRS = 6  # continued lines that a column must have before a width is believed
MAX_WIDTH = 130  # characters; longer lines were not broken by a width
FULL_SHARE = 0.85  # of continued lines that the next word would not have fitted


@dataclass(frozen=True, slots=True)
class Wording:
    """What the document itself says about its words: how they are spelt and which are names."""

    words: Counter[str] = field(default_factory=Counter)
    names: frozenset[str] = frozenset()

    def join(self, head: str, tail: str) -> str:
        """Two pieces of one text.

        «непредвиден-» + «ных» loses the hyphen, «медико-» + «социальной» keeps it.
        """
        found = HYPHEN_END.search(head)
        if found is None or not tail[:1].islower():
            return f"{head} {tail}".strip()
        first, rest = found.group(1), WORD.match(tail)
        second = rest.group(0) if rest else tail
        whole, parted = self.words[(first + second).lower()], self.words[f"{first}-{second}".lower()]
        first_half = len(first) > 4 and first[-1] in "ое"  # «социально-» is one, «непредвиден-» is not
        keeps = parted > whole or (parted == whole and first_half)
        return (head if keeps else head[:-1]) + tail

    def is_name(self, text: str) -> bool:
        """Whether a text starts with a word that is capitalised inside sentences, or with a Latin one.

        «Республики Казахстан», «Excel и Word».
        """
        first = WORD.match(text)
        if first is None:
            return False
        return bool(STATE_NAME.match(text)) or first.group(0) in self.names or first.group(0).isascii()


def wording_of(lines: Iterable[str]) -> Wording:
    """Count the words of a document and find its names."""
    printed: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for line in lines:
        printed.update(WORD.findall(line))
        inside.update(NAME_INSIDE.findall(line))
    names = {name for name, seen in inside.items() if seen > printed[name.lower()]}
    words: Counter[str] = Counter()
    for word, seen in printed.items():
        words[word.lower()] += seen
    return Wording(words, frozenset(names))


def is_unfinished(text: str) -> bool:
    """Whether a text cannot end here: «Основы делопроизводства,», «вопросов по», «(в том числе»."""
    text = text.rstrip()
    return bool(UNFINISHED.search(text)) or bool(HYPHEN_END.search(text)) or text.count("(") > text.count(")")


def width_of(cells: Sequence[Sequence[CellLine]]) -> int | None:
    """The width at which the lines of a column were broken, None if they were not broken by a width."""
    texts = [[line.text.strip() for line in cell] for cell in cells]
    width = max((len(text) for cell in texts for text in cell), default=0)
    pairs = [(a, b) for cell in texts for a, b in pairwise(cell) if b[:1].islower()]
    pairs = [(a, b) for a, b in pairs if not a.endswith(";")]
    if len(pairs) < MIN_PAIRS or width > MAX_WIDTH:
        return None
    full = sum(is_full(a, b, width) for a, b in pairs)
    return width if full >= FULL_SHARE * len(pairs) else None


def is_full(line: str, following: str, width: int | None) -> bool:
    """Whether the next word would not have fitted on the line."""
    if width is None:
        return False
    first = following.split(" ", 1)[0]
    return len(line.strip()) + 1 + len(first) > width
