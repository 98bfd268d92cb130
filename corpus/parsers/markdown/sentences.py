"""Text without list marks → its items: by semicolons, else by sentences, else by commas."""

import re

# «и т.д. Знание»: a full stop that ends a shortened word and no sentence
SHORTENED = re.compile(
    r"(?:^|[\s(.])(?:г|гг|ст|п|пп|т|д|е|ч|к|др|пр|им|см|руб|тг|тыс|млн|млрд|ул|обл|проф|[А-ЯЁA-Z])\.$",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі»)\]%]\.)\s+(?=[«\"“(]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")
SHORT_TRAIT = 3  # words; «умение работать в команде» is longer
MIN_TRAITS = 3
BRACKETS = {"(": 1, "[": 1, "«": 1, ")": -1, "]": -1, "»": -1}


def split_unmarked(text: str, *, by_comma: bool) -> tuple[list[str], bool]:
    """Items of a text, and whether commas parted them."""
    parts = _split_outside_brackets(text, ";")
    if len(parts) > 1:
        return parts, False
    parts = _sentences(text)
    if len(parts) > 1 or not by_comma:
        return parts, False
    traits = _split_outside_brackets(text.rstrip(" ."), ",")
    if len(traits) >= MIN_TRAITS and all(len(t.split()) <= SHORT_TRAIT for t in traits):
        return traits, True
    return [text], False


def _sentences(text: str) -> list[str]:
    """«Знание права. Знание психологии.» → two texts."""
    found: list[str] = []
    begin = 0
    for border in SENTENCE.finditer(text):
        sentence = text[begin : border.start()]
        if SHORTENED.search(sentence) or sentence.count("(") > sentence.count(")"):
            continue
        found.append(sentence)
        begin = border.end()
    return [*found, text[begin:]]


def _split_outside_brackets(text: str, mark: str) -> list[str]:
    """Split at a mark, but not within brackets or quotes."""
    found, depth, begin = [], 0, 0
    for index, letter in enumerate(text):
        depth = max(0, depth + BRACKETS.get(letter, 0))
        if letter == mark and depth == 0:
            found.append(text[begin:index])
            begin = index + 1
    return [part.strip() for part in (*found, text[begin:]) if part.strip()]
