"""Whether the service lives and is ready, and its numbers."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from service.answers import Health
from service.operation.lifecycle import NotReady, is_stuck
from service.parts import Parts, PartsOf
from service.problems import Problem
from service.responses import Json, versions
from service.routes.access import MetricsCaller
from service.routes.documented import Responses, problems

NOT_NOW: Responses = {503: problems()[503]}

router = APIRouter(tags=["operation"])


@router.get("/healthz", summary="Whether the process lives", response_model=Health, responses=NOT_NOW)
async def healthz(parts: PartsOf) -> Json:
    """Says no only when a restart helps."""
    if is_stuck(parts.operation.gate):
        raise Problem(503, "not-ready", says="stuck")
    return _health(parts, "live")


@router.get("/readyz", summary="Whether a known text gets its known answer", response_model=Health, responses=NOT_NOW)
async def readyz(parts: PartsOf) -> Json:
    """Says no while the service starts or stops, or when it does not answer as it must."""
    try:
        await parts.operation.ready()
    except NotReady as exc:
        raise Problem(503, "not-ready", says=exc.says, reason=str(exc)) from exc
    return _health(parts, "ready")


@router.get("/metrics", summary="Numbers for Prometheus", response_class=PlainTextResponse, responses=problems())
async def metrics(caller: MetricsCaller, parts: PartsOf) -> PlainTextResponse:
    """How the service does, never what it reads. With keys it needs one with the scope metrics."""
    body, kind = parts.operation.metrics.exposition()
    return PlainTextResponse(body, headers={"Content-Type": kind})


def _health(parts: Parts, status: str) -> Json:
    with parts.operation.current.use() as matcher:
        return Json({"status": status, **versions(matcher)})
