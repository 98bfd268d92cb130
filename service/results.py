"""Answers as plain data, for every way out of the service."""

from typing import Any

import orjson

from matching.result import MatchResult


def result_dict(result: MatchResult) -> dict[str, Any]:
    """The answer as plain data, optional fields left out when empty."""
    data: dict[str, Any] = orjson.loads(orjson.dumps(result))
    return {k: v for k, v in data.items() if not (k in ("question", "gaps") and v is None)}
