"""A small HTTP client for load: one connection a request, no more work than needed to tell status and time."""

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
    """Send one request and read its answer to the end."""
    data = json.dumps(body, ensure_ascii=False).encode() if body is not None else b""
    head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\nContent-Type: application/json\r\n"
    started = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(head.encode() + b"Content-Length: %d\r\n\r\n" % len(data) + data)
        answer = await reader.read()
        writer.close()
    except OSError:
        answer = b""
    took_s = time.perf_counter() - started
    top, _, rest = answer.partition(b"\r\n\r\n")
    return Answer(int(top.split(b" ", 2)[1]) if top else 0, took_s, top, rest)


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
