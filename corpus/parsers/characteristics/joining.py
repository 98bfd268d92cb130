"""Lines → paragraphs: which line goes on with the sentence before it, and by which rule.

An open line (no «;», «.» or «:» at its end) may be a sentence broken by a blank line or a page, or an
item without its end mark. The rules below tell the two apart; each says when the next line continues.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.items import NUMBER
from corpus.parsers.characteristics.marks import ACT, CATEGORY, EDUCATION, LEVEL, Kind
from corpus.parsers.characteristics.stream import END_MARKS, Layout, Line, is_full
from corpus.parsers.characteristics.words import (
    ABBREVIATION,
    CONJUNCTIONS,
    KNOWLEDGE_OPENERS,
    OPEN_WORDS,
    PREPOSITIONS,
    REFERENCE,
    SENTENCE_END,
    ends_in_adverbial,
    first_word,
    has_predicate,
    is_bare_adjective,
    is_finite,
    is_infinitive,
    is_oblique,
    last_word,
    words,
)

BULLETED = re.compile(r"(?P<dash>[-–—])\s|[•·*●▪◦‣\uf0b7]|[а-яё]\)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seam:
    """The place between two lines."""

    before: str  # text of the paragraph so far
    after: str
    kind: Kind | None  # of the section; None for headings, footnotes and prose
    full: bool  # the line before was full in a wrapped layout
    wrapped: bool  # full, and no more blank lines between than this layout has inside sentences
    page: bool  # a page ended between
    listed: bool  # inside a list without predicates, under a lead-in


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Joined lines. `starts` gives (offset in text, source line) for each of them."""

    text: str
    starts: tuple[tuple[int, int], ...]
    lines: tuple[int, ...]  # all source lines
    joins: tuple[tuple[int, str], ...] = ()  # (source line, rule) where grammar joined two lines

    def line_at(self, offset: int) -> int:
        """Source line of a character."""
        return max(start for start in self.starts if start[0] <= offset)[1]


def _small(seam: Seam) -> bool:
    """The next line opens with a small letter or a bracket."""
    return seam.after[0].islower() or seam.after[0] == "("


def _abbreviation(seam: Seam) -> bool:
    """прибывших в г. | Астана"""
    return seam.wrapped and bool(ABBREVIATION.search(seam.before))


def _reference(seam: Seam) -> bool:
    """в соответствии с абзацем пятым подпункта | 5) статьи 12"""
    return bool(REFERENCE.search(seam.before)) and seam.after[:1].isdigit()


def _colon_in_prose(seam: Seam) -> bool:
    """пополнение документации: | планов, разрезов. Контролирует …: told in sentences, no list"""
    inside = seam.wrapped and seam.before.endswith(":") and seam.after[0].islower()
    return inside and bool(SENTENCE_END.search(seam.after))


def _comma(seam: Seam) -> bool:
    """образование (социальное, психологическое, | педагогическое)"""
    if seam.before.endswith(",") and not seam.wrapped and not _open_bracket(seam):
        return not (seam.listed or _begins_anew(seam))  # an item may end with a comma
    return seam.before.endswith((",", "(", "«", "/", "–", "—", "-"))


def _open_word(seam: Seam) -> bool:
    """тематику семинаров по | повышению уровня; использованию и | развитию"""
    return last_word(seam.before) in PREPOSITIONS | CONJUNCTIONS | OPEN_WORDS


def _open_bracket(seam: Seam) -> bool:
    """(журналов учета посещений | и занятий)"""
    return _is_open(seam, "(", ")") or _is_open(seam, "«", "»")


def _is_open(seam: Seam, opening: str, closing: str) -> bool:
    """Say whether a pair is open; the bracket of the number «1)» closes nothing."""
    text = NUMBER.sub("", seam.before)
    return text.count(opening) > text.count(closing)


def _listed_in_bracket(seam: Seam) -> bool:
    """графики отключений (плановых; | внеплановых)"""
    return not _opens_entry(seam) and _is_open(seam, "(", ")") and ")" in seam.after.partition("(")[0]


def _conjunction_first(seam: Seam) -> bool:
    """обеспечивает учет | и сохранность имущества; … | ) и другое"""
    return first_word(seam.after[:20]) in CONJUNCTIONS - {"если", "чтобы"} or seam.after[0] in ",)»;:."


def _full_line(seam: Seam) -> bool:
    """A line of a wrapped text that was full: its sentence goes on below."""
    return seam.wrapped and not _begins_anew(seam)


def _begins_anew(seam: Seam) -> bool:
    """контингенту в услугах | способствует созданию условий; (далее – Кодекс) | Закон о языках"""
    if seam.kind is Kind.DUTIES:
        return _begins_duty(seam)
    if seam.kind is not Kind.KNOWLEDGE or is_bare_adjective(last_word(seam.before)):
        return False
    return bool(ACT.match(seam.after)) or first_word(seam.after) in KNOWLEDGE_OPENERS


def _begins_duty(seam: Seam) -> bool:
    """A predicate first, while the text before has its own and does not wait for this one."""
    first = first_word(seam.after)
    infinitive = is_infinitive(first) and is_infinitive(first_word(seam.before))
    if not (is_finite(first) or infinitive) or not (seam.listed or has_predicate(seam.before)):
        return False
    relative = any(word.startswith(("котор", "где")) for word in words(seam.before)[-6:])
    return not relative and not ends_in_adverbial(seam.before)


