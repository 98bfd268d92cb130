"""A CV beside a vacancy."""

from datetime import UTC, datetime

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from matching.compare import compare
from service.pages import forms
from service.pages.failures import Failure
from service.pages.forms import Form, Given
from service.pages.rendering import page
from service.pages.services import Services

FIELDS = ("cv", "vacancy")


def add(app: FastAPI, services: Services) -> None:
    """Add the routes of this page."""

    @app.get("/compare", include_in_schema=False)
    async def form(request: Request) -> HTMLResponse:
        return page(request, "compare", texts=dict.fromkeys(FIELDS, ""), services=services)

    @app.post("/compare", include_in_schema=False)
    async def result(request: Request) -> HTMLResponse:
        sent = await forms.read(request)
        try:
            given = {name: await forms.given(sent, services, name=name) for name in FIELDS}
        except Failure as failure:
            if failure.field is None:
                raise
            return _again(request, services, sent, failure)
        return await _compared(request, services, given)


async def _compared(request: Request, services: Services, given: dict[str, Given]) -> HTMLResponse:
    year = datetime.now(UTC).year
    found = await services.run(
        "compare", lambda matcher: compare(matcher, given["cv"].text, given["vacancy"].text, year=year)
    )
    warnings = [warning for one in given.values() for warning in one.warnings]
    texts = {name: one.text for name, one in given.items()}
    return page(request, "comparison", found=found, texts=texts, warnings=warnings, services=services)


def _again(request: Request, services: Services, sent: Form, failure: Failure) -> HTMLResponse:
    texts = {name: sent.text(name) for name in FIELDS}
    return page(request, "compare", failure=failure, texts=texts, services=services)
