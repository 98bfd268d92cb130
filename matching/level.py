"""Level: a distribution over the levels of the framework with reasons that quote the text."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from corpus.level_sources import LevelSource
from matching.coefficients import Coefficients
from matching.likely import likely
from matching.reading import Reading, ReadStatement
from matching.result import Level, LevelEstimate, LevelReason, Span
from matching.tables import rules

LEVELS = range(1, 9)
NO_SOURCES: Mapping[int, LevelSource] = MappingProxyType({})
# Set aside for matching, yet they may name experience: «Опыт 1-3 года, полная занятость».
READ_BOILERPLATE = ("", "schedule", "education", "experience", "conditions")


def reasons(reading: Reading, coefficients: Coefficients) -> tuple[LevelReason, ...]:
    """Every rule that fires, once, with its first quote and the levels that it makes likelier."""
    found: dict[str, LevelReason] = {}
    for statement in _read(reading):
        for rule in likely("level", statement.text):
            quoted = None if rule.name in found else rule.pattern.search(statement.text)
            if quoted:
                weights = coefficients.level_rules.get(rule.name, {})
                says = tuple(int(level) for level, weight in weights.items() if weight > 0)
                span = _whole_words(reading.text, statement, quoted)
                quote = reading.text[span.start : span.end]
                found[rule.name] = LevelReason(rule=rule.name, quote=quote, span=span, says=says)
    return tuple(found[rule.name] for rule in rules("level") if rule.name in found)


def _whole_words(text: str, statement: ReadStatement, found: re.Match[str]) -> Span:
    """Where a rule fired, with the words that it cuts made whole and without outer blanks: «заведующ» → «заведующая»."""
    start = statement.start + found.start() + len(found[0]) - len(found[0].lstrip())
    end = statement.start + found.start() + len(found[0].rstrip())
    while start > statement.start and _inside_word(text, start):
        start -= 1
    while end < statement.end and _inside_word(text, end):
        end += 1
    return Span(start=start, end=end)


def _inside_word(text: str, place: int) -> bool:
    return text[place - 1].isalnum() and text[place].isalnum()


def _read(reading: Reading) -> Sequence[ReadStatement]:
    return [s for s in reading.statements if s.boilerplate in READ_BOILERPLATE]


def distribution(levels: Sequence[int], found: Sequence[LevelReason], coefficients: Coefficients) -> dict[int, float]:
    """Probability of each level among `levels`; empty when the profession has none."""
    weights = {
        level: sum(coefficients.level_rules.get(r.rule, {}).get(str(level), 0.0) for r in found) for level in levels
    }
    if not weights:
        return {}
    top = max(weights.values())
    total = sum(math.exp(w - top) for w in weights.values())
    return {level: math.exp(w - top) / total for level, w in weights.items()}


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
    """Mix the distributions of the candidates (their levels, their confidence); no levels at all give value None.

    The nearest professions speak too: many positions print no level of their own, and neighbours lie at theirs.
    """
    mixed = dict.fromkeys(LEVELS, 0.0)
    for levels, confidence in candidates:
        for level, chance in distribution(levels, found, coefficients).items():
            mixed[level] += confidence * chance
    total = sum(mixed.values())
    if not total:
        return LevelEstimate(value=None, distribution={}, reasons=found)
    shares = {str(level): round(m / total, 4) for level, m in mixed.items() if m}
    value = max(mixed, key=lambda level: (mixed[level], -level))
    return LevelEstimate(value=value, distribution=shares, reasons=found)
