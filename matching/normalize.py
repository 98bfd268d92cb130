"""Normalise free skills («уход за лежачими») to the competences of the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.language import language
from matching.matcher import MAX_CHARACTERS, Matcher, TextTooLong
from matching.nearest import Found, NearestCompetences
from matching.reading import Reading, ReadStatement

# Nearness of a skill in a few words and its nearest item. With the default encoder 51 of 56 skills of the field reach it
# and 6 of 48 skills of other trades; from 0.47 to 0.50 the two shares lie farthest apart. Both lists stand in the tests.
NEAR = 0.48
SHOWN = 3  # competences of a skill


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalized:
    """A free skill with its nearest competences, none when nothing in the catalogue is near enough."""

    skill: str
    competences: tuple[Found, ...]


def normalize(matcher: Matcher, skills: Sequence[str], *, most: int = SHOWN) -> tuple[Normalized, ...]:
    """The nearest competences of every skill, in the order given. Raises TextTooLong."""
    text = "\n".join(skills)
    if len(text) > MAX_CHARACTERS:
        raise TextTooLong(f"The skills have {len(text)} characters, at most {MAX_CHARACTERS} are read. Send fewer.")
    starts = np.cumsum([0, *(len(skill) + 1 for skill in skills)]).tolist()
    said = [ReadStatement(s, start, start + len(s), "skills") for s, start in zip(skills, starts, strict=False)]
    reading = Reading(text=text, language=language(text), kind="cv", title="", statements=tuple(said))
    nearest = NearestCompetences(matcher, matcher.comparer.compare(reading))
    return tuple(
        Normalized(skill=skill, competences=tuple(nearest.of(n, minimum=NEAR, most=most)))
        for n, skill in enumerate(skills)
    )
