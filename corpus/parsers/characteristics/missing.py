"""Sections whose label is not printed: found again by what their paragraphs say."""

import re
from collections.abc import Sequence

from corpus.parsers.characteristics.joining import Paragraph
from corpus.parsers.characteristics.marks import ACT, CATEGORY, EDUCATION, LEVEL, Kind
from corpus.parsers.characteristics.words import first_word, has_predicate, is_finite


def split_missing(
    kind: Kind, paragraphs: Sequence[Paragraph], present: set[Kind]
) -> list[tuple[Kind, list[Paragraph]]]:
    """Cut a section where another begins without its label. Returns the parts in order."""
    parts = [(kind, list(paragraphs))]
    for missing, finder in ((Kind.REQUIREMENTS, requirements_start), (Kind.KNOWLEDGE, knowledge_start)):
        head_kind, head = parts[0]
        if missing in present or missing is head_kind or head_kind is Kind.REQUIREMENTS:
            continue
        if missing is Kind.KNOWLEDGE and head_kind is not Kind.DUTIES:
            continue
        cut = finder(head)
        if cut is not None:
            parts[:1] = [(head_kind, head[:cut]), (missing, head[cut:])]
    return parts


def requirements_start(paragraphs: Sequence[Paragraph]) -> int | None:
    """Index of the first paragraph that asks for an education or names a level, or None."""
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.text
        education = EDUCATION.match(text) and re.search(r"образовани|стаж", text)
        if place and (LEVEL.match(text) or CATEGORY.match(text) or education):
            return place
    return None


def knowledge_start(paragraphs: Sequence[Paragraph]) -> int | None:
    """Index of the first paragraph after the duties: no predicate in it nor below, or None."""
    for place in range(1, len(paragraphs)):
        text = paragraphs[place].text
        if not (paragraphs[place - 1].text.endswith(".") or ACT.match(text)) or has_predicate(text):
            continue
        rest = paragraphs[place:]
        if sum(is_finite(first_word(paragraph.text)) for paragraph in rest) <= 0.1 * len(rest):
            return place
    return None
