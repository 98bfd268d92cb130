"""Match and gaps: the heart of the API."""

import hashlib
from typing import Any

from fastapi import APIRouter

from matching.matcher import Matcher
from service.answers import GapsAnswer, MatchAnswer
from service.gap_answers import AnsweredGaps, answered
from service.parts import Parts, PartsOf
from service.responses import Json, Versions, versions
from service.routes.access import MatchCaller
from service.routes.documented import WITH_BODY, problems
from service.routes.matched import matched
from service.schemas import GapsRequest, MatchRequest
from service.state.entries import Entry, Value, decision_entry

router = APIRouter(prefix="/v1", tags=["matching"])


@router.post(
    "/match",
    summary="Professions, level and evidence of a vacancy or CV",
    response_model=MatchAnswer,
    responses=problems(404, *WITH_BODY),
)
async def match(body: MatchRequest, caller: MatchCaller, parts: PartsOf) -> Json:
    """Match a text. With `target` its gaps are told too, with `options.explain` a paragraph on why."""
    return await answer(parts, body, who=caller.id, action="match")


@router.post(
    "/gaps",
    summary="What a text covers of a profession and what is missing",
    response_model=GapsAnswer,
    responses=problems(404, *WITH_BODY),
)
async def gaps(body: GapsRequest, caller: MatchCaller, parts: PartsOf) -> Json:
    """Judge every item of a card; each that is lacking has the step that closes its gap."""

    def work(matcher: Matcher) -> tuple[AnsweredGaps, Versions]:
        found = matcher.gaps(body.text, body.card or body.profession or "", kind=body.kind)
        return answered(matcher.index.catalogue, found), versions(matcher)

    found, told = await parts.operation.run("gaps", work)
    digest = sha256(body.text)
    decision: dict[str, Value] = {"profession": found.profession, "card": found.card, **found.summary}
    await parts.note(Entry(who=caller.id, action="gaps", input_sha256=digest, decision=decision, **told))
    return Json({"gaps": found, "input_sha256": digest, **told})


async def answer(parts: Parts, body: MatchRequest, *, who: str, action: str, **more: Any) -> Json:
    """Match a text in its turn, note the decision, count it. Raises what `matched` does, Busy, Late."""
    data = await parts.operation.run("match", lambda matcher: matched(matcher, body))
    await parts.note(decision_entry(data, who=who, action=action))
    parts.operation.metrics.answer(data)
    return Json({**data, **more})


def sha256(text: str) -> str:
    """By which a text is known without being kept."""
    return hashlib.sha256(text.encode()).hexdigest()
