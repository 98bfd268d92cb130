"""Extracted text in one form: composed letters, plain blanks, no control characters, bullets that are bullets."""

import re
import unicodedata

BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control characters; soft hyphen, zero-width blanks and joiners, byte order mark.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
BLANKS = re.compile(r"[^\S\n\t]+")
PRIVATE = "\ue000-\uf8ff"  # where the symbol fonts keep their signs
SYMBOL_BULLET = re.compile(rf"^[ \t]*[{PRIVATE}][ \t]*", re.MULTILINE)
SYMBOLS = re.compile(f"[{PRIVATE}]")
BULLET = "• "
LIGATURES = re.compile("[\ufb00-\ufb06]")
EMPTY_LINES = re.compile(r"\n{3,}")
# Letters that CP1252 has where CP1251 has the Russian ones: «Ïðîäàâåö» for «Продавец».
WESTERN = re.compile("[À-ÖØ-öø-ÿ]")
LETTER = re.compile(r"[^\W\d_]")
CYRILLIC = re.compile("[Ѐ-ӿ]")


def tidy(text: str) -> str:
    """Return text with one form for each thing: «и\u0306» → «й», «ﬁ» → «fi», a bullet of Wingdings → «•»."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = unicodedata.normalize("NFC", UNSEEN.sub("", BREAKS.sub("\n", text)))
    text = LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = SYMBOLS.sub("", SYMBOL_BULLET.sub(BULLET, text))
    lines = (line.strip() for line in BLANKS.sub(" ", text).split("\n"))
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def mended(text: str) -> str:
    """Read text again that was CP1251 and read as CP1252, as PDF and RTF of old programs are.

    «Ïðîäàâåö» → «Продавец»; text in which other letters prevail stays as it is.
    """
    if CYRILLIC.search(text) or 2 * len(WESTERN.findall(text)) < len(LETTER.findall(text)) or not WESTERN.search(text):
        return text
    return "".join(map(_cyrillic, text))


def _cyrillic(char: str) -> str:
    try:
        return char.encode("cp1252").decode("cp1251")
    except UnicodeError:
        return char
