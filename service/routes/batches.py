"""Bulk matching in the background."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from matching.matcher import Matcher
from service import problems as errors
from service.answers import BatchAnswer, BatchGapsAnswer
from service.batch_gaps import BatchGaps, Of
from service.item_errors import in_language
from service.messages import language_of
from service.parts import Parts, PartsOf
from service.problems import Problem
from service.responses import Json, versions
from service.routes.access import MatchCaller
from service.routes.documented import WITH_BODY, problems
from service.schemas import CV, PROFESSION, VACANCY
from service.state.batches import Batch

PATH = "/v1/batches"
LINES = "application/x-ndjson"
KINDS = (LINES, "application/jsonl", "application/jsonlines")
PIECE = 200  # results that are read in one turn
EXAMPLE = [
    {"id": "1", "text": VACANCY},
    {"id": "2", "text": CV, "kind": "cv", "target": {"profession": PROFESSION}},
]
ITEM = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "id": {"anyOf": [{"type": "string", "maxLength": 200}, {"type": "integer"}]},
        "text": {"type": "string"},
        "kind": {"type": "string", "enum": ["auto", "vacancy", "cv"]},
        "title": {"type": "string"},
        "target": {"$ref": "#/components/schemas/Target"},  # adds gaps
    },
}
BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": {"type": "array", "items": ITEM, "minItems": 1, "examples": [EXAMPLE]}},
        LINES: {"schema": {"type": "string", "description": "one such object a line"}},
    },
}
BatchId = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="from the answer to POST /v1/batches")]

router = APIRouter(prefix=PATH, tags=["batches"])


@router.post(
    "",
    status_code=202,
    summary="Match many texts in the background",
    response_model=BatchAnswer,
    responses=problems(*WITH_BODY),
    openapi_extra={"requestBody": BODY},
)
async def create_batch(request: Request, caller: MatchCaller, parts: PartsOf) -> Json:
    """Send a JSON array (at most KASIP_MAX_BODY_BYTES) or JSON lines; an item that can't be answered gets an error."""
    lines = await _lines(request, most_json=parts.settings.max_body_bytes)
    batch = await run_in_threadpool(parts.state.batches.create, lines, owner=caller.id)
    parts.worker.wake()
    return _answer(parts, batch, status=202, headers={"Location": f"{PATH}/{batch.id}"})


@router.get(
    "/{identifier}",
    summary="Where a batch stands",
    response_model=BatchAnswer,
    responses=problems(404, 422),
)
async def batch(identifier: BatchId, caller: MatchCaller, parts: PartsOf) -> Json:
    """How many items are done, and how many of them got an error."""
    found = await run_in_threadpool(parts.state.batches.get, identifier, owner=caller.id)
    return _answer(parts, found)


@router.get(
    "/{identifier}/results",
    summary="Results so far, one JSON line for each item",
    response_class=StreamingResponse,
    responses={
        200: {"content": {LINES: {"schema": {"type": "string"}}}, "description": "in the order of the items"},
        **problems(404, 410, 422),
    },
)
async def batch_results(request: Request, identifier: BatchId, caller: MatchCaller, parts: PartsOf) -> Response:
    """A line is a match result with the item's `id`, or `{"id", "error": {"kind", "detail"}}`."""
    lines = await run_in_threadpool(parts.state.batches.results, identifier, owner=caller.id)
    language = language_of(request.headers.get("accept-language", ""))
    return StreamingResponse((in_language(line, language) for line in lines), media_type=LINES)


@router.get(
    "/{identifier}/gaps",
    summary="The most frequent gaps of a batch by profession and level",
    response_model=BatchGapsAnswer,
    responses=problems(404, 410, 422),
)
async def frequent_gaps(
    identifier: BatchId,
    caller: MatchCaller,
    parts: PartsOf,
    kind: Annotated[Of, Query(description="what CVs lack, or what vacancies ask for")] = "cv",
    acts: Annotated[bool, Query(description="count acts of law too")] = False,
    limit: Annotated[int, Query(ge=1, le=200, description="most gaps of a profession at a level")] = 20,
) -> Json:
    """Over the results so far whose items name a target; `lacking` of `texts` lack the item, or ask for it."""
    lines = await run_in_threadpool(parts.state.batches.results, identifier, owner=caller.id)
    gaps = BatchGaps(kind)
    while await parts.operation.run("read", lambda _: gaps.read(list(islice(lines, PIECE)))):
        pass  # between two pieces others have their turn

    def count(matcher: Matcher) -> dict[str, Any]:
        return {"gaps": gaps.count(matcher.index.catalogue, acts=acts, most=limit), **versions(matcher)}

    return Json(await parts.operation.run("frequent", count))


@router.delete(
    "/{identifier}",
    summary="Cancel a batch and delete its texts and results at once",
    response_model=BatchAnswer,
    responses=problems(404, 422),
)
async def cancel_batch(identifier: BatchId, caller: MatchCaller, parts: PartsOf) -> Json:
    """What was done is lost too; without this call the files go after KASIP_BATCH_DAYS."""
    return _answer(parts, await run_in_threadpool(parts.state.batches.cancel, identifier, owner=caller.id))


def _answer(parts: Parts, batch: Batch, *, status: int = 200, headers: dict[str, str] | None = None) -> Json:
    with parts.operation.current.use() as matcher:
        return Json({"batch": batch, **versions(matcher)}, status, headers=headers)


async def _lines(request: Request, *, most_json: int) -> Iterator[bytes]:
    """The items of a body as JSON lines. Raises Problem."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (*KINDS, "application/json"):
        raise Problem(415, "media-type", expected=f"application/json, {LINES}")
    body = await request.body()
    if kind in KINDS:
        return (line for line in body.splitlines() if line.strip())
    if len(body) > most_json:
        raise Problem(413, "too-large", limit=most_json)
    return map(orjson.dumps, _array(body))


def _array(body: bytes) -> list[Any]:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError as exc:
        raise Problem(400, "bad-json") from exc
    if not isinstance(found, list):
        raise errors.fields(errors.Wrong("body", "list"))
    return found
