"""The answer for one text, as plain data."""

from dataclasses import replace
from typing import Any

from matching.explain import explain
from matching.matcher import Matcher
from service.messages import LANGUAGES
from service.results import answer_dict
from service.schemas import MatchRequest
from service.targets import target_id


def matched(matcher: Matcher, body: MatchRequest) -> dict[str, Any]:
    """The match result with what the options ask for. Raises TextTooLong, UnknownTarget."""
    target = target_id(matcher, body.target) if body.target else None
    options = body.options
    # With one candidate alone the matcher could not tell that two fit equally well.
    most = max(2, options.top_k)
    result = matcher.match(body.text, kind=body.kind, title=body.title, top_k=most, target=target)
    shown = tuple(p for p in result.professions[: options.top_k] if p.confidence >= options.min_confidence)
    data = answer_dict(replace(result, professions=shown), matcher.index.catalogue)
    if options.explain:
        data["explanation"] = {language: explain(result, language, title=body.title or "") for language in LANGUAGES}
    return data
