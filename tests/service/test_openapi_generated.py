"""Whatever fits or misfits the OpenAPI file is sent to the service: it keeps what the file promises and never breaks."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.types import ASGIApp, Receive, Scope, Send

from matching.matcher import Matcher
from service.state.keys import SCOPES
from tests.service.apps import parts_of, served
from tests.service.test_openapi import operations

EXAMPLES = 200  # of an operation and each mode
BEYOND_SCHEMA = ("/v1/match/file", "/v1/professions", "/v1/levels", "/v1/documents", "/v1/feedback", "/v1/batches")
BOUNDED = settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Described:
    """A running service as schemathesis sees it, and a key that may call all of it."""

    schema: Any
    headers: dict[str, str]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory, home: Path, matcher: Matcher) -> Iterator[Described]:
    """A service of its own, with a key: so calls without it must be refused."""
    with served(tmp_path_factory.mktemp("described"), home, matcher) as client:
        key = parts_of(client).state.keys.create("test", SCOPES)
        yield Described(
            schemathesis.openapi.from_asgi("/openapi.json", without_lifespan(client.app)), {"X-API-Key": key}
        )


def without_lifespan(app: ASGIApp) -> ASGIApp:
    """The app, which schemathesis would otherwise start and stop for every request."""

    async def running(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for event in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{event}.complete"})

    return running


def generated() -> Iterator[Any]:
    """Operations with ways to call them; what takes nothing can't be called wrongly."""
    for operation in operations():
        for mode in schemathesis.GenerationMode:
            if mode.is_positive or {"parameters", "requestBody"} & set(operation[2]):
                yield pytest.param(*operation[:2], mode, id=f"{operation[1]} {operation[0]} {mode.value}")


@pytest.mark.parametrize(("path", "method", "mode"), list(generated()))
@given(data=st.data())
@BOUNDED
def test_whatever_fits_or_misfits_the_file_gets_what_it_promises(
    described: Described, path: str, method: str, mode: schemathesis.GenerationMode, data: st.DataObject
) -> None:
    case = data.draw(described.schema[path][method].as_strategy(generation_mode=mode))
    answer = case.call(headers=described.headers)
    case.validate_response(
        answer, headers=described.headers, excluded_checks=excluded(path, method, answer.status_code)
    )
    assert answer.status_code < 500
    assert "Traceback (most recent" not in answer.text


def excluded(path: str, method: str, status: int) -> list[Any]:
    """Checks that ask for more than a schema can say: what is in a file, a cursor, or a mark."""
    found = []
    if path in BEYOND_SCHEMA or status == 413:
        found.append(positive_data_acceptance)
    # A batch takes any item and answers wrong ones with errors; unknown parameters of a query are left alone.
    if path in ("/v1/batches", "/v1/match/file") or method == "get" or status == 413:
        found.append(negative_data_rejection)
    return found


@given(text=st.text() | st.text(alphabet="абвәіңғүұқөһ \n-•,.0123456789", max_size=400))
@BOUNDED
def test_any_text_gets_an_answer(client: TestClient, text: str) -> None:
    answer = client.post("/v1/match", content=json.dumps({"text": text}), headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        pieces = [piece for found in answer.json()["professions"] for piece in found["evidence"]]
        assert all(text[p["span"]["start"] : p["span"]["end"]] == p["quote"] for p in pieces)
