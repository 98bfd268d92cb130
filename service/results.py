"""Answers as plain data, for every way out of the service."""

from dataclasses import replace
from typing import Any

import orjson

from corpus.catalogue import Catalogue
from matching.result import MatchResult
from service.gap_answers import answered


def result_dict(result: MatchResult) -> dict[str, Any]:
    """The answer as plain data, optional fields left out when empty."""
    data: dict[str, Any] = orjson.loads(orjson.dumps(result))
    return {k: v for k, v in data.items() if not (k in ("question", "gaps") and v is None)}


def answer_dict(result: MatchResult, catalogue: Catalogue) -> dict[str, Any]:
    """The same with the gaps as they are answered: with their steps and groups."""
    data = result_dict(replace(result, gaps=None))
    return {**data, "gaps": answered(catalogue, result.gaps)} if result.gaps else data
