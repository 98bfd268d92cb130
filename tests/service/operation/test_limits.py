"""Bodies that are too large or too slow."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.types import Message

from service import problems
from service.limits import BodyLimit

LIMIT = 1000


def app_with(**limits: Any) -> FastAPI:
    app = FastAPI()
    problems.install(app)
    app.add_middleware(BodyLimit, limit=LIMIT, **limits)

    @app.post("/{path:path}")
    async def length(request: Request) -> int:
        return len(await request.body())

    return app


@pytest.fixture
def client() -> TestClient:
    return TestClient(app_with(paths={"/upload": 5 * LIMIT}))


def in_parts(size: int) -> Iterator[bytes]:
    for _ in range(size // 100):
        yield b"x" * 100


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize(
    ("path", "size", "status"),
    [("/a", 1000, 200), ("/a", 1100, 413), ("/upload", 5000, 200), ("/upload", 5100, 413)],
)
def test_body_up_to_the_limit_of_its_path_is_read(
    client: TestClient, path: str, size: int, status: int, *, declared: bool
) -> None:
    answer = client.post(path, content=b"x" * size if declared else in_parts(size))
    assert answer.status_code == status
    if status == 413:
        assert answer.headers["content-type"] == "application/problem+json"


def test_declared_length_that_is_too_large_is_refused_before_a_byte_is_read() -> None:
    asked: list[int] = []

    async def receive() -> Message:
        asked.append(1)
        return {"type": "http.disconnect"}

    assert asyncio.run(sent(app_with(), receive, length=b"2000")) == 413
    assert not asked


def test_body_that_does_not_come_in_time_is_refused() -> None:
    async def receive() -> Message:
        await asyncio.sleep(10)
        return {"type": "http.disconnect"}

    assert asyncio.run(sent(app_with(seconds=0.05), receive)) == 408


def test_body_that_drips_is_refused_after_its_time() -> None:
    async def receive() -> Message:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": True}

    assert asyncio.run(sent(app_with(seconds=0.1), receive)) == 408


def test_caller_may_wait_for_a_long_answer() -> None:
    app = app_with(seconds=0.05)

    @app.middleware("http")
    async def slow(request: Request, call_next):  # type: ignore[no-untyped-def]
        await asyncio.sleep(0.1)
        return await call_next(request)

    assert TestClient(app).post("/a", content=b"x").status_code == 200


async def sent(app: FastAPI, receive: object, *, length: bytes = b"100") -> int:
    """Status that an app answers to a body that `receive` brings."""
    statuses: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": "/a",
        "raw_path": b"/a",
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": ("test", 80),
        "headers": [(b"content-length", length)],
    }
    await app(scope, receive, send)  # type: ignore[arg-type]
    (status,) = statuses
    return status
