"""Errors of pages as pages; callers of the API keep getting problem details."""

from inspect import isawaitable

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from service.pages.catalogues import words_of
from service.pages.failures import Failure
from service.pages.language_choice import language
from service.pages.rendering import page

KINDS = {404: "unknown", 405: "method"}


def add(app: FastAPI) -> None:
    """Answer failures of pages, addresses that nobody serves, and crashes."""

    async def on_failure(request: Request, exc: Exception) -> Response:
        return failed(request, exc if isinstance(exc, Failure) else Failure(500, "crash"))

    app.add_exception_handler(Failure, on_failure)
    _wrap(app, HTTPException)
    _wrap(app, Exception)


def failed(request: Request, failure: Failure) -> HTMLResponse:
    """A page that says what went wrong and what to do."""
    words = words_of(language(request))
    return page(request, "error", failure=failure, title=failure.title(words), advice=failure.advice(words))


def _wrap(app: FastAPI, kind: type[Exception]) -> None:
    """Put a page before a handler of the app, for requests that ask for one."""
    earlier = app.exception_handlers[kind]

    async def on_error(request: Request, exc: Exception) -> Response:
        if not _wants_page(request):
            answer = earlier(request, exc)
            return await answer if isawaitable(answer) else answer
        status = exc.status_code if isinstance(exc, HTTPException) else 500
        return failed(request, Failure(status, KINDS.get(status, "crash")))

    app.add_exception_handler(kind, on_error)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")
