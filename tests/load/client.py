"""A small HTTP client for load: no more work than needed to tell status and time."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"  # load goes to this machine and nowhere else


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 when the connection broke."""

    status: int
    took_s: float
    head: bytes = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


async def ask(port: int, method: str, path: str, body: object = None) -> Answer:
    """Send one request on a connection of its own and read its answer to the end."""
    started = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(_request(method, path, body, kept=False))
        answer = await reader.read()
        writer.close()
    except OSError:
        answer = b""
    top, _, rest = answer.partition(b"\r\n\r\n")
    return Answer(_status(top), time.perf_counter() - started, top, rest)


class Connections:
    """Connections that stay open between requests, as a portal or a balancer keeps them; as many as are needed at once."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, method: str, path: str, body: object = None) -> Answer:
        """Send one request on a connection that is free, or on a new one."""
        started = time.perf_counter()
        try:
            reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection(HOST, self._port)
            writer.write(_request(method, path, body, kept=True))
            top = (await reader.readuntil(b"\r\n\r\n"))[:-4]
            rest = await reader.readexactly(_length(top))
        except (OSError, asyncio.IncompleteReadError):
            return Answer(0, time.perf_counter() - started, b"", b"")
        self._idle.append((reader, writer))
        return Answer(_status(top), time.perf_counter() - started, top, rest)

    def close(self) -> None:
        """Close those that are free."""
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()


def _request(method: str, path: str, body: object, *, kept: bool) -> bytes:
    data = json.dumps(body, ensure_ascii=False).encode() if body is not None else b""
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: {'keep-alive' if kept else 'close'}\r\n"
    return f"{head}Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data


def _status(top: bytes) -> int:
    return int(top.split(b" ", 2)[1]) if top else 0


def _length(top: bytes) -> int:
    """The length of the body that a head tells."""
    found = [line for line in top.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return int(found[0].partition(b":")[2]) if found else 0


async def at_rate(send: Callable[[int], Awaitable[Answer]], *, per_s: float, seconds: float) -> list[Answer]:
    """Send requests at a steady rate whether or not earlier ones were answered; returns all answers."""
    started = time.perf_counter()
    tasks = []
    for number in range(int(per_s * seconds)):
        await asyncio.sleep(max(0.0, started + number / per_s - time.perf_counter()))
        tasks.append(asyncio.ensure_future(send(number)))
    return await asyncio.gather(*tasks)


async def one_after_another(send: Callable[[int], Awaitable[Answer]], *, callers: int, seconds: float) -> list[Answer]:
    """Let some callers send one request after the other; returns all answers."""
    until = time.perf_counter() + seconds
    answers: list[Answer] = []

    async def caller(number: int) -> None:
        while time.perf_counter() < until:
            answers.append(await send(number + callers * len(answers)))

    await asyncio.gather(*(caller(number) for number in range(callers)))
    return answers
