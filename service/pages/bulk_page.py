"""Many texts at once: a table in, progress, then a table of answers and a picture of the most frequent gaps."""

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from indexing.index import Index
from service.exports import xlsx
from service.exports.bulk_xlsx import bulk_xlsx
from service.exports.gap_picture import picture
from service.pages import forms, tokens
from service.pages.bulk_summary import rows_of, summary
from service.pages.catalogues import Words, words_of
from service.pages.failures import Failure
from service.pages.forms import Form
from service.pages.language_choice import language
from service.pages.match_page import KINDS
from service.pages.rendering import page
from service.pages.services import Services
from service.pages.table_reading import read_table
from service.pages.table_rows import records
from service.pages.taking_page import attached
from service.state.batches import Batch, Batches
from service.state.errors import BatchEmpty, BatchMissing, BatchTooLarge, QueueFull, ResultsErased, StateError

EXAMPLE = "example.csv"


def add(app: FastAPI, services: Services) -> None:
    """Add the routes of this page."""
    _add_sending(app, services)
    _add_batch(app, services)


def _add_sending(app: FastAPI, services: Services) -> None:
    @app.get("/bulk", include_in_schema=False)
    async def form(request: Request) -> HTMLResponse:
        return page(request, "bulk", services=services)

    @app.post("/bulk", include_in_schema=False)
    async def create(request: Request) -> Response:
        return await _taken(request, services)

    @app.get("/bulk/example.csv", include_in_schema=False)
    async def example(request: Request) -> Response:
        words = words_of(language(request))
        return attached(_example(words.gettext("Title"), words.gettext("Text")), "text/csv; charset=utf-8", EXAMPLE)


def _add_batch(app: FastAPI, services: Services) -> None:
    @app.get("/bulk/{identifier}", include_in_schema=False)
    async def state(request: Request, identifier: str) -> HTMLResponse:
        return await _state(request, services, identifier)

    @app.get("/bulk/{identifier}/{name}", include_in_schema=False)
    async def file(request: Request, identifier: str, name: str) -> Response:
        return await _file(request, services, identifier, name)

    @app.post("/bulk/{identifier}/delete", include_in_schema=False)
    async def delete(request: Request, identifier: str) -> Response:
        return await _deleted(request, services, identifier)


async def _taken(request: Request, services: Services) -> Response:
    """Take the table of a form and go to its batch; what is wrong with a field is told beside it. Raises Failure."""
    batches = _batches(services)
    sent = await forms.read(request)
    try:
        batch = await _created(request, services, batches, sent)
    except Failure as failure:
        if failure.field is None:
            raise
        return page(request, "bulk", failure=failure, services=services)
    return RedirectResponse(f"/bulk/{batch.id}", 303)


async def _state(request: Request, services: Services, identifier: str) -> HTMLResponse:
    """Where a batch stands, with what was found once it is done. Raises Failure."""
    batch = await _own(request, services, identifier)
    found = None
    if batch.status == "done" and batch.erased_at is None:
        rows = await _rows(request, services, identifier)
        found = await services.run("summary", lambda matcher: summary(matcher.index, rows))
    return page(request, "batch", batch=batch, found=found, services=services)


async def _file(request: Request, services: Services, identifier: str, name: str) -> Response:
    """One of FILES of a batch that is done. Raises Failure."""
    batch = await _own(request, services, identifier)
    if batch.status != "done" or name not in FILES:
        raise Failure(404, "unknown")
    rows = await _rows(request, services, identifier)
    words = words_of(language(request))
    return await services.run("export", lambda matcher: FILES[name](matcher.index, rows, words))


async def _deleted(request: Request, services: Services, identifier: str) -> Response:
    """Delete a batch of this browser and go back to its page. Raises Failure."""
    sent = await forms.read(request)
    if not tokens.is_own(request, sent):
        raise Failure(403, "not-ours")
    await _own(request, services, identifier)
    await run_in_threadpool(_batches(services).cancel, identifier, owner=_owner(request))
    return RedirectResponse(f"/bulk/{identifier}", 303)


def _batches(services: Services) -> Batches:
    if services.batches is None:
        raise Failure(404, "off")
    return services.batches


async def _created(request: Request, services: Services, batches: Batches, sent: Form) -> Batch:
    """Take the table of a form. Raises Failure."""
    if not tokens.is_own(request, sent):
        raise Failure(403, "not-ours")
    table, kind = sent.files.get("table"), sent.field("kind")
    if table is None:
        raise Failure(422, "no-table", field="table")
    rows = await run_in_threadpool(read_table, table.data, most=batches.limits.items)
    lines = list(records(rows, kind if kind in KINDS else "auto"))
    try:
        batch = await run_in_threadpool(batches.create, lines, owner=_owner(request))
    except BatchEmpty as exc:
        raise Failure(422, "empty-table", field="table") from exc
    except BatchTooLarge as exc:
        raise Failure(413, "long-table", field="table", limit=exc.items) from exc
    except QueueFull as exc:
        raise Failure(429, "queue-full", field="table", num=exc.unfinished) from exc
    except StateError as exc:
        raise Failure(503, "not-taken", field="table") from exc
    if services.wake is not None:
        services.wake()
    return batch


def _owner(request: Request) -> str:
    """Whose batches a browser sees."""
    return tokens.owner(tokens.token_of(request))


async def _own(request: Request, services: Services, identifier: str) -> Batch:
    """A batch of this browser. Raises Failure."""
    try:
        return await run_in_threadpool(_batches(services).get, identifier, owner=_owner(request))
    except BatchMissing as exc:
        raise Failure(404, "no-batch") from exc
    except StateError as exc:
        raise Failure(503, "not-kept") from exc


async def _rows(request: Request, services: Services, identifier: str) -> list[dict[str, Any]]:
    def read() -> list[dict[str, Any]]:
        return list(rows_of(_batches(services).results(identifier, owner=_owner(request))))

    try:
        return await run_in_threadpool(read)
    except ResultsErased as exc:
        raise Failure(410, "erased") from exc


def _workbook(index: Index, rows: list[dict[str, Any]], words: Words) -> Response:
    data = bulk_xlsx(index, rows, summary(index, rows), words)
    return attached(data, xlsx.TYPE, "kasip-table.xlsx")


def _picture(index: Index, rows: list[dict[str, Any]], words: Words) -> Response:
    found = summary(index, rows)
    asked = found.kind == "vacancy"
    title = words.gettext("What vacancies ask for most") if asked else words.gettext("What CVs lack most")
    return attached(picture(title, found.series, words), "image/svg+xml", "kasip-gaps.svg")


FILES = {"answers.xlsx": _workbook, "gaps.svg": _picture}


def _example(title: str, text: str) -> bytes:
    """A table to fill in, with a byte order mark so that spreadsheets read its letters."""
    return f"id;{title};{text}\r\n1;;\r\n".encode("utf-8-sig")
