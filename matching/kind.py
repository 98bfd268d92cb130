"""Kind of a text: vacancy or CV, by how people write either."""

import math
from functools import cache
from itertools import islice

from matching.coefficients import weighted
from matching.likely import likely
from matching.tables import rules

MOST = 4  # places of a feature that count: long texts are no surer than short ones


@cache
def names() -> tuple[str, ...]:
    """The features, each once."""
    return tuple(dict.fromkeys(rule.name for rule in rules("kind")))


def features(text: str) -> dict[str, float]:
    """How often each cue of `matching/data/kind.tsv` stands in a text: logarithm of one more than the places."""
    places = dict.fromkeys(names(), 0)
    for line in text.split("\n"):
        for rule in likely("kind", line):
            if places[rule.name] < MOST:
                places[rule.name] += sum(1 for _ in islice(rule.pattern.finditer(line), MOST))
    return {name: math.log1p(min(count, MOST)) for name, count in places.items()}


def kind_of(text: str, weights: dict[str, float]) -> str:
    """cv or vacancy, whichever is likelier; a text without any cue is a vacancy."""
    return likelier(features(text), weights)


def likelier(found: dict[str, float], weights: dict[str, float]) -> str:
    """The kind that the cues speak for."""
    return "cv" if any(found.values()) and weighted(weights, found) > 0 else "vacancy"
