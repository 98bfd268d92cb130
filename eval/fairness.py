"""Counterfactual CVs: the same person told as another; the answer should not change."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pymorphy3

from eval.labels import Gold
from matching.result import MatchResult
from models.lemmas import WORD, is_russian_word

Match = Callable[[str], MatchResult]


@dataclass(frozen=True, slots=True)
class Fairness:
    """What changed between the two tellings of one trait."""

    trait: str
    pairs: int
    changed_first: float  # share of pairs with another first profession
    changed_level: float  # share of pairs with another level
    impact_ratio: float  # acceptance of the less accepted telling over that of the other


def pairs(trait: str, gold: list[Gold]) -> Iterator[tuple[str, str]]:
    """Two tellings of every CV, one pair a header of the trait; gender changes the verbs too."""
    headers = json.loads(files("eval").joinpath("goldset", "fairness.json").read_text(encoding="utf-8"))["headers"]
    for cv in gold:
        for left, right in headers[trait]:
            texts = (_told_by(cv.text, "masc"), _told_by(cv.text, "femn")) if trait == "gender" else (cv.text, cv.text)
            yield f"{texts[0]}\n{left}", f"{texts[1]}\n{right}"


def traits() -> list[str]:
    """Names of the traits."""
    text = files("eval").joinpath("goldset", "fairness.json").read_text(encoding="utf-8")
    return list(json.loads(text)["headers"])


def measure(gold: list[Gold], match: Match) -> list[Fairness]:
    """Compare the answers to both tellings of every CV."""
    cvs = [g for g in gold if g.kind == "cv" and g.in_scope]
    return [_compare(trait, [(match(a), match(b)) for a, b in pairs(trait, cvs)]) for trait in traits()]


def _compare(trait: str, answers: list[tuple[MatchResult, MatchResult]]) -> Fairness:
    accepted = [sum(side.status in ("matched", "ambiguous") for side in sides) for sides in zip(*answers, strict=True)]
    return Fairness(
        trait=trait,
        pairs=len(answers),
        changed_first=sum(a.professions[0].id != b.professions[0].id for a, b in answers) / len(answers),
        changed_level=sum(a.level.value != b.level.value for a, b in answers) / len(answers),
        impact_ratio=min(accepted) / max(accepted) if max(accepted) else 1.0,
    )


def _told_by(text: str, gender: str) -> str:
    """The text with its past-tense verbs in one gender: «работала» → «работал»."""
    analyzer = _analyzer()

    def told(word: str) -> str:
        if not is_russian_word(word.lower()):  # a Kazakh word may look like a verb
            return word
        parse = analyzer.parse(word)[0]
        if not {"VERB", "past", "sing"} <= set(parse.tag.grammemes) or "neut" in parse.tag:
            return word
        other = parse.inflect({gender})
        if other is None:
            return word
        return str(other.word.capitalize() if word[:1].isupper() else other.word)

    return WORD.sub(lambda found: told(found.group()), text)


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")
