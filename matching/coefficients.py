"""Coefficients of the small models of this layer: learned by `python -m eval.fit`, kept in a readable file."""

import json
from functools import cache
from importlib.resources import files

from pydantic import BaseModel


class Coefficients(BaseModel, frozen=True):
    """Contents of `matching/data/coefficients.json`."""

    learned_from: str  # which texts, how many
    kind: dict[str, float]  # feature → weight of the logit of "the text is a CV"
    ranking: dict[str, float]  # feature → weight of the conditional logit over professions
    scope: dict[str, float]  # feature → weight of the logit of "the text lies in the field"
    right: dict[str, float]  # feature → weight of the logit of "the first answer is right", for texts in the field
    accept: float  # chance to lie in the field below which a text is out of scope
    gap_cv: dict[str, dict[str, float]]  # status → feature → weight
    gap_vacancy: dict[str, dict[str, float]]
    gap_cv_words: dict[str, dict[str, float]]  # status → word of the item → weight
    gap_vacancy_words: dict[str, dict[str, float]]
    level_rules: dict[str, dict[str, float]]  # rule → level → log likelihood ratio


@cache
def coefficients() -> Coefficients:
    """The coefficients that this installation ships."""
    text = files("matching").joinpath("data", "coefficients.json").read_text(encoding="utf-8")
    return Coefficients.model_validate(json.loads(text))


def weighted(weights: dict[str, float], features: dict[str, float]) -> float:
    """Weighted sum with the intercept `bias`."""
    return weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in features.items())
