"""Errors of the API as problem details (RFC 9457), in the caller's language."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from service.messages import language_of, message
from service.responses import Json


class Problem(HTTPException):
    """An error that a caller is told. `kind` names its message and its `type`.

    An HTTPException, so that FastAPI lets it through where it reads the body.
    """

    def __init__(self, status: int, kind: str, **values: Any) -> None:
        super().__init__(status, kind)
        self.kind = kind
        self.values = values
        self.errors: list[dict[str, str]] = []


def fields(wrong: list[tuple[str, str]]) -> Problem:
    """A 422 that names fields and what is wrong with them."""
    problem = Problem(422, "fields")
    problem.errors = [{"field": name, "message": text} for name, text in wrong]
    return problem


def response(request: Request, status: int, kind: str, *, errors: list[Any] | None = None, **values: Any) -> Json:
    """A problem response; `errors` lists the fields that are wrong."""
    language = language_of(request.headers.get("accept-language", ""))
    body: dict[str, Any] = {
        "type": f"/problems/{kind}",
        "title": message(f"{kind}.title", language, **values),
        "status": status,
        "detail": message(f"{kind}.detail", language, **values),
        "instance": request.url.path,
    }
    if errors:
        body["errors"] = errors
    return Json(body, status, media_type="application/problem+json", headers={"Content-Language": language})


def install(app: FastAPI) -> None:
    """Answer every error of an app with problem details."""

    async def on_problem(request: Request, exc: Exception) -> Json:
        problem = exc if isinstance(exc, Problem) else Problem(500, "internal")
        return response(request, problem.status_code, problem.kind, errors=problem.errors, **problem.values)

    async def on_validation(request: Request, exc: Exception) -> Json:
        found = exc.errors() if isinstance(exc, RequestValidationError) else []
        if any(e["type"] == "json_invalid" for e in found):
            return response(request, 400, "bad-json")
        errors = [{"field": ".".join(map(str, e["loc"][1:])), "message": e["msg"]} for e in found]
        return response(request, 422, "fields", errors=errors)

    async def on_http(request: Request, exc: Exception) -> Json:
        status = exc.status_code if isinstance(exc, HTTPException) else 500
        kind = {404: "no-page", 405: "method"}.get(status, "http")
        return response(request, status, kind, reason=HTTPStatus(status).phrase)

    async def on_crash(request: Request, exc: Exception) -> Json:
        return response(request, 500, "internal")

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_crash)
