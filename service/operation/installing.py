"""Puts operation into an app: its layers and its refusals."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request

from service import problems
from service.limits import BodyLimit
from service.operation.crashes import Crashes
from service.operation.gate import Busy, Late
from service.operation.headers import install_headers
from service.operation.observing import Observing
from service.operation.operation import Operation
from service.operation.switch import Closed
from service.responses import Json


def install(
    app: FastAPI, operation: Operation[Any], *, max_body_bytes: int, body_bytes: Mapping[str, int] | None = None
) -> None:
    """Put the layers around an app, the innermost first, and let it answer refusals.

    `body_bytes`: paths with another limit than `max_body_bytes`. Call it after everything else was added.
    """
    options = operation.options
    app.add_middleware(BodyLimit, limit=max_body_bytes, paths=body_bytes, seconds=options.body_s)
    app.add_middleware(Crashes)
    install_headers(app, cors_origins=options.cors_origins)
    app.add_middleware(Observing, metrics=operation.metrics, tracing=operation.tracing, lifecycle=operation.lifecycle)
    app.add_exception_handler(Busy, _on_busy)
    app.add_exception_handler(Late, _on_late)
    app.add_exception_handler(Closed, _on_closed)
    app.state.operation = operation


def _on_busy(request: Request, exc: Exception) -> Json:
    seconds = exc.retry_after_s if isinstance(exc, Busy) else 1
    answer = problems.response(request, 429, "busy", seconds=seconds)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _on_late(request: Request, exc: Exception) -> Json:
    seconds = exc.deadline_s if isinstance(exc, Late) else 0
    return problems.response(request, 503, "late", seconds=f"{seconds:g}")


def _on_closed(request: Request, exc: Exception) -> Json:
    return problems.response(request, 503, "not-ready", says="stopping")
