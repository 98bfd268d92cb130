"""What counsellors say of answers."""

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from matching.matcher import Matcher
from service.answers import FeedbackAnswer
from service.parts import PartsOf
from service.responses import Json, versions
from service.routes.access import MatchCaller
from service.routes.documented import WITH_BODY, problems
from service.routes.failures import NoSuchId
from service.schemas import FeedbackRequest
from service.state.feedback import Judgement

router = APIRouter(prefix="/v1", tags=["feedback"])


@router.post(
    "/feedback",
    status_code=201,
    summary="Confirm, reject or correct a profession, a level or an item of the gaps",
    response_model=FeedbackAnswer,
    responses=problems(404, *WITH_BODY),
)
async def feedback(body: FeedbackRequest, caller: MatchCaller, parts: PartsOf) -> Json:
    """The mark holds ids, versions and the day. The audit log notes who overrode what."""
    with parts.operation.current.use() as matcher:
        _check_ids(matcher, body)
        told = versions(matcher)
    judgement = Judgement(**{**told, **body.model_dump(exclude={"input_sha256"}, exclude_none=True)})
    identifier = await run_in_threadpool(
        parts.state.feedback.add, judgement, who=caller.id, input_sha256=body.input_sha256
    )
    return Json({"id": identifier, **told}, 201)


def _check_ids(matcher: Matcher, body: FeedbackRequest) -> None:
    """Raise NoSuchId for a profession or item that the catalogue does not have."""
    known = matcher.index.profession_number
    professions = [body.profession]
    if body.kind == "profession" and body.corrected is not None:
        professions.append(body.corrected)
    items = [body.item] if body.item is not None else []
    unknown = [*(p for p in professions if p not in known), *(i for i in items if i not in matcher.index.item_number)]
    if unknown:
        raise NoSuchId(unknown[0])
