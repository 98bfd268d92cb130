"""Level: a distribution over the levels of the framework with reasons that quote the text."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from corpus.level_sources import LevelSource
from matching.coefficients import Coefficients
from matching.formal import RANGE, demanded, had
from matching.likely import likely
from matching.reading import Reading, ReadStatement
from matching.result import Level, LevelEstimate, LevelReason, Span
from matching.tables import rules

LEVELS = range(1, 9)
NO_SOURCES: Mapping[int, LevelSource] = MappingProxyType({})
# Set aside for matching, yet they may name experience: «Опыт 1-3 года, полная занятость».
READ_BOILERPLATE = ("", "schedule", "education", "experience", "conditions")
OF_DENIALS = ("education_none", "experience_none")
OF_EDUCATION = {
    "school": "education_school",
    "college": "education_college",
    "post_secondary": "education_college",
    "higher": "education_higher",
    "postgraduate": "education_master",
}
OF_YEARS = ((5, "experience_long"), (3, "experience_medium"), (0.1, "experience_short"), (0, "experience_none"))
HEAD = 120  # letters of a title or of a line with dates that name the post
Fired = tuple[str, Span]  # a rule and its words


def reasons(reading: Reading, coefficients: Coefficients) -> tuple[LevelReason, ...]:
    """Every rule that fires, once, with its first quote and the levels that it makes likelier."""
    found: dict[str, LevelReason] = {}
    for rule, span in (*_formal(reading), *_posts(reading), *_said(reading)):
        if rule not in found:
            weights = coefficients.level_rules.get(rule, {})
            says = tuple(int(level) for level, weight in weights.items() if weight > 0)
            found[rule] = LevelReason(rule=rule, quote=reading.text[span.start : span.end], span=span, says=says)
    return tuple(found.values())


def names() -> frozenset[str]:
    """All rules that can fire."""
    tables = {rule.name for table in ("level", "level_posts") for rule in rules(table)}
    return frozenset({*tables, *OF_EDUCATION.values(), *(name for _, name in OF_YEARS)})


def _formal(reading: Reading) -> Iterator[Fired]:
    """The education and the years of work that a vacancy asks for at least, or that a CV names at most."""
    formal = had(reading) if reading.kind == "cv" else demanded(reading)
    if formal.education:
        yield OF_EDUCATION[formal.education.value], _whole_words(reading.text, formal.education.span)
    if formal.years and formal.years.basis == "said":
        name = next(name for least, name in OF_YEARS if float(formal.years.value) >= least)
        yield name, _whole_words(reading.text, formal.years.span)


def _posts(reading: Reading) -> Iterator[Fired]:
    """Roles in what names the post: the title, a wish, the head of a line with dates, «работала …», «… болдым»."""
    for statement in reading.statements:
        for start, end in _naming(reading, statement):
            yield from _fired("level_posts", reading.text, start, end)


def _naming(reading: Reading, statement: ReadStatement) -> Iterator[tuple[int, int]]:
    """Places of the words in a statement that name the post of the text."""
    dated = reading.kind == "cv" and statement.section != "education" and RANGE.search(statement.text)
    if dated or statement.section in ("title", "wish"):
        yield statement.start, min(statement.end, statement.start + HEAD)
    for rule in likely("level_work", statement.text) if reading.kind == "cv" else ():
        for found in rule.pattern.finditer(statement.text):
            yield statement.start + found.start(), statement.start + found.end()


def _said(reading: Reading) -> Iterator[Fired]:
    """What a statement says of the work; one that denies can only say that nothing is asked for."""
    for statement in reading.statements:
        if statement.boilerplate in READ_BOILERPLATE:
            fired = _fired("level", reading.text, statement.start, statement.end)
            yield from (f for f in fired if not statement.negated or f[0] in OF_DENIALS)


def _fired(table: str, text: str, start: int, end: int) -> Iterator[Fired]:
    """Rules of a table that fire between two places of a text, with their words."""
    part = text[start:end]
    for rule in likely(table, part):
        quoted = rule.pattern.search(part)
        if quoted:
            yield rule.name, _whole_words(text, Span(start=start + quoted.start(), end=start + quoted.end()))


def _whole_words(text: str, span: Span) -> Span:
    """A place with the words that it cuts made whole and without outer blanks and marks: «заведующ» → «заведующая»."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    while start > 0 and _inside_word(text, start):
        start -= 1
    while end < len(text) and _inside_word(text, end):
        end += 1
    return Span(start=start, end=end)


def _inside_word(text: str, place: int) -> bool:
    return text[place - 1].isalnum() and text[place].isalnum()


def _likelihoods(levels: Sequence[int], found: Sequence[LevelReason], coefficients: Coefficients) -> dict[int, float]:
    """How likely the reasons are at each level, next to all texts."""
    weights = [coefficients.level_rules.get(reason.rule, {}) for reason in found]
    return {level: math.exp(sum(own.get(str(level), 0.0) for own in weights)) for level in levels}


def distribution(levels: Sequence[int], found: Sequence[LevelReason], coefficients: Coefficients) -> dict[int, float]:
    """Probability of each level among `levels`; empty when the profession has none."""
    likelihoods = _likelihoods(levels, found, coefficients)
    total = sum(likelihoods.values())
    return {level: likelihood / total for level, likelihood in likelihoods.items()}


def of_profession(
    levels: Sequence[int],
    found: Sequence[LevelReason],
    coefficients: Coefficients,
    sources: Mapping[int, LevelSource] = NO_SOURCES,
) -> Level:
    """The likeliest level of one profession with its source; value None when no document says one for it."""
    chances = distribution(levels, found, coefficients)
    if not chances:
        return Level(value=None, confidence=0.0)
    value = max(chances, key=lambda level: (chances[level], -level))
    own = Level(value=value, confidence=round(chances[value], 4))
    return _told(own, sources[value]) if value in sources else own


def _told(level: Level, source: LevelSource) -> Level:
    return replace(
        level,
        basis=source.basis,
        owner=source.owner,
        line=source.line,
        sublevels=source.sublevels,
        divided_by=source.divided_by,
        categories=source.categories,
    )


def estimate(
    candidates: Sequence[tuple[Sequence[int], float]], found: tuple[LevelReason, ...], coefficients: Coefficients
) -> LevelEstimate:
    """Bayes over the levels of the candidates, each confidence spread over its levels; no levels at all give value None.

    The nearest professions speak too: many positions print no level of their own, and neighbours lie at theirs.
    A candidate whose levels the reasons speak against counts for less beside one whose levels they speak for.
    """
    mixed = dict.fromkeys(LEVELS, 0.0)
    for levels, confidence in candidates:
        for level, likelihood in _likelihoods(levels, found, coefficients).items():
            mixed[level] += confidence * likelihood / len(levels)
    total = sum(mixed.values())
    if not total:
        return LevelEstimate(value=None, distribution={}, reasons=found)
    shares = {str(level): round(m / total, 4) for level, m in mixed.items() if m}
    value = max(mixed, key=lambda level: (mixed[level], -level))
    return LevelEstimate(value=value, distribution=shares, reasons=found)
