"""The small app, in process and as a server of its own."""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import structlog
from fastapi import FastAPI
from fastapi.testclient import TestClient

from service.operation import logs
from service.operation.operation import Operation
from service.operation.options import OperationSettings
from service.settings import PROJECT
from tests.service.operation.small_app import VERSION, Engine, app_of, small_operation

START_S = 60.0
LOG = "log"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Home of an engine of version v1."""
    (tmp_path / VERSION).write_text("v1")
    return tmp_path


@pytest.fixture
def operation(folder: Path) -> Operation[Engine]:
    """Operation of that engine."""
    return small_operation(folder, OperationSettings(drain_s=0))


@pytest.fixture
def app(operation: Operation[Engine]) -> FastAPI:
    """The app around it."""
    return app_of(operation)


@pytest.fixture
def small(app: FastAPI) -> Iterator[TestClient]:
    """The app in process."""
    switch_s = sys.getswitchinterval()
    with TestClient(app) as client:
        yield client
    sys.setswitchinterval(switch_s)


@pytest.fixture
def configured() -> Iterator[None]:
    """Logs as a service writes them; what they were before comes back."""
    root, hook, raising = logging.getLogger(), threading.excepthook, logging.raiseExceptions
    handlers, level = root.handlers, root.level
    levels = {name: logging.getLogger(name).level for name in logs.OWN}
    yield
    for name, own_level in levels.items():
        logging.getLogger(name).setLevel(own_level)
    root.handlers, threading.excepthook, logging.raiseExceptions = handlers, hook, raising
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()


@dataclass
class Served:
    """The small app as a process."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    @property
    def client(self) -> httpx.Client:
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(30)

    def log(self) -> str:
        """Everything that the server has said."""
        return (self.folder / LOG).read_text()


Start = Callable[..., Served]


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Starts servers: `start(workers=2, KASIP_QUEUE="3")`."""
    served: list[Served] = []

    def begin(*, workers: int = 1, **settings: str) -> Served:
        command = [sys.executable, "-m", "tests.service.operation.small_app", str(port := _free_port()), str(workers)]
        environment = {**os.environ, "KASIP_HOME": str(folder), "KASIP_DRAIN_S": "0", **settings}
        with (folder / LOG).open("w") as log:
            process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
        served.append(Served(process, port, folder))
        _await(served[-1], workers)
        return served[-1]

    yield begin
    for each in served:
        if each.process.poll() is None:
            each.process.kill()
            each.process.wait()


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def _await(served: Served, workers: int) -> None:
    """Until every worker has answered."""
    until, seen = time.monotonic() + START_S, set[int]()
    while len(seen) < workers:
        assert served.process.poll() is None, served.log()
        assert time.monotonic() < until, "the server did not start"
        try:
            with served.client as client:
                seen.add(client.post("/work", json={"text": ""}).json()["pid"])
        except httpx.TransportError:
            time.sleep(0.1)
