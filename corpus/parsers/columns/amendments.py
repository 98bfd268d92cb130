"""The order before the appendix: points that it amends, and what they have become."""

import re
from collections.abc import Sequence

from corpus.cards import AmendedPoint
from corpus.items import END_MARKS, NUMBER
from corpus.parsers.columns.lines import Line
from corpus.parsers.columns.text import joined

# «Перечень некоторых приказов …, в которые вносятся изменения»
LIST_HEADING = re.compile(r"перечень .*в которы[ейх]+ вносятся (?:изменения|дополнения)", re.IGNORECASE)
# «1. Утратил силу приказом Министра … от 02.06.2023 № 200 (вводится в действие с 01.07.2023).»
REPEALED = re.compile(r"^утратил[аио]?\s+силу\s*(?P<by>.*)$", re.IGNORECASE)
EXCLUDED = re.compile(r"^исключ[её]н[аоы]?\s*(?P<by>.*)$", re.IGNORECASE)
APPENDIX = re.compile(r"^Приложение\b")


def amended_points(lines: Sequence[Line]) -> tuple[tuple[AmendedPoint, ...], dict[int, str]]:
    """Return the points of the list of amended orders, and the use of its lines."""
    start = _list_start(lines)
    if start is None:
        return (), {}
    groups: list[list[Line]] = []
    for line in lines[start:]:
        if APPENDIX.match(line.text) and line.gap and not line.lead:
            break
        number = NUMBER.match(line.text)
        if number and int(number.group(1)) == len(groups) + 1 and (line.indent or line.gap or not groups):
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    points = tuple(_point(group) for group in groups)
    return points, {line.number: "amended point" for group in groups for line in group}


def _list_start(lines: Sequence[Line]) -> int | None:
    """Index of the line behind the heading of the list, or of the first repealed point."""
    for index, line in enumerate(lines):
        heading = " ".join(part.text for part in lines[index : index + 8])
        if line.text.startswith("Перечень") and LIST_HEADING.match(heading):
            return index + 1
    return next((i for i, line in enumerate(lines) if REPEALED.match(NUMBER.sub("", line.text))), None)


def _point(lines: Sequence[Line]) -> AmendedPoint:
    text = joined(lines, 0)
    number = NUMBER.match(text)
    body = text[number.end() :] if number else text
    repealed = REPEALED.match(body) or EXCLUDED.match(body)
    return AmendedPoint(
        number=number.group(1) if number else "",
        text=body.rstrip(END_MARKS),
        status="repealed" if repealed else "active",
        line=lines[0].number,
        note=repealed["by"].rstrip(END_MARKS) or None if repealed else None,
    )
