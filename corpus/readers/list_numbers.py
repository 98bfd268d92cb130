"""Numbers of list items as a page prints them; HTML and DOCX don't keep them in the text."""

from collections.abc import Callable

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # lists leave out ё, й, ъ, ы and ь
LARGEST_ROMAN = 3999


def roman(number: int) -> str:
    """4 → «iv»; numbers that have none stay as they are."""
    if not 0 < number <= LARGEST_ROMAN:
        return str(number)
    found = ""
    for value, letters in ROMAN:
        found += letters * (number // value)
        number %= value
    return found


def letters(number: int, alphabet: str) -> str:
    """1 → «a», 27 → «aa», as word processors count."""
    if number < 1:
        return str(number)
    again, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * min(again + 1, 10)


# Styles by the names of DOCX (w:numFmt) and of HTML (type of <ol>).
STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": lambda n: letters(n, LATIN),
    "upperLetter": lambda n: letters(n, LATIN).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "russianLower": lambda n: letters(n, RUSSIAN),
    "russianUpper": lambda n: letters(n, RUSSIAN).upper(),
}
HTML_STYLES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}


def number(value: int, style: str) -> str:
    """Print a list number: (4, "lowerRoman") → «iv»; an unknown style prints digits."""
    return STYLES.get(style, str)(value)
