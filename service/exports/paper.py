"""A sheet of paper as blocks, the same for print view, DOCX and PDF."""

import re
from dataclasses import dataclass

# What XML 1.0 can't hold: a file with it opens nowhere.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading."""

    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: lead, plain or small."""

    text: str
    look: str = "plain"
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list: each entry a text with a note beside it, which may be empty."""

    entries: tuple[tuple[str, str], ...]
    kind: str = "bullets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with the relative widths of its columns; without columns' names it lists facts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind: str = "table"


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet of one page with its title; a dense one begins with smaller letters."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    footer: str
    dense: bool = False


def clean(text: str) -> str:
    """A text without characters that no file can hold, its white space in single blanks."""
    return " ".join(FORBIDDEN.sub("", text).split())


def sentence(text: str) -> str:
    """A text as a line of its own: it begins with a capital letter."""
    return text[:1].upper() + text[1:]


def shortened(text: str, length: int) -> str:
    """A text of at most a length, cut at a word."""
    tidy = clean(text)
    return tidy if len(tidy) <= length else tidy[:length].rpartition(" ")[0].rstrip(" ,;.–-") + "…"
