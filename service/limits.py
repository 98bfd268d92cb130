"""Limits on request bodies, held while the body arrives: how large, and how long it may take.

A body is read by the event loop, so a slow caller holds no thread; the time limit keeps it from holding a connection
for ever.
"""

import asyncio
import time
from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import Problem, response


class BodyLimit:
    """ASGI middleware: answers 413 as soon as a body is known to be too large, 408 when it is too slow."""

    def __init__(
        self, app: ASGIApp, *, limit: int, paths: Mapping[str, int] | None = None, seconds: float = 20.0
    ) -> None:
        """`limit` in bytes; `paths` names those with another one."""
        self.app = app
        self.limit = limit
        self.paths = paths or {}
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body counted and timed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.paths.get(scope["path"], self.limit)
        declared = dict(scope["headers"]).get(b"content-length", b"")
        if declared.isdigit() and int(declared) > limit:
            await response(Request(scope), 413, "too-large", limit=limit)(scope, receive, send)
            return
        await self.app(scope, _bounded(receive, limit=limit, until=time.monotonic() + self.seconds), send)


def _bounded(receive: Receive, *, limit: int, until: float) -> Receive:
    """Receive a body; once it is complete, wait for the caller's leave without a limit."""
    seen, complete = 0, False

    async def bounded() -> Message:
        nonlocal seen, complete
        if complete:
            return await receive()
        try:
            async with asyncio.timeout(until - time.monotonic()):
                message = await receive()
        except TimeoutError as exc:
            raise SlowBody from exc
        seen += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if seen > limit:
            raise TooLarge(limit=limit)
        return message

    return bounded


class TooLarge(Problem):
    """More bytes came than are read."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(413, "too-large", limit=limit)


class SlowBody(Problem):
    """The body did not come in time."""

    def __init__(self) -> None:
        super().__init__(408, "slow-body")
