"""The HTTP service: `create_app(settings, matcher)`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from matching.matcher import Matcher
from service import documentation, pages, problems
from service.operation import installing
from service.operation.tracing import OFF
from service.parts import Parts, open_parts
from service.routes import batches, failures, uploads
from service.settings import Settings

FILES = {"/": 1, "/edit": 1, "/compare": 2, "/coverage": 1, uploads.PATH: 1}  # how many a path takes
BULK = ("/bulk", batches.PATH)


def create_app(settings: Settings, matcher: Matcher | None = None) -> FastAPI:
    """Build the service; without a matcher the current index is loaded. No text of a request is stored or logged.

    Raises IndexFault, ModelError, SlowDawgError, StateError, TracingMissing.
    """
    return app_of(open_parts(settings, matcher))


def app_of(parts: Parts) -> FastAPI:
    """The app around its parts, which it closes when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with parts.running():
            yield

    app = documentation.new_app(lifespan=lifespan, telemetry=OFF)
    app.state.parts = parts
    problems.install(app)
    failures.install(app)
    documentation.add_routes(app)
    if parts.settings.pages:
        _add_pages(app, parts)
    limit = parts.settings.max_body_bytes
    installing.install(app, parts.operation, max_body_bytes=limit, body_bytes=_body_bytes(parts))
    return app


def _body_bytes(parts: Parts) -> dict[str, int]:
    """Paths that take more than other requests may hold."""
    limit, batch = parts.settings.max_body_bytes, parts.state.batches.limits.size_bytes
    files = {path: max(limit, count * uploads.BODY_BYTES) for path, count in FILES.items()}
    return {**files, **dict.fromkeys(BULK, max(limit, batch))}


def from_environment() -> FastAPI:
    """The service as `kasip serve` runs it."""
    return create_app(Settings())


def _add_pages(app: FastAPI, parts: Parts) -> None:
    services = pages.Services(
        settings=parts.settings,
        engine=parts.operation,
        extractor=parts.extractor,
        feedback=parts.state.feedback,
        batches=parts.state.batches,
        wake=parts.worker.wake,
        note=parts.note,
    )
    pages.install(app, services)
