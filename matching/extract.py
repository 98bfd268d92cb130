"""Extract competences from a text with their places."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from matching.coefficients import weighted
from matching.evidence import Compared
from matching.matcher import MAX_CHARACTERS, Matcher, TextTooLong
from matching.nearest import Found, NearestCompetences
from matching.reading import ReadStatement, read
from matching.result import Span
from matching.tables import rules

NEAR = 0.43  # nearness below which words and a competence have hardly anything in common
# Chance from which a mention is told: of the labelled ones above it three of four are right.
LIKELY = 0.4
PART = re.compile(r"[^,;/()]+")
NUMBER = re.compile(r"\d{6}")  # of a document or a telephone
WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST = 2  # words of a part of a statement
SILENT = ("title", "education", "wish", "contacts")  # sections that name jobs and schools, not competences


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A competence that a text speaks of, and where."""

    competence: Found
    quote: str
    span: Span
    confidence: float  # chance that the words speak of this competence


def extract(matcher: Matcher, text: str, *, kind: str = "auto", minimum: float = LIKELY) -> tuple[Mention, ...]:
    """Competences that a text speaks of, each once with its best words, in the order of the text.

    `minimum` is the least confidence. Raises TextTooLong.
    """
    if len(text) > MAX_CHARACTERS:
        raise TextTooLong(f"The text has {len(text)} characters, at most {MAX_CHARACTERS} are read. Shorten it.")
    reading = read(text, kind=kind)
    said = [part for s in reading.content if _speaks(s) for part in _parts(s)]
    if not said:
        return ()
    best: dict[str, Mention] = {}
    for mention in _mentions(matcher, matcher.comparer.compare(replace(reading, statements=tuple(said)))):
        known = best.get(mention.competence.id)
        if mention.confidence >= minimum and (known is None or mention.confidence > known.confidence):
            best[mention.competence.id] = mention
    return tuple(sorted(best.values(), key=lambda mention: (mention.span.start, mention.span.end)))


def _mentions(matcher: Matcher, compared: Compared) -> Iterator[Mention]:
    """For every statement the competence nearest to it, with the chance that it is meant."""
    nearest = NearestCompetences(matcher, compared)
    numbers = matcher.index.item_number
    near = {n: found for n in range(len(compared.statements)) for found in nearest.of(n, minimum=NEAR, most=1)}
    rows = [numbers[found.item] for found in near.values()]
    cover, _ = matcher.comparer.cover.of(matcher.comparer.cover.spoken(compared.words), rows)
    cosine = compared.beside.cosine(rows)
    for column, (number, found) in enumerate(near.items()):
        seen = {
            "cosine": float(cosine[number, column]),
            "cover": float(cover[number, column]),
            "knowledge": float(found.kind != "skill"),
            "act": float(found.kind == "act"),
        }
        said = compared.statements[number]
        yield Mention(
            competence=found,
            quote=said.text,
            span=Span(start=said.start, end=said.end),
            confidence=round(1 / (1 + math.exp(-weighted(_weights(), seen))), 4),
        )


@cache
def _weights() -> dict[str, float]:
    """Weights of the logit of "these words speak of this competence", from `matching/data/mentions.json`."""
    found: dict[str, Any] = json.loads(files("matching").joinpath("data", "mentions.json").read_text(encoding="utf-8"))
    return {name: float(weight) for name, weight in found["weights"].items()}


def _speaks(statement: ReadStatement) -> bool:
    """Whether a statement can speak of a competence: titles, schools and numbers of documents do not."""
    school = any(rule.pattern.search(statement.text) for rule in rules("education"))
    return statement.section not in SILENT and not school and not NUMBER.search(statement.text)


def _parts(statement: ReadStatement) -> Iterator[ReadStatement]:
    """A statement and what it lists: «уборка комнат, стирка белья» says two things; one word of a sentence is none."""
    yield statement
    found = list(PART.finditer(statement.text))
    for match in found if len(found) > 1 else ():
        text = match.group()
        start, end = match.start() + len(text) - len(text.lstrip()), match.end() - (len(text) - len(text.rstrip(" .")))
        if start < end and (len(WORD.findall(text)) >= FEWEST or statement.section == "skills"):
            place = (statement.start + start, statement.start + end)
            yield replace(
                statement,
                text=statement.text[start:end],
                masked=statement.masked[start:end],
                start=place[0],
                end=place[1],
            )
