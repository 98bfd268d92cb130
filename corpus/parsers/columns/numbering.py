"""Item numbers at line starts: the expected number, and what else may pass for one."""

import re
from collections.abc import Sequence

from corpus.items import BULLET, NUMBER
from corpus.parsers.columns.lines import Line
from corpus.parsers.columns.text import END_MARKS

BEHIND_NUMBER = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ«\"“(]")


def printed_number(line: Line) -> int | None:
    """The number that a line starts with: «7.Составлять» → 7, «01.07.2023).» → None."""
    found = NUMBER.match(line.text)
    return int(found.group(1)) if found else None


def is_bulleted(line: Line) -> bool:
    """«– оказывать помощь», «• Закон»; not a dash alone on its line."""
    found = BULLET.match(line.text)
    return bool(found) and found is not None and found.end() < len(line.text)


def follows(number: int, last: int) -> bool:
    """Whether a number continues a list: the next one, or a slip by one (1, 2, 4; 1, 2, 2)."""
    return last - 1 < number <= last + 2 if last else number == 1


def starts_item(lines: Sequence[Line], at: int, last: int) -> bool:
    """Whether a numbered line opens the item behind number `last`.

    The expected number always does; another one only after a finished paragraph and before a capital:
    «30 мая» | «2019. года» does not.
    """
    number = printed_number(lines[at])
    if number is None:
        return False
    if number == last + 1:
        return True
    finished = at == 0 or (not lines[at - 1].soft and lines[at - 1].text.endswith(END_MARKS))
    return finished and follows(number, last) and _opens_sentence(lines[at])


def _opens_sentence(line: Line) -> bool:
    found = NUMBER.match(line.text)
    return found is not None and BEHIND_NUMBER.match(line.text, found.end()) is not None


def count_on(lines: Sequence[Line], last: int) -> int:
    """The last item number after these lines, `last` being the one before them."""
    for line in lines:
        if printed_number(line) == last + 1:
            last += 1
    return last
