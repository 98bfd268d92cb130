"""Answers what no handler has foreseen, and logs where it came from without what it said.

Starlette would answer crashes outside of all layers, without security headers, and hand the exception on to the
server, which prints its message. The message of an exception may quote the text that it failed on.
"""

from collections.abc import Awaitable, Callable

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import problems
from service.operation.logs import crash

Handler = Callable[[Request, Exception], Awaitable[Response]]

log = structlog.get_logger("service")


class Crashes:
    """ASGI middleware that lets no exception out, unless the answer has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; when it crashes, answer as the app says."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as exc:
            log.error("crash", **crash(exc))
            if begun or scope["type"] != "http":  # only cutting the connection tells the caller
                raise
            answer = await _answer(Request(scope, receive), exc)
            await answer(scope, receive, send)


async def _answer(request: Request, exc: Exception) -> Response:
    """What the app says of a crash: a page to a browser, problem details to the rest."""
    handler: Handler | None = request.app.exception_handlers.get(Exception)
    if handler is not None:
        try:
            return await handler(request, exc)
        except Exception as second:  # noqa: BLE001  # the last resort must not fail with it
            log.error("crash", **crash(second))
    return problems.response(request, 500, "internal")
