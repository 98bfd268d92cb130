"""What an operator asks of a running service."""

from fastapi import APIRouter

from indexing.errors import IndexFault
from models.errors import ModelError
from service.answers import ReloadAnswer
from service.parts import PartsOf
from service.problems import Problem
from service.responses import Json, versions
from service.routes.access import AdminCaller
from service.routes.documented import problems

router = APIRouter(prefix="/v1/admin", tags=["operation"])


@router.post(
    "/reload",
    summary="Switch to the index that `kasip build` made last",
    response_model=ReloadAnswer,
    responses=problems(409),
)
async def reload(caller: AdminCaller, parts: PartsOf) -> Json:
    """Requests go on meanwhile; an index that does not give known answers is refused."""
    try:
        switch = await parts.operation.reload()
    except (IndexFault, ModelError) as exc:
        raise Problem(409, "reload-refused", reason=str(exc)) from exc
    with parts.operation.current.use() as matcher:
        told = versions(matcher)
    return Json({"before": switch.before, "after": switch.after, "took_s": round(switch.took_s, 3), **told})
