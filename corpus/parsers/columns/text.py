"""Unwrapping: lines of one cell → running text and paragraphs."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from corpus.parsers.columns.lines import Line

END_MARKS = (".", ";", ":", "!", "?")
GLUED_MARKS = (",", ".", ";", ":", ")", "»", "”", "!", "?")
OPEN_QUOTE = re.compile(r"(?:^|[\s(])[\"“„]$|[«(]$")
BLANK_BEFORE_MARK = re.compile(r"\s+(?=[,;])")  # «организациями ,»
HANGING = re.compile(r"^(?:и|или|либо)\b")  # «само- и взаимоподдержки», «электро-, газо-»
# Words that no paragraph ends with: «…мероприятий по внедрению в» | «практику…»
CONNECTING = frozenset(
    (
        "а",
        "без",
        "в",
        "во",
        "для",
        "до",
        "за",
        "и",
        "из",
        "или",
        "их",
        "к",
        "как",
        "на",
        "над",
        "не",
        "о",
        "об",
        "от",
        "по",
        "под",
        "при",
        "про",
        "с",
        "со",
        "у",
        "через",
        "либо",
        "также",
    )
)


class Ending(StrEnum):
    """How the last line of a text ends."""

    EMPTY = "empty"
    OPEN = "open"  # it must go on
    COLON = "colon"  # a list should follow
    LISTED = "listed"  # «;»: more may follow
    UNSURE = "unsure"  # a full line without an end mark
    SHORT = "short"  # no end mark, but the line had room for more
    CLOSED = "closed"


def ending(lines: Sequence[Line], width: int, word: str = "") -> Ending:
    """Tell whether a text of a column `width` characters wide is finished; `word` is the next one seen."""
    if not lines:
        return Ending.EMPTY
    last = lines[-1]
    text = last.text
    if text.endswith((":", ";")):
        return Ending.COLON if text.endswith(":") else Ending.LISTED
    if text.endswith(END_MARKS):
        return Ending.CLOSED
    if last.soft or text.endswith((",", "-", "–", "/")) or OPEN_QUOTE.search(text):
        return Ending.OPEN
    if text.split()[-1].lower() in CONNECTING:
        return Ending.OPEN
    return Ending.SHORT if len(text) + 1 + len(word) <= width else Ending.UNSURE


def width_of(lines: Iterable[Line]) -> int:
    """Width of the column that these lines fill, in characters; stray long lines do not count."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(0.98 * (len(lengths) - 1))] if lengths else 0


def joined(lines: Sequence[Line], width: int) -> str:
    """Text of the lines as one paragraph, the breaks taken out."""
    text = ""
    for index, line in enumerate(lines):
        text += _joint(lines[index - 1], line, width) + line.text if index else line.text
    return BLANK_BEFORE_MARK.sub("", text)


def _joint(line: Line, following: Line, width: int) -> str:
    """What stood at a line break: a blank or nothing."""
    if following.text.startswith(GLUED_MARKS) or OPEN_QUOTE.search(line.text):
        return ""
    if line.text.endswith("/") or _is_cut_word(line, following, width):
        return ""
    if re.search(r"\w-$", line.text) and not HANGING.match(following.text):
        return ""
    return " "


def _is_cut_word(line: Line, following: Line, width: int) -> bool:
    """A word longer than its column is cut without a hyphen: «информационно-коммуникационн|ые».

    The next word had fitted into the line, and no blank stood behind it.
    """
    alone = " " not in line.text and line.text[-1].isalpha() and not line.soft
    tail = following.text.split()[0]
    return alone and tail[0].islower() and 0.7 * width <= len(line.text) < width - len(tail)


def paragraphs(lines: Sequence[Line], width: int) -> list[tuple[str, int]]:
    """Paragraphs of a cell with the line where each starts."""
    return [(joined(group, width), group[0].number) for group in paragraph_lines(lines, width)]


def paragraph_lines(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """Lines of a cell grouped into paragraphs."""
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        if index and not ends_paragraph(lines[index - 1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def ends_paragraph(line: Line, following: Line, width: int) -> bool:
    """Whether a paragraph ends at a line break.

    «…обслуживания.» | «Закон …» does; «…развития Республики Казахстан "» | «Об утверждении» does not.
    """
    if following.text.startswith(GLUED_MARKS) or OPEN_QUOTE.search(line.text):
        return False
    if line.soft:
        return following.lead and line.text.endswith(END_MARKS)
    room = width - len(line.text) - 1 - len(following.text.split()[0])  # had the next word fitted in?
    if line.text.endswith(END_MARKS):
        return room >= 0 or line.text[-1] == ";" or not following.text[0].islower()
    if line.text.endswith((",", "-", "–", "/")) or line.text.split()[-1].lower() in CONNECTING:
        return False
    return room >= 0.04 * width and following.text[0].isupper()
