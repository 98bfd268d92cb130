"""Browsing: search of the catalogue, a profession, a place of a document."""

from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse

from matching.matcher import Matcher
from service.pages.document_names import documents_of
from service.pages.failures import Failure
from service.pages.profession_view import ProfessionView, profession_view
from service.pages.rendering import page
from service.pages.searching import KINDS, LONGEST_QUERY, search
from service.pages.services import Services
from service.pages.sources import excerpt

SHOWN = 40  # professions on a page


def add(app: FastAPI, services: Services) -> None:
    """Add the routes of these pages."""

    @app.get("/professions", include_in_schema=False)
    async def professions(
        request: Request,
        q: Annotated[str, Query()] = "",
        kind: Annotated[str, Query()] = KINDS[0],
        level: Annotated[str, Query()] = "",
        start: Annotated[str, Query()] = "",
    ) -> HTMLResponse:
        query = " ".join(q.split())[:LONGEST_QUERY]
        wanted = int(level) if level in {*"12345678"} else None
        found, documents = await services.run(
            "search", lambda matcher: (search(matcher, query, level=wanted), documents_of(matcher.index.catalogue))
        )
        return page(
            request,
            "catalogue",
            query=query,
            kind=kind if kind in KINDS else KINDS[0],
            level=wanted,
            found=found,
            documents=documents,
            start=min(_number(start), len(found.professions)),
            shown=SHOWN,
        )

    @app.get("/professions/{identifier}", include_in_schema=False)
    async def profession(request: Request, identifier: str, card: Annotated[str, Query()] = "") -> HTMLResponse:
        view = await services.run("profession", lambda matcher: _view(matcher, identifier, card))
        return page(request, "profession", view=view)

    @app.get("/documents/{identifier}", include_in_schema=False)
    async def document(request: Request, identifier: str, line: Annotated[str, Query()] = "") -> HTMLResponse:
        with services.use() as matcher:
            wanted = next((d for d in matcher.index.catalogue.documents if d.id == identifier), None)
        if wanted is None:
            raise Failure(404, "unknown")
        return page(request, "document", document=wanted, excerpt=excerpt(wanted, _number(line)))


def _view(matcher: Matcher, identifier: str, card: str) -> ProfessionView:
    profession = matcher.index.catalogue.profession_by_id.get(identifier)
    if profession is None:
        raise Failure(404, "unknown")
    return profession_view(matcher.comparer.likeness, profession, card or None)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 9 else 0
