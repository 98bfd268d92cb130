"""The HTTP service: `create_app(settings, matcher)`."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import FastAPI, Form, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from matching.matcher import MAX_CHARACTERS, Matcher, TextTooLong, UnknownTarget
from service import pages, problems
from service.batch import result_dict
from service.limits import BodyLimit
from service.loading import load_matcher
from service.problems import Problem
from service.responses import Json
from service.schemas import GapsRequest, Health, MatchRequest
from service.settings import Settings

CANARY = "Социальный работник: помогать пожилым людям на дому, покупать продукты, убирать"
PAGE_SIZE = 50
SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
DOCS = ("/docs", "/redoc")  # FastAPI's own pages bring their scripts from elsewhere


def create_app(settings: Settings, matcher: Matcher) -> FastAPI:
    """Build the service around one matcher. Nothing of a request is stored or logged."""
    app = FastAPI(title="Kasip", version="1", description="Профессии, уровни ОРК, основания и пробелы", redoc_url=None)
    problems.install(app)
    app.add_middleware(BodyLimit, limit=settings.max_body_bytes)
    app.middleware("http")(_secured)
    _add_matching(app, matcher)
    _add_catalogue(app, matcher)
    _add_health(app, matcher)
    _add_pages(app, matcher)
    return app


def from_environment() -> FastAPI:
    """The service as `kasip serve` runs it."""
    settings = Settings()
    return create_app(settings, load_matcher(settings))


async def _secured(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    if request.url.path not in DOCS:
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
    return response


def _add_matching(app: FastAPI, matcher: Matcher) -> None:
    @app.post("/v1/match", tags=["matching"], summary="Professions, level and evidence of a vacancy or CV")
    async def match(body: MatchRequest) -> Json:
        try:
            result = await run_in_threadpool(
                matcher.match, body.text, kind=body.kind, title=body.title, top_k=body.options.top_k
            )
        except TextTooLong as exc:
            raise Problem(413, "text-too-long", limit=MAX_CHARACTERS) from exc
        data = result_dict(result)
        data["professions"] = [p for p in data["professions"] if p["confidence"] >= body.options.min_confidence]
        return Json(data)

    @app.post("/v1/gaps", tags=["matching"], summary="What a text covers of a profession and what is missing")
    async def gaps(body: GapsRequest) -> Json:
        target = body.card or body.profession
        if target is None or (body.card and body.profession):
            raise problems.fields([("profession", "give either profession or card")])
        try:
            found = await run_in_threadpool(matcher.gaps, body.text, target, kind=body.kind)
        except TextTooLong as exc:
            raise Problem(413, "text-too-long", limit=MAX_CHARACTERS) from exc
        except UnknownTarget as exc:
            raise Problem(404, "not-found", id=target) from exc
        return Json({"gaps": found, **_versions(matcher)})


def _add_catalogue(app: FastAPI, matcher: Matcher) -> None:
    catalogue = matcher.index.catalogue

    @app.get("/v1/professions", tags=["catalogue"], summary="All professions, page by page")
    async def professions(
        limit: Annotated[int, Query(ge=1, le=200)] = PAGE_SIZE, cursor: Annotated[str | None, Query()] = None
    ) -> Json:
        start = _start(cursor, len(catalogue.professions))
        page = catalogue.professions[start : start + limit]
        more = start + limit < len(catalogue.professions)
        following = str(start + limit) if more else None
        return Json({"professions": page, "next_cursor": following, **_versions(matcher)})

    @app.get("/v1/professions/{identifier}", tags=["catalogue"], summary="One profession with its members")
    async def profession(identifier: str) -> Json:
        found = catalogue.profession_by_id.get(identifier)
        if found is None:
            raise Problem(404, "not-found", id=identifier)
        return Json({"profession": found, **_versions(matcher)})

    @app.get("/v1/levels", tags=["catalogue"], summary="Level rows of the qualification frameworks")
    async def levels() -> Json:
        return Json({"levels": catalogue.framework_levels, **_versions(matcher)})


def _start(cursor: str | None, size: int) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit()) or len(cursor) > 9 or int(cursor) > size:
        raise Problem(400, "bad-cursor")
    return int(cursor)


def _versions(matcher: Matcher) -> dict[str, Any]:
    return {
        "catalogue_version": matcher.index.catalogue.catalogue_version,
        "model_version": matcher.model_version,
    }


def _add_health(app: FastAPI, matcher: Matcher) -> None:
    @app.get("/healthz", tags=["operation"], summary="Whether the process lives")
    async def healthz() -> Health:
        return Health(status="live")

    @app.get("/readyz", tags=["operation"], summary="Whether a known text gets an answer")
    async def readyz() -> Health:
        result = await run_in_threadpool(matcher.match, CANARY)
        if not result.professions:
            raise Problem(503, "not-ready", reason="The index answers a known text with nothing. Run `kasip build`.")
        return Health(status="ready", **_versions(matcher))


def _add_pages(app: FastAPI, matcher: Matcher) -> None:
    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    async def form(request: Request) -> HTMLResponse:
        return HTMLResponse(pages.render("match", pages.language(request), result=None, text=""))

    @app.post("/", response_class=HTMLResponse, include_in_schema=False)
    async def answer(request: Request, text: Annotated[str, Form()] = "") -> HTMLResponse:
        language = pages.language(request)
        if len(text) > MAX_CHARACTERS:
            return HTMLResponse(pages.render("match", language, result=None, text="", error="text-too-long"), 413)
        result = await run_in_threadpool(matcher.match, text)
        return HTMLResponse(pages.render("match", language, result=result, text=text))

    @app.get("/static/kasip.css", include_in_schema=False)
    async def style() -> Response:
        return Response(pages.style(), media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})