def _full_line_of_page(seam: Seam) -> bool:
    """The same over a page break: more blank lines, but nothing new begins."""
    return (seam.full or (seam.page and _small(seam))) and not _begins_anew(seam)


def _bare_adjective(seam: Seam) -> bool:
    """подготовка по лечебной | физкультуре; but услугах | способствует созданию"""
    word = last_word(seam.before)
    return _small(seam) and is_bare_adjective(word) and not is_finite(first_word(seam.after))


def _no_predicate(seam: Seam) -> bool:
    """осуществляет контроль за качеством | предоставляемых услуг: duties have a predicate each"""
    if seam.kind is not Kind.DUTIES or seam.listed or not _small(seam):
        return False
    return has_predicate(seam.before) and not has_predicate(seam.after)


def _preposition_first(seam: Seam) -> bool:
    """порядок ведения документов | по социальной работе: no knowledge begins so"""
    return seam.kind is Kind.KNOWLEDGE and first_word(seam.after) in PREPOSITIONS and _small(seam)


def _oblique_first(seam: Seam) -> bool:
    """методы оценки потребностей | получателей услуг"""
    first = first_word(seam.after)
    return seam.kind is Kind.KNOWLEDGE and _small(seam) and is_oblique(first) and first not in KNOWLEDGE_OPENERS


def _requirement_goes_on(seam: Seam) -> bool:
    """и стаж работы не менее 3 лет | на руководящих должностях"""
    return seam.kind is Kind.REQUIREMENTS and _small(seam) and not EDUCATION.match(seam.after)


RULES: tuple[Callable[[Seam], bool], ...] = (
    _comma,
    _open_word,
    _open_bracket,
    _conjunction_first,
    _full_line,
    _full_line_of_page,
    _bare_adjective,
    _no_predicate,
    _preposition_first,
    _oblique_first,
    _requirement_goes_on,
)


def continues(seam: Seam) -> str | None:
    """Name of the rule by which the line after goes on with the text before, or None."""
    for rule in (_abbreviation, _reference, _colon_in_prose, _listed_in_bracket):
        if rule(seam):
            return rule.__name__.strip("_")
    if _opens_entry(seam) or (_is_closed(seam) and not _is_wrapped_sentence(seam)):
        return None
    return next((rule.__name__.strip("_") for rule in RULES if rule(seam)), None)


def _is_closed(seam: Seam) -> bool:
    return seam.before.endswith(END_MARKS)


def _is_wrapped_sentence(seam: Seam) -> bool:
    """A full line that ends with a mark inside a paragraph of requirements; «высшей категории:» alone."""
    if seam.kind is not Kind.REQUIREMENTS:
        return False
    return (seam.wrapped and seam.before.endswith(".")) or bool(CATEGORY.fullmatch(seam.before + " "))


def _opens_entry(seam: Seam) -> bool:
    """A numbered or bulleted line, a level or a category line begins anew."""
    if seam.kind is Kind.REQUIREMENTS and (LEVEL.match(seam.after) or CATEGORY.match(seam.after)):
        return not (seam.wrapped and _open_word(seam))
    bullet = BULLETED.match(seam.after)
    if bullet and bullet["dash"] and seam.wrapped and not _is_closed(seam):
        return False  # без категории | – высшее образование
    return bool(bullet or NUMBER.match(seam.after))


def paragraphs(lines: Sequence[Line], *, kind: Kind | None, layout: Layout) -> list[Paragraph]:
    """Join the lines of one section to paragraphs."""
    joined: list[Paragraph] = []
    listed = False
    for place, line in enumerate(lines):
        before = joined[-1] if joined else None
        if before is not None:
            listed = _is_listed(before.text, listed=listed)
            seam = seam_of(before.text, lines[place - 1], line, layout=layout, kind=kind, listed=listed)
            rule = continues(seam)
            if rule:
                joined[-1] = _glue(before, line, rule="" if seam.wrapped else rule)
                continue
        joined.append(Paragraph(text=line.text, starts=((0, line.line),), lines=(*line.also, line.line)))
    return joined


def _is_listed(text: str, *, listed: bool) -> bool:
    """Say whether what follows stands in a list under a lead-in; the next predicate ends the list."""
    return text.endswith(":") or (listed and not has_predicate(text))


def seam_of(
    before: str, last: Line, line: Line, *, layout: Layout, kind: Kind | None = None, listed: bool = False
) -> Seam:
    """Return the seam between a text that ends with the line `last` and the next line."""
    full = layout.width is not None and is_full(last, line, layout.width)
    wrapped = full and line.gap <= layout.gap
    return Seam(before=before, after=line.text, kind=kind, full=full, wrapped=wrapped, page=line.page, listed=listed)


def _glue(before: Paragraph, line: Line, *, rule: str) -> Paragraph:
    blank = "" if re.search(r"[а-яё]-$", before.text, re.I) else " "
    return Paragraph(
        text=before.text + blank + line.text,
        starts=(*before.starts, (len(before.text) + len(blank), line.line)),
        lines=(*before.lines, *line.also, line.line),
        joins=(*before.joins, (line.line, rule)) if rule else before.joins,
    )
