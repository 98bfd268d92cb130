"""A small app that operation runs: `python -m tests.service.operation.small_app PORT WORKERS`.

Its engine needs no index: a file in KASIP_HOME says which version it has, and its work holds the interpreter as long as
a request says, as matching does.
"""

import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Response
from pydantic import BaseModel

from indexing.errors import IndexBroken
from service import problems
from service.operation import installing
from service.operation.lifecycle import NotReady
from service.operation.operation import Operation, open_operation
from service.operation.options import OperationSettings
from service.operation.serving import serve
from service.operation.tracing import OFF
from service.problems import Problem

VERSION = "version"
NEXT = "next"
BROKEN = "broken"
MAX_BODY = 100_000


class Engine:
    """Answers with its version."""

    def __init__(self, version: str) -> None:
        self.version = version

    def work(self, seconds: float) -> str:
        """Hold the interpreter for some seconds."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            pass
        return self.version


class Work(BaseModel):
    """What to do with which text."""

    text: str
    seconds: float = 0.0


def pointed(home: Path) -> str:
    """The version that a load would give."""
    return (home / VERSION).read_text()


def load(home: Path) -> Engine:
    """Read an engine. Raises IndexBroken."""
    version = pointed(home)
    if version == BROKEN:
        raise IndexBroken(f"The file {home / VERSION} is broken. Run `kasip build`.")
    return Engine(version)


def canary(engine: Engine) -> None:
    """A known question."""
    engine.work(0.001)


def small_operation(home: Path, options: OperationSettings) -> Operation[Engine]:
    """Operation of an engine under a folder."""
    return open_operation(
        options, lambda: load(home), version_of=lambda e: e.version, canary=canary, pointed=lambda: pointed(home)
    )


def app_of(operation: Operation[Engine]) -> FastAPI:
    """An app around an operation."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with operation.running():
            yield

    app = FastAPI(lifespan=lifespan, telemetry=OFF)
    problems.install(app)

    @app.post("/work")
    async def work(body: Work) -> dict[str, object]:
        def twice(engine: Engine) -> tuple[str, str]:
            return engine.work(body.seconds), engine.version

        first, second = await operation.run("work", twice)
        return {"versions": [first, second], "pid": os.getpid()}

    @app.post("/crash")
    async def crash(body: Work) -> None:
        raise RuntimeError(f"can't read {body.text}")

    @app.get("/things/{name}")
    async def thing(name: str) -> dict[str, str]:
        return {"name": name}

    _add_routes_of_operation(app, operation)
    installing.install(app, operation, max_body_bytes=MAX_BODY)
    return app


def _add_routes_of_operation(app: FastAPI, operation: Operation[Engine]) -> None:
    @app.get("/healthz")
    async def healthz() -> None:
        """The process lives."""

    @app.get("/readyz")
    async def readyz() -> None:
        try:
            await operation.ready()
        except NotReady as exc:
            raise Problem(503, "not-ready", says=exc.says, reason=str(exc)) from exc

    @app.get("/metrics")
    async def metrics() -> Response:
        body, kind = operation.metrics.exposition()
        return Response(body, headers={"Content-Type": kind})

    @app.post("/v1/admin/reload")
    async def reload() -> dict[str, str]:
        try:
            switch = await operation.reload()
        except IndexBroken as exc:
            raise Problem(409, "reload-refused", reason=str(exc)) from exc
        return {"before": switch.before, "after": switch.after}


def from_environment() -> FastAPI:
    """The app as it is served; a file NEXT has a newer version built, and told, while it starts."""
    home = Path(os.environ["KASIP_HOME"])
    operation = small_operation(home, OperationSettings())
    if (home / NEXT).exists():
        (home / NEXT).rename(home / VERSION)
        os.kill(os.getpid(), signal.SIGHUP)
    return app_of(operation)


if __name__ == "__main__":
    from tests.service.operation.small_app import from_environment as factory  # a worker must find it by this name

    sys.exit(serve(factory, host="127.0.0.1", port=int(sys.argv[1]), workers=int(sys.argv[2])))
