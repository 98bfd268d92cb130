"""Who may call what: a key with the scope, within its rate. Without keys the service is this machine's own."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.security import APIKeyHeader

from service.parts import PartsOf
from service.state.keys import Caller
from service.state.state import State

KEY = APIKeyHeader(
    name="X-API-Key",
    scheme_name="key",
    description="made by `kasip keys create`; not asked for while no key was ever made",
    auto_error=False,
)


def _caller(state: State, key: str | None, scope: str) -> Caller:
    """Raises KeyRefused, ScopeMissing, RateExceeded, StateUnavailable."""
    caller = state.keys.caller(key)
    caller.need(scope)
    state.rates.spend(caller.id, caller.rate)
    return caller


def _with(scope: str) -> Callable[..., Awaitable[Caller]]:
    async def caller(parts: PartsOf, key: Annotated[str | None, Security(KEY)]) -> Caller:
        return await run_in_threadpool(_caller, parts.state, key, scope)

    return caller


MatchCaller = Annotated[Caller, Depends(_with("match"))]
AdminCaller = Annotated[Caller, Depends(_with("admin"))]
MetricsCaller = Annotated[Caller, Depends(_with("metrics"))]
