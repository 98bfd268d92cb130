"""Is a row of a level table a new level row, the next page of the one above, or a name?"""

from collections.abc import Mapping

from corpus.parsers.markdown.codes import ANY, coded_titles
from corpus.parsers.markdown.columns import LEVELS, LISTS
from corpus.parsers.markdown.joints import is_open_phrase, starts_lower
from corpus.parsers.markdown.rows import MAX_NAME_WORDS
from corpus.parsers.markdown.values import levels_of


def opens_row(fields: Mapping[str, str], above: Mapping[str, str] | None) -> bool:
    """Whether a row is a new level row; `fields` are its texts, `above` those of the row at hand."""
    if above is None:
        return bool(fields.keys() & (LEVELS | {"occupations"}))
    occupation, title = fields.get("occupations", ""), above.get("occupations", "")
    for name in ("levels", "national_levels"):
        if levels_of(fields.get(name, "")):
            same_level = levels_of(fields[name]) == levels_of(above.get(name, ""))
            return not (same_level and same_occupation(occupation, title) and brings_items(fields, above))
    return not same_occupation(occupation, title) and opens_occupation(occupation, title, fields)


def same_occupation(occupation: str, above: str) -> bool:
    """Whether an occupation cell repeats the one above or is empty: a merged cell, a repeated head."""
    if not occupation or occupation == above:
        return True
    codes = _codes(occupation)
    return bool(codes) and codes <= _codes(above)


def brings_items(fields: Mapping[str, str], above: Mapping[str, str]) -> bool:
    """Whether a row only brings more items: «5-6 | Логист | | … знания» on the next page."""
    other_place = any(fields.get(name, above.get(name)) != above.get(name) for name in ("stage", "role"))
    return bool(fields.keys() & LISTS) and not other_place


def opens_occupation(occupation: str, above: str, fields: Mapping[str, str]) -> bool:
    """Whether the text of an occupation cell is a new occupation and not the rest of a title."""
    if ANY.search(occupation):
        return True
    if starts_lower(occupation) or is_open_phrase(above):
        return False
    return not _codes(above) or bool(fields.keys() & {"stage", "role"})


def _codes(text: str) -> set[str]:
    return {coded.code for coded in coded_titles(text) if coded.code is not None}


def looks_like_name(text: str) -> bool:
    """Whether a text may name a subgroup: short, capitalised, without code and end mark."""
    if starts_lower(text) or text.endswith((".", ";", ":", ",")) or ANY.search(text):
        return False
    return len(text.split()) <= MAX_NAME_WORDS
