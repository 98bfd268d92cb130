"""Cleaning of item texts: numbers, end marks, blanks. Wording is never changed."""

import re

BLANKS = re.compile(r"[\s\u00a0\u2007\u202f]+")
NUMBER = re.compile(r"^\(?(\d{1,3})\s*[.)](?!\d)\s*")
BULLET = re.compile(r"^[-–—•·*●▪■□◦○‣►➢✓✔\uf000-\uf0ff]\s*")  # the last ones are those of Word's symbol fonts
END_MARKS = " ;.,:"


def squeeze(text: str) -> str:
    """Collapse all blanks to one: «Знание  основ» → «Знание основ»."""
    return BLANKS.sub(" ", text).strip()


def split_number(text: str) -> tuple[str | None, str]:
    """Split a leading item number off: «6.Закон» → ("6", "Закон"), «Закон» → (None, "Закон")."""
    found = NUMBER.match(text)
    if found is None:
        return None, text
    return found.group(1), text[found.end() :]


def clean(text: str) -> str:
    """Item text without number, bullet and end mark: « 6.Закон о правах;» → «Закон о правах»."""
    text = squeeze(text)
    text = BULLET.sub("", text)
    _, text = split_number(text)
    return BULLET.sub("", text).rstrip(END_MARKS).strip()
