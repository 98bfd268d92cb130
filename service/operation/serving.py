"""Serves an app: SIGTERM drains and ends with 0, SIGHUP switches to a new index, several workers share one port.

SIGTERM: `/readyz` says 503 at once, requests are answered for KASIP_DRAIN_S more, then the port is closed, what is
under way is finished, and the process ends. SIGINT, or a second SIGTERM, leaves out the waiting.
"""

import asyncio
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.synchronize import Event
from socket import socket
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from indexing.errors import IndexFault
from models.errors import ModelError
from service.operation import logs, supervisor
from service.operation.operation import Operation
from service.operation.options import OperationSettings
from service.operation.protocol import bounded

FINISH_S = 5.0  # beyond the deadline of a request, to write its answer


class Server(uvicorn.Server):
    """uvicorn's server with our way to stop and to reload."""

    def __init__(
        self, config: uvicorn.Config, operation: Operation[Any], early: threading.Event, up: Event | None = None
    ) -> None:
        """`early`: whether SIGHUP came before this; `up` is set when the server serves."""
        super().__init__(config)
        self.operation = operation
        self._early = early
        self._up = up
        self._reloads: set[asyncio.Task[None]] = set()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to listen, and to heed SIGHUP."""
        await super().startup(sockets=sockets)
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._reload)
        if self._early.is_set():
            self._reload()
        if self._up is not None:
            self._up.set()

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether to stop listening."""
        return await super().on_tick(counter) or self.operation.lifecycle.is_over

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM drains; what comes after it, or SIGINT, ends sooner. None is raised again, so the exit code is 0."""
        lifecycle = self.operation.lifecycle
        if sig == signal.SIGTERM and not lifecycle.is_draining:
            lifecycle.drain()
        else:
            self.force_exit = self.should_exit
            self.should_exit = True

    def _reload(self) -> None:
        task = asyncio.get_running_loop().create_task(self._reload_here())
        self._reloads.add(task)
        task.add_done_callback(self._reloads.discard)

    async def _reload_here(self) -> None:
        with suppress(IndexFault, ModelError):  # it was logged, and the old index stays
            await self.operation.reload_here()


def serve(factory: Callable[[], FastAPI], *, host: str, port: int, workers: int = 1) -> int:
    """Serve until told to stop; returns the exit code. `factory` is a function of a module; its app is `install`ed."""
    if workers == 1:
        return run(factory, host=host, port=port)
    sock = uvicorn.Config("", host=host, port=port).bind_socket()
    return supervisor.supervise(serve_shared, (factory, sock), workers=workers)


def serve_shared(factory: Callable[[], FastAPI], sock: socket, up: Event, parent: int) -> int:
    """What a worker does: serve on a port that it shares with others."""
    return run(factory, sockets=[sock], up=up, parent=parent)


def run(
    factory: Callable[[], FastAPI],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    sockets: list[socket] | None = None,
    up: Event | None = None,
    parent: int | None = None,
) -> int:
    """Serve in this process; returns the exit code."""
    options = OperationSettings()
    logs.configure(options.log_level)
    early = threading.Event()
    signal.signal(signal.SIGHUP, lambda number, frame: early.set())  # unheeded it would end the process
    app = factory()
    operation: Operation[Any] = app.state.operation
    operation.lifecycle.supervisor = parent
    server = Server(_config(app, options, host=host, port=port), operation, early, up)
    server.run(sockets)
    return 0


def _config(app: FastAPI, options: OperationSettings, *, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=bounded(head_s=options.head_s, connections=options.connections),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=int(options.deadline_s + FINISH_S),
    )
