"""Errors of the API as problem details (RFC 9457), in the caller's language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from service.messages import MESSAGES_OF_FIELDS, language_of, message
from service.responses import Json

MOST_ERRORS = 50  # fields that are told
LONGEST_NAME = 200  # characters of a field's name, which a caller may have made up


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field by its name, and the message `field.…` that says what is wrong with it."""

    name: str
    says: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Problem(HTTPException):
    """An error that a caller is told. `kind` names its message and its `type`.

    An HTTPException, so that FastAPI lets it through where it reads the body.
    """

    def __init__(
        self,
        status: int,
        kind: str,
        *,
        says: str = "detail",
        headers: Mapping[str, str] | None = None,
        wrong: Sequence[Wrong] = (),
        **values: Any,
    ) -> None:
        """`says`: which of the kind's details; `wrong`: fields that are; `values` fill the message."""
        super().__init__(status, kind, headers=headers)
        self.kind = kind
        self.says = says
        self.values = values
        self.wrong = wrong


def fields(*wrong: Wrong) -> Problem:
    """A 422 that names fields and what is wrong with them."""
    return Problem(422, "fields", wrong=wrong)


def response(
    request: Request,
    status: int,
    kind: str,
    *,
    says: str = "detail",
    wrong: Sequence[Wrong] = (),
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> Json:
    """A problem response in the caller's language; the other arguments are those of `Problem`."""
    language = language_of(request.headers.get("accept-language", ""))
    body: dict[str, Any] = {
        "type": f"/problems/{kind}",
        "title": message(f"{kind}.title", language, **values),
        "status": status,
        "detail": message(f"{kind}.{says}", language, **values),
        "instance": request.url.path,
    }
    if wrong:
        body["errors"] = [
            {"field": each.name, "message": message(f"field.{each.says}", language, **each.values)} for each in wrong
        ]
    told = {**(headers or {}), "Content-Language": language, "Vary": "Accept-Language"}
    return Json(body, status, media_type="application/problem+json", headers=told)


def of(request: Request, problem: Problem) -> Json:
    """The response for a problem."""
    return response(
        request,
        problem.status_code,
        problem.kind,
        says=problem.says,
        wrong=problem.wrong,
        headers=problem.headers,
        **problem.values,
    )


def install(app: FastAPI) -> None:
    """Answer every error of an app with problem details."""

    async def on_problem(request: Request, exc: Exception) -> Json:
        return of(request, exc if isinstance(exc, Problem) else Problem(500, "internal"))

    async def on_validation(request: Request, exc: Exception) -> Json:
        found = exc.errors() if isinstance(exc, RequestValidationError) else []
        return of(request, _validation(request, list(found)))

    async def on_http(request: Request, exc: Exception) -> Json:
        status, headers = (exc.status_code, exc.headers) if isinstance(exc, HTTPException) else (500, None)
        kind = {400: "bad-json", 404: "no-page", 405: "method"}.get(status, "http")
        return response(request, status, kind, headers=headers)

    async def on_crash(request: Request, exc: Exception) -> Json:
        return response(request, 500, "internal")

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_crash)


def _validation(request: Request, found: list[dict[str, Any]]) -> Problem:
    """What was wrong: no JSON at all, JSON that does not say that it is, or fields."""
    if any(error["type"] == "json_invalid" for error in found):
        return Problem(400, "bad-json")
    if any(error["loc"] == ("body",) for error in found) and not _says_json(request):
        return Problem(415, "media-type", expected="application/json")
    return fields(*(_wrong(error) for error in found[:MOST_ERRORS]))


def _says_json(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def _name(error: dict[str, Any]) -> str:
    """Where the error is; what a caller has made up may be no valid Unicode."""
    name = ".".join(map(str, error["loc"][1:]))
    return name.encode("utf-8", "replace").decode()[:LONGEST_NAME] or "body"


def _wrong(error: dict[str, Any]) -> Wrong:
    """A field and what pydantic says against it; the value itself is not repeated."""
    given = error.get("ctx", {})
    if error["type"] == "literal_error":
        given = {"expected": ", ".join(re.findall("'([^']*)'", given["expected"]))}  # without its English "or"
    values = {name: given.get(name, "") for name in ("ge", "le", "min_length", "max_length", "expected")}
    values = {name: f"{value:g}" if isinstance(value, float) else value for name, value in values.items()}
    return Wrong(_name(error), MESSAGES_OF_FIELDS.get(error["type"], "other"), values)
