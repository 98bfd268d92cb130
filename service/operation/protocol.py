"""Connections that can't be held for nothing: uvicorn's protocol with limits on the heads of requests.

uvicorn waits for ever for the first request of a connection, for the rest of a head, and for the rest of a body that
nobody reads any more. A few thousand such connections would take all the places. What a proxy in front of the service
would do, it does itself, since not everyone has one.
"""

import asyncio
from typing import Any

import structlog
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 65_536
TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n"
    b"X-Content-Type-Options: nosniff\r\n\r\n"
)

log = structlog.get_logger("service")


class BoundedProtocol(HttpToolsProtocol):
    """One connection. `bounded` makes a class with an operator's limits."""

    head_s = 10.0
    most = 1000

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._timer: asyncio.TimerHandle | None = None
        self._in_head = False
        self._in_body = False
        self._head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A caller has come: refuse it when the house is full, else wait for its head."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            log.warning("connection refused", open=len(self.connections))
            transport.close()
        else:
            self._close_later()

    def connection_lost(self, exc: Exception | None) -> None:
        """The caller has gone."""
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless a head grows too large."""
        super().data_received(data)
        if not self._in_head:
            return
        self._head_bytes += len(data)
        if self._head_bytes > HEAD_BYTES:
            self.transport.write(TOO_LARGE)
            self.transport.close()

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        self._in_head, self._head_bytes = True, 0
        if self._timer is None:
            self._close_later()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._in_head, self._in_body = False, True
        self._stop_timer()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body is there."""
        self._in_body = False
        self._stop_timer()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Answered; a body that was refused may go on for a while, so that the caller reads why."""
        super().on_response_complete()
        if self._in_body and not self.transport.is_closing():
            self._close_later()

    def _close_later(self) -> None:
        self._stop_timer()
        self._timer = self.loop.call_later(self.head_s, self._close)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _close(self) -> None:
        self._timer = None
        if not self.transport.is_closing():
            self.transport.close()


def bounded(*, head_s: float, connections: int) -> type[BoundedProtocol]:
    """The protocol with limits: seconds for a head, open connections of a process."""
    return type("BoundedProtocol", (BoundedProtocol,), {"head_s": head_s, "most": connections})
