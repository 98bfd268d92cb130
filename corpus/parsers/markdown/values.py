"""Levels that a cell prints."""

import re

from corpus.items import squeeze

MAX_LEVEL = 8
SUBLEVEL = re.compile(r"([1-8])\.\d")  # «4.1» is of level 4
DIGIT = re.compile(r"(?<!\d)[1-8](?!\d)")
RANGE = re.compile(r"([1-8])\s*[-–—−‑]\s*([1-8])")
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
# «5 деңгей»; «5», «5-6», «5 – 6», «5, 6», «5 и 6», «5 уровень», «уровень 5», «VI», «4.1-4.2», «5/6»
LEVEL_CELL = re.compile(
    r"(?:(?:подуров|уров|деңгей)\w*|орк|нрк|сбш|ұбш|[1-8IVХX]+(?:[.,][1-9])?|и|или|до|от|[-–—−‑,;/.():\s])+",
    re.IGNORECASE,
)
ROMAN_LOOK_ALIKES = str.maketrans("ІХ", "IX")


def levels_of(text: str) -> tuple[int, ...]:
    """Levels that a cell prints, a range in full: «5-6» → (5, 6), «4–6» → (4, 5, 6); else ()."""
    text = squeeze(text)
    if not LEVEL_CELL.fullmatch(text):
        return ()
    text = SUBLEVEL.sub(r"\1", text)
    found: set[int] = set()
    for first, last in RANGE.findall(text):
        found.update(range(int(first), int(last) + 1))
    found.update(int(digit) for digit in DIGIT.findall(text))
    words = re.findall(r"[IVX]+", text.translate(ROMAN_LOOK_ALIKES))
    found.update(ROMAN[word] for word in words if word in ROMAN)
    return tuple(sorted(found))
