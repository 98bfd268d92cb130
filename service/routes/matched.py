"""The answer for one text, as plain data."""

from dataclasses import replace
from typing import Any

from matching.explain import explain
from matching.matcher import Matcher, UnknownTarget
from service.gap_answers import answered
from service.messages import LANGUAGES
from service.results import result_dict
from service.schemas import MatchRequest, Target


def matched(matcher: Matcher, body: MatchRequest) -> dict[str, Any]:
    """The match result with what the options ask for. Raises TextTooLong, UnknownTarget."""
    target = target_id(matcher, body.target) if body.target else None
    options = body.options
    # With one candidate alone the matcher could not tell that two fit equally well.
    most = max(2, options.top_k)
    result = matcher.match(body.text, kind=body.kind, title=body.title, top_k=most, target=target)
    shown = tuple(p for p in result.professions[: options.top_k] if p.confidence >= options.min_confidence)
    data = result_dict(replace(result, professions=shown))
    if result.gaps:
        data["gaps"] = answered(matcher.index.catalogue, result.gaps)
    if options.explain:
        data["explanation"] = {
            language: explain(result, language, text=body.text, title=body.title or "") for language in LANGUAGES
        }
    return data


def target_id(matcher: Matcher, target: Target) -> str:
    """The id that a target names. Raises UnknownTarget."""
    named = target.profession or target.card
    if named:
        return named
    members = (member for profession in matcher.index.professions for member in profession.members)
    place = target.document, target.line
    found = next((member.id for member in members if (member.document, member.line) == place), None)
    if found is None:
        raise UnknownTarget(f"No card or position begins at line {target.line} of {target.document!r}.")
    return found
