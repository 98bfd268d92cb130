"""The table of Kazakh endings, kk_endings.tsv: which letters an ending follows and which vowels it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LETTERS = {
    "vowel": "аәеоөұүыіэяё",
    "glide": "рйуию",
    "l": "ль",
    "nasal": "мнң",
    "buzz": "зж",
    "hard": "пткқсшфхцчщһбвгғд",
    "third": "ыі",
    "mine": "мң",
}
LETTERS["consonant"] = "".join(LETTERS[name] for name in ("glide", "l", "nasal", "buzz", "hard"))
LETTERS["any"] = LETTERS["vowel"] + LETTERS["consonant"]
LETTERS["narrow"] = LETTERS["glued"] = LETTERS["consonant"] + "оұ"
BACK, FRONT = frozenset("аоұыяё"), frozenset("әөүіеэ")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the forms of an ending, where it stands, a real word with it and that word's stem."""

    layer: str
    after: tuple[str, ...]
    forms: tuple[str, ...]
    sure: bool
    example: str
    stem: str


@dataclass(frozen=True, slots=True)
class Ending:
    """One form of a row. `after` are the letters it follows, `harmony` the vowels it asks for (empty: any)."""

    text: str
    layer: str
    place: str
    after: frozenset[str]
    harmony: frozenset[str]
    sure: bool


@cache
def rows() -> tuple[Row, ...]:
    """Return the table in its order."""
    text = files("models").joinpath("lexicon", "kk_endings.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        Row(layer, tuple(after.split()), tuple(forms.split()), sure == "sure", example, stem)
        for layer, after, forms, sure, example, stem in lines
    )


@cache
def endings(spelling: Callable[[str], str]) -> dict[str, tuple[Ending, ...]]:
    """Return the endings by their text, all written by `spelling`."""
    table: dict[str, tuple[Ending, ...]] = {}
    for ending in (form for row in rows() for form in _forms(row, spelling)):
        table[ending.text] = (*table.get(ending.text, ()), ending)
    return table


def _forms(row: Row, spelling: Callable[[str], str]) -> list[Ending]:
    """The forms of a row; only a row with back and front forms asks for harmony («-мен» goes with all vowels)."""
    harmonies = [_harmony(form) for form in row.forms]
    asks = len(set(harmonies)) > 1
    after = frozenset(spelling("".join(LETTERS[name] for name in row.after)))
    return [
        Ending(spelling(form), row.layer, row.after[0], after, vowels if asks else frozenset(), row.sure)
        for form, vowels in zip(row.forms, harmonies, strict=True)
    ]


def _harmony(form: str) -> frozenset[str]:
    """The vowels that a form goes with; «н» and «п» go with all."""
    return next((vowels for letter in form for vowels in (BACK, FRONT) if letter in vowels), frozenset())
