"""The limit on request bodies, held while the body arrives."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import Problem, response


class BodyLimit:
    """ASGI middleware: answers 413 as soon as a body is known to be larger than `limit` bytes."""

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its body counted."""
        declared = dict(scope.get("headers", ())).get(b"content-length", b"")
        if declared.isdigit() and int(declared) > self.limit:
            await response(Request(scope), 413, "too-large", limit=self.limit)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise TooLarge(limit=self.limit)
            return message

        await self.app(scope, counted, send)


class TooLarge(Problem):
    """More bytes came than are read."""

    def __init__(self, *, limit: int) -> None:
        super().__init__(413, "too-large", limit=limit)
