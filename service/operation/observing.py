"""Sees every request once: gives it an id, writes one log line, counts it and traces it.

The outermost layer. What is told of a request: its id, method, route (the pattern, not the address: an address may
hold what a person typed), status, time and size. Not told: address, query, headers, body, and the caller's network
address.
"""

import re
import time
import uuid
from dataclasses import dataclass, field

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.operation.lifecycle import Lifecycle
from service.operation.metrics import Metrics
from service.operation.tracing import Tracing

ID = b"x-request-id"
TAKEN = re.compile(r"[0-9a-fA-F-]{8,64}")  # ids of callers; hexadecimal, so that they can't be a name or a sentence
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
UNMATCHED = "unmatched"  # route of an address that does not exist
LEFT = 499  # status of a request whose caller went before the answer, as nginx counts it

log = structlog.get_logger("service")


@dataclass(slots=True)
class _Seen:
    """What is noted while a request is answered."""

    began: float = field(default_factory=time.perf_counter)
    status: int = LEFT
    received: int = 0  # bytes of the body
    sent: int = 0


class Observing:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, tracing: Tracing, lifecycle: Lifecycle) -> None:
        self.app = app
        self.metrics = metrics
        self.tracing = tracing
        self.lifecycle = lifecycle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and tell what became of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        identifier = request_id(headers.get(ID.decode()))
        seen = _Seen()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=identifier)
        with self.tracing.span("request", parent=headers) as span:
            try:
                await self.app(scope, *self._watched(seen, identifier, receive, send))
            finally:
                self._tell(scope, seen)
                span.set_attribute("http.request.method", _method(scope))
                span.set_attribute("http.route", route(scope))
                span.set_attribute("http.response.status_code", seen.status)
                span.set_attribute("kasip.request_id", identifier)

    def _watched(self, seen: _Seen, identifier: str, receive: Receive, send: Send) -> tuple[Receive, Send]:
        async def counted() -> Message:
            message = await receive()
            seen.received += len(message.get("body", b""))
            return message

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
                extra = [(ID, identifier.encode())]
                if self.lifecycle.is_draining:
                    extra.append((b"connection", b"close"))
                message["headers"] = [*message.get("headers", ()), *extra]
            seen.sent += len(message.get("body", b""))
            await send(message)

        return counted, noted

    def _tell(self, scope: Scope, seen: _Seen) -> None:
        took_s = time.perf_counter() - seen.began
        method, path = _method(scope), route(scope)
        self.metrics.request(method=method, route=path, status=seen.status, took_s=took_s)
        log.info(
            "request",
            method=method,
            route=path,
            status=seen.status,
            took_ms=round(1000 * took_s, 1),
            received=seen.received,
            sent=seen.sent,
        )


def request_id(given: str | None) -> str:
    """The caller's id for a request if it is a plain one, else a new one."""
    return given if given and TAKEN.fullmatch(given) else str(uuid.uuid4())


def route(scope: Scope) -> str:
    """The pattern that a request's address matched, such as `/v1/professions/{identifier}`."""
    found = scope.get("route")
    if found is None:
        return UNMATCHED
    # A router that was included with a prefix knows its routes without it; FastAPI keeps the whole pattern here.
    whole = scope.get("fastapi", {}).get("effective_route_context")
    return str(getattr(whole, "path_format", None) or getattr(found, "path", UNMATCHED))


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in METHODS else "other"
