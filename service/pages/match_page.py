"""The first page: a text in, the answer out."""

from dataclasses import replace

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from matching.matcher import UnknownTarget
from service.pages import forms
from service.pages.answering import Answer, Asked, answer
from service.pages.failures import Failure
from service.pages.forms import Form
from service.pages.rendering import page
from service.pages.services import Services
from service.results import result_dict
from service.state.entries import decision_entry
from service.state.errors import StateError

WHO = "web"  # of the audit log: pages know no persons
KINDS = ("auto", "vacancy", "cv")


def add(app: FastAPI, services: Services) -> None:
    """Add the routes of this page."""

    @app.get("/", include_in_schema=False)
    async def form(request: Request) -> HTMLResponse:
        return blank(request, services)

    @app.post("/", include_in_schema=False)
    async def result(request: Request) -> HTMLResponse:
        sent = await forms.read(request)
        try:
            found, warnings = await answered(sent, services)
        except Failure as failure:
            if failure.field is None:
                raise
            return blank(request, services, failure=failure, text=sent.text("text"))
        await _note(services, found)
        return page(request, "result", answer=found, warnings=warnings, services=services)

    @app.post("/edit", include_in_schema=False)
    async def edit(request: Request) -> HTMLResponse:
        sent = await forms.read(request)
        return blank(request, services, text=sent.text("text"))


def blank(request: Request, services: Services, *, failure: Failure | None = None, text: str = "") -> HTMLResponse:
    """The form, with what was wrong with it."""
    return page(request, "match", failure=failure, text=text, services=services)


async def answered(sent: Form, services: Services) -> tuple[Answer, tuple[str, ...]]:
    """The answer for a form with what its reader should know. Raises Failure.

    `as` and `open` come from the buttons of an answer and stand before what the form held already.
    """
    # `of` names one of the two texts of a comparison
    of = sent.field("of")
    given = await forms.given(sent, services, name=of if of in ("cv", "vacancy") else "text")
    kind = sent.field("as") or sent.field("kind")
    target = sent.field("open") or sent.field("target")
    if target == "chosen":  # in the list beside the button
        target = sent.field("chosen")
    asked = Asked(text=given.text, kind=kind if kind in KINDS else "auto", target=target or None)
    try:
        return await services.run("page", lambda matcher: answer(matcher, asked)), given.warnings
    except UnknownTarget:  # the catalogue changed since the page was made
        again = replace(asked, target=None)
        return await services.run("page", lambda matcher: answer(matcher, again)), given.warnings


async def _note(services: Services, found: Answer) -> None:
    """Write to the audit log what was decided. Raises Failure when the log does not take it."""
    if services.note is None:
        return
    try:
        await services.note(decision_entry(result_dict(found.result), who=WHO, action="page"))
    except StateError as exc:
        raise Failure(503, "state-unavailable") from exc
