"""Security headers on every answer, and which other pages may call the API from a browser: none unless named."""

import base64
import hashlib
import re
from collections.abc import Sequence

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DOCS = ("/docs", "/docs/oauth2-redirect", "/redoc")  # FastAPI's own pages
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",  # an answer quotes the text it was given; what may be kept says so itself
}
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
DOCS_FROM = "https://cdn.jsdelivr.net"  # where FastAPI's page brings its program from


class SecurityHeaders:
    """ASGI middleware that adds what an answer does not say itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] in DOCS:
            await self.app(scope, receive, _documentation(send))
        else:
            await self.app(scope, receive, _plain(send))


def install_headers(app: FastAPI, *, cors_origins: Sequence[str] = ()) -> None:
    """Add security headers to an app, and CORS for the origins named; keys travel in a header, so without cookies."""
    if cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(cors_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "X-API-Key", "Accept-Language", "X-Request-ID"],
            expose_headers=["X-Request-ID", "Retry-After"],
        )
    app.add_middleware(SecurityHeaders)


def documentation_policy(page: bytes) -> str:
    """Policy of FastAPI's page: its program from its own place, and the one script that stands in the page."""
    own = [base64.b64encode(hashlib.sha256(found).digest()).decode() for found in INLINE_SCRIPT.findall(page)]
    scripts = " ".join([DOCS_FROM, *(f"'sha256-{digest}'" for digest in own)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src {DOCS_FROM} 'unsafe-inline'; "
        "img-src 'self' data: https://fastapi.tiangolo.com; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _plain(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            _add(message)
        await send(message)

    return with_headers


def _documentation(send: Send) -> Send:
    """Hold the head of the answer back until the page is known, for its policy names the page's script."""
    head: Message = {}
    body = b""

    async def with_headers(message: Message) -> None:
        nonlocal head, body
        if message["type"] == "http.response.start":
            head = message
            return
        body += message.get("body", b"")
        if not message.get("more_body", False):
            _add(head, policy=documentation_policy(body))
            await send(head)
            await send({"type": "http.response.body", "body": body})

    return with_headers


def _add(message: Message, policy: str = POLICY) -> None:
    headers = MutableHeaders(scope=message)
    headers.setdefault("Content-Security-Policy", policy)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
