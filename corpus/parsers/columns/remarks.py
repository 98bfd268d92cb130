"""Cells between the functions that are no part of them: «Возможность признания навыка: Рекомендуется»."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.parsers.columns.lines import Chunk, Line
from corpus.parsers.columns.rows_labels import opening
from corpus.parsers.columns.segments import label_at

VERDICT = re.compile(r"(?:не\s+)?рекомендуется|отсутствует|имеется|да|нет|[-–—]", re.IGNORECASE)


def without_remarks(chunks: Sequence[Chunk]) -> tuple[list[Chunk], list[Line]]:
    """Return the blocks without the remarks, and the lines of the remarks; page borders stay where they were."""
    kept: list[Chunk] = []
    dropped: list[Line] = []
    awaited = turned = False  # a remark has no verdict yet; its page began or ended with it
    for chunk in chunks:
        late = _verdict(chunk.lines, 0) if awaited else 0
        start, end = (0, late) if late else _remark(chunk.lines)
        awaited = start < end and not VERDICT.fullmatch(_last(chunk.lines[start:end])) and end == len(chunk.lines)
        dropped.extend(chunk.lines[start:end])
        lines = (*chunk.lines[:start], *chunk.lines[end:])
        if lines:
            kept.append(replace(chunk, lines=lines, page_top=chunk.page_top or turned))
        elif chunk.page_end and kept:
            kept[-1] = replace(kept[-1], page_end=True)
        turned = not lines and (turned or chunk.page_top)
    return kept, dropped


def _remark(lines: Sequence[Line]) -> tuple[int, int]:
    """First line of a remark and the line behind it; the same twice when there is none."""
    for at in range(len(lines)):
        found = opening(lines[at:])
        if found and found.row.field == "recognition":
            behind = at + found.height
            return at, behind if found.rest else _verdict(lines, behind)
    return 0, 0


def _verdict(lines: Sequence[Line], at: int) -> int:
    """The line behind a verdict that stands at a place; that place when none does."""
    return (
        at + 1 if at < len(lines) and not label_at(lines, at) and VERDICT.fullmatch(lines[at].text.strip(" .")) else at
    )


def _last(lines: Sequence[Line]) -> str:
    return lines[-1].text.rpartition(":")[2].strip(" .")
