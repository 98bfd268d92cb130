"""What can be taken away: print views and files of an answer. The text comes with the request again, it was not kept."""

from collections.abc import Callable
from importlib import import_module

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from matching.matcher import Matcher
from service.exports import xlsx
from service.exports.client import client_sheet
from service.exports.counsellor import counsellor_sheet
from service.exports.paper import Paper
from service.pages import forms
from service.pages.answering import Answer
from service.pages.catalogues import Words, words_of
from service.pages.failures import Failure
from service.pages.language_choice import language
from service.pages.match_page import answered
from service.pages.rendering import HEADERS, page
from service.pages.services import Services

FORMATS = ("docx", "pdf")
SHEETS: dict[str, Callable[[Matcher, Answer, Words], Paper]] = {
    "client": client_sheet,
    "counsellor": lambda matcher, answer, words: counsellor_sheet(answer, words),
}


def add(app: FastAPI, services: Services) -> None:
    """Add the routes of print views and files."""

    @app.post("/print/{sheet}", include_in_schema=False)
    async def print_view(request: Request, sheet: str) -> HTMLResponse:
        answer, _ = await answered(await forms.read(request), services)
        make, words = _sheet(sheet), words_of(language(request))
        paper = await services.run("print", lambda matcher: make(matcher, answer, words))
        return page(request, "print", paper=paper)

    @app.post("/export/items.xlsx", include_in_schema=False)
    async def workbook(request: Request) -> Response:
        answer, _ = await answered(await forms.read(request), services)
        data = await run_in_threadpool(xlsx.xlsx, answer, words_of(language(request)))
        return attached(data, xlsx.TYPE, "kasip.xlsx")

    @app.post("/export/{sheet}.{extension}", include_in_schema=False)
    async def export(request: Request, sheet: str, extension: str) -> Response:
        make = _sheet(sheet)
        if extension not in FORMATS:
            raise Failure(404, "unknown")
        answer, _ = await answered(await forms.read(request), services)
        words = words_of(language(request))
        media_type, write = await run_in_threadpool(_writer, extension)
        data = await services.run("export", lambda matcher: write(make(matcher, answer, words)))
        return attached(data, media_type, f"kasip-{sheet}.{extension}")


def _writer(extension: str) -> tuple[str, Callable[[Paper], bytes]]:
    """Media type and writer of a format. Its library is loaded when somebody first asks for it, not at every start."""
    module = import_module(f"service.exports.{extension}")
    return module.TYPE, getattr(module, extension)


def attached(data: bytes, media_type: str, name: str) -> Response:
    """A file to save; its name tells nothing of the person."""
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers=headers)


def _sheet(name: str) -> Callable[[Matcher, Answer, Words], Paper]:
    if name not in SHEETS:
        raise Failure(404, "unknown")
    return SHEETS[name]
