"""Level: a distribution over the levels of the framework with reasons that quote the text."""

import math
from collections.abc import Sequence

from matching.coefficients import Coefficients
from matching.reading import Reading, ReadStatement
from matching.result import Level, LevelEstimate, LevelReason, Span
from matching.tables import rules

LEVELS = range(1, 9)
# Set aside for matching, yet they may name experience: «Опыт 1-3 года, полная занятость».
READ_BOILERPLATE = ("", "schedule", "education", "experience", "conditions")


def reasons(reading: Reading, coefficients: Coefficients) -> tuple[LevelReason, ...]:
    """Every rule that fires, once, with its first quote and the levels that it makes likelier."""
    found: list[LevelReason] = []
    for rule in rules("level"):
        statement = next((s for s in _read(reading) if rule.pattern.search(s.text)), None)
        if statement is None:
            continue
        weights = coefficients.level_rules.get(rule.name, {})
        says = tuple(int(level) for level, weight in weights.items() if weight > 0)
        quoted = rule.pattern.search(statement.text)
        start = statement.start + (quoted.start() if quoted else 0)
        end = statement.start + (quoted.end() if quoted else 0)
        span = Span(start=start, end=end)
        found.append(LevelReason(rule=rule.name, quote=reading.text[start:end], span=span, says=says))
    return tuple(found)


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


def of_profession(levels: Sequence[int], found: Sequence[LevelReason], coefficients: Coefficients) -> Level:
    """The likeliest level of one profession; value None when no document prints a level for it."""
    chances = distribution(levels, found, coefficients)
    if not chances:
        return Level(value=None, confidence=0.0)
    value = max(chances, key=lambda level: (chances[level], -level))
    return Level(value=value, confidence=round(chances[value], 4))


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
