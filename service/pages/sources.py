"""The lines of the documents themselves, so that a reader can see what is printed where a card says it is."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from corpus import manifest
from corpus.catalogue import Document

AROUND = 12  # lines shown on either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Lines around a place: (number, text), and where earlier and later ones begin; None at an end."""

    lines: tuple[tuple[int, str], ...]
    line: int
    earlier: int | None
    later: int | None


def excerpt(document: Document, line: int) -> Excerpt | None:
    """The lines around a place; None when the text of the document is not carried with the service."""
    lines = _lines(document.id, document.sha256)
    if lines is None:
        return None
    middle = min(max(line, 1), len(lines))
    first, last = max(1, middle - AROUND), min(len(lines), middle + AROUND)
    return Excerpt(
        lines=tuple((number, lines[number - 1]) for number in range(first, last + 1)),
        line=middle,
        earlier=max(1, first - AROUND) if first > 1 else None,
        later=min(len(lines), last + AROUND) if last < len(lines) else None,
    )


@cache
def _lines(document: str, sha256: str) -> tuple[str, ...] | None:
    """All lines of a document that the project carries, if it is the very file that the catalogue was read from."""
    folder = Path(str(files("corpus"))) / "data" / "documents"
    for name, entry in manifest.read(folder / "manifest.json").items():
        data = (folder / name).read_bytes() if entry.id == document else b""
        if hashlib.sha256(data).hexdigest() == sha256:
            return tuple(data.decode("utf-8").split("\n"))
    return None
