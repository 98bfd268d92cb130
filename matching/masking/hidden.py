"""Hidden parts of a text, and the text with a sign in the place of each of their letters and digits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SIGN = "▒"
SHOWN = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden part of a text: `text[start:end]`."""

    kind: str  # name, phone, email, iin, birth_date, address, link
    start: int
    end: int


def blotted(text: str, parts: Iterable[Hidden]) -> str:
    """Return the text of the same length with the letters and digits of its parts as ▒; marks and blanks stay."""
    for part in parts:
        text = text[: part.start] + SHOWN.sub(SIGN, text[part.start : part.end]) + text[part.end :]
    return text


def merged(parts: Iterable[Hidden]) -> tuple[Hidden, ...]:
    """Return the parts in order, overlapping ones as one of the kind of the first."""
    found: list[Hidden] = []
    for part in sorted(parts, key=lambda part: (part.start, -part.end)):
        last = found[-1] if found else None
        if last is not None and part.start < last.end:
            found[-1] = Hidden(last.kind, last.start, max(last.end, part.end))
        else:
            found.append(part)
    return tuple(found)
