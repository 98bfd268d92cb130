"""What can go wrong below the API, as problems: one table."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request

from matching.matcher import MAX_CHARACTERS, TextTooLong, UnknownTarget
from service import problems
from service.problems import Problem
from service.responses import Json
from service.state import errors as state
from service.uploads.errors import UploadError

Told = Callable[[Any], Problem]


class NoSuchId(LookupError):
    """The catalogue has nothing by an id."""

    def __init__(self, identifier: str) -> None:
        super().__init__(identifier)
        self.identifier = identifier


def _retry(status: int, kind: str, seconds: int, **values: Any) -> Problem:
    return Problem(status, kind, headers={"Retry-After": str(seconds)}, seconds=seconds, **values)


def _upload(exc: UploadError) -> Problem:
    seconds, values = exc.values.get("retry_s"), dict[str, Any](exc.values)
    headers = {"Retry-After": str(seconds)} if seconds is not None else None
    return Problem(exc.status, exc.kind, headers=headers, **values)


TABLE: dict[type[Exception], Told] = {
    NoSuchId: lambda exc: Problem(404, "not-found", id=exc.identifier),
    TextTooLong: lambda exc: Problem(413, "text-too-long", limit=MAX_CHARACTERS),
    UnknownTarget: lambda exc: Problem(404, "unknown-target"),
    UploadError: _upload,
    state.KeyRefused: lambda exc: Problem(401, "key-refused", headers={"WWW-Authenticate": 'ApiKey realm="kasip"'}),
    state.ScopeMissing: lambda exc: Problem(403, "scope-missing", scope=exc.scope),
    state.RateExceeded: lambda exc: _retry(429, "rate-exceeded", exc.retry_after_s),
    state.BadEntry: lambda exc: problems.fields(problems.Wrong(exc.field, exc.says, exc.values)),
    state.AuditBroken: lambda exc: Problem(503, "audit-broken"),
    state.BatchMissing: lambda exc: Problem(404, "batch-not-found"),
    state.BatchEmpty: lambda exc: Problem(422, "batch-empty"),
    state.BatchTooLarge: lambda exc: Problem(413, "batch-too-large", items=exc.items, bytes=exc.size_bytes),
    state.QueueFull: lambda exc: _retry(429, "batch-queue-full", 60, unfinished=exc.unfinished),
    state.ResultsErased: lambda exc: Problem(410, "batch-erased"),
    state.StateError: lambda exc: Problem(503, "state-unavailable"),
}


def install(app: FastAPI) -> None:
    """Answer these errors with problem details; an error that is not in the table is told as its nearest base."""
    for kind, told in TABLE.items():
        app.add_exception_handler(kind, _handler(told))


def _handler(told: Told) -> Callable[[Request, Exception], Any]:
    async def on_error(request: Request, exc: Exception) -> Json:
        problem = told(exc)
        identifier = request.path_params.get("identifier")
        if identifier is not None:
            problem.values.setdefault("id", identifier)
        return problems.of(request, problem)

    return on_error
