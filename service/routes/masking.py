"""Masking shown: what Kasip hides of a text before it reads it."""

from fastapi import APIRouter

from matching.masking.masks import mask
from matching.matcher import MAX_CHARACTERS, Matcher, TextTooLong
from service.answers import MaskAnswer
from service.parts import PartsOf
from service.responses import Json, versions
from service.routes.access import MatchCaller
from service.routes.documented import WITH_BODY, problems
from service.schemas import MaskRequest

router = APIRouter(prefix="/v1", tags=["matching"])


@router.post(
    "/mask",
    summary="Personal data hidden letter by letter",
    response_model=MaskAnswer,
    responses=problems(*WITH_BODY),
)
async def mask_text(body: MaskRequest, caller: MatchCaller, parts: PartsOf) -> Json:
    """The text as the matcher reads it; no offset moves."""

    def work(matcher: Matcher) -> dict[str, object]:
        if len(body.text) > MAX_CHARACTERS:
            raise TextTooLong
        hidden = mask(body.text, names=body.names)
        return {"text": hidden.text, "found": hidden.found, **versions(matcher)}

    return Json(await parts.operation.run("mask", work))
