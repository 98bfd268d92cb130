"""Units of a text: what is read on its own when personal data are looked for, a line or a label with its line."""

from collections.abc import Iterator
from dataclasses import dataclass

from matching.masking.tables import phrases

HEAD_LINES, HEAD_CHARACTERS = 5, 400  # where a CV says whose it is
LONGEST_LABEL = 40  # characters


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a text: `text[start:end]`; `personal` at its head, where a CV says whose it is."""

    start: int
    end: int
    personal: bool


def units(text: str) -> Iterator[Unit]:
    """Yield the lines of a text that say something, a label together with the line that it names."""
    start = number = 0
    label = -1  # where a label began that waits for its line
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            number += 1
            if _is_label(line):
                label = start if label < 0 else label
            else:
                head = number <= HEAD_LINES and start <= HEAD_CHARACTERS
                yield Unit(start if label < 0 else label, end, head)
                label = -1
        start = end + 1


def _is_label(line: str) -> bool:
    """«Дата рождения:»; a longer line is none."""
    return len(line) <= LONGEST_LABEL and line.strip(" \t\r\u00a0:•*-–—").lower() in phrases("labels")
