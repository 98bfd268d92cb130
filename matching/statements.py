"""Statements: the smallest parts of a text that say one thing, with exact character offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from razdel import sentenize

from matching.likely import likely

# «• », «– », «1) », «2. » at the head of a line; «*» and «—» too.
MARKER = re.compile(r"\s*(?:[-–—•·●▪◦‣*✓✔➢►>+]+|\(?\d{1,2}[.)](?!\d))\s+|\s*[•·●▪◦‣✓✔➢►]\s*")
# Bullets inside a line open new statements: «уход за больными • кормление • прогулки».
INNER = re.compile(r"\s+[•·●▪◦‣✓✔➢►]\s*|;\s*|\s+[-–—]\s+(?=[А-ЯӘҒҚҢӨҰҮҺІ])")
LETTER = re.compile(r"\w")
BEGINS = re.compile(r"(?:^\W*|[.!?…]\s+)([^\W\d_])(?=[^\W\d_])", re.MULTILINE)  # letter that begins a line or sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """A part of the text: `text == source[start:end]`, without marker and outer blanks."""

    text: str
    start: int
    end: int
    line: int  # 0-based number of the source line


def statements(source: str) -> list[Statement]:
    """Cut a text into statements: lines, bullets, `;` chains and sentences; abbreviations do not cut."""
    found: list[Statement] = []
    offset = 0
    for number, (line, written) in enumerate(zip(source.split("\n"), _capitalised(source).split("\n"), strict=True)):
        for start, end in _parts(written):
            trimmed = _trim(line, start, end)
            if trimmed is not None:
                a, b = trimmed
                found.append(Statement(line[a:b], offset + a, offset + b, number))
        offset += len(line) + 1
    return found


def _capitalised(source: str) -> str:
    """The text with capitals where sentences begin, for a writer who uses none: «добрый день. ищу работу сиделкой»."""
    if any(found[1].isupper() for found in BEGINS.finditer(source)):
        return source
    return BEGINS.sub(lambda found: found[0][:-1] + _capital(found[1]), source)


def _capital(letter: str) -> str:
    """The same letter where the capital would be two: no offset may move."""
    return letter.upper() if len(letter.upper()) == 1 else letter


def _parts(line: str) -> Iterator[tuple[int, int]]:
    marker = MARKER.match(line)
    start = marker.end() if marker else 0
    for cut in [*INNER.finditer(line, start), None]:
        end = cut.start() if cut else len(line)
        for sentence in sentenize(line[start:end]):
            yield from _sentences(line, start + sentence.start, start + sentence.stop)
        start = cut.end() if cut else end


def _sentences(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence of razdel cut where another begins behind «1С.», «права B.», «72 ч.»."""
    text = line[start:end]
    ends = {start + found.end() for rule in likely("sentence_ends", text) for found in rule.pattern.finditer(text)}
    return pairwise(sorted({start, *ends, end}))


def _trim(line: str, start: int, end: int) -> tuple[int, int] | None:
    """Offsets without outer blanks and end marks; None when no letter or digit is left."""
    text = line[start:end]
    if not LETTER.search(text):
        return None
    left = len(text) - len(text.lstrip(" \t\r\u00a0-–—•·*,;|"))
    right = len(text.rstrip(" \t\r\u00a0,;"))
    return start + left, start + right
