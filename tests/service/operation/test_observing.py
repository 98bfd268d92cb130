"""What is told of a request, and what is not."""

import io
import json
import logging
import threading
import uuid
import warnings
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from service.operation import logs
from service.operation.observing import request_id

PLANTED = "Айгерим-Сулейменова-870412400123"  # a name and a number that must be found nowhere


class Said:
    """What was logged."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def all(self) -> str:
        return self.stream.getvalue()

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.all.splitlines()]

    def event(self, name: str) -> dict[str, Any]:
        """The one event of a name."""
        (found,) = [event for event in self.events() if event["event"] == name]
        return found


@pytest.fixture
def said(configured: None) -> Said:
    found = Said()
    logs.configure("debug", stream=found.stream)
    return found


def test_each_request_is_one_line_with_id_route_status_and_time(said: Said, small: TestClient) -> None:
    answer = small.get("/things/x")
    event = said.event("request")
    assert event["request_id"] == answer.headers["X-Request-ID"]
    assert (event["method"], event["route"], event["status"]) == ("GET", "/things/{name}", 200)
    assert event["took_ms"] > 0
    assert {"received", "sent"} <= set(event)
    assert list(event)[:4] == ["timestamp", "level", "event", "request_id"]


def test_plain_id_of_a_caller_is_kept(small: TestClient) -> None:
    given = str(uuid.uuid4())
    assert small.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", [None, "", PLANTED, "a b", "12345", "a" * 65, "deadbeef\n"])
def test_other_ids_are_replaced(given: str | None) -> None:
    assert uuid.UUID(request_id(given)).version == 4


def test_route_of_a_router_with_prefix_is_whole(said: Said, app: FastAPI) -> None:
    router = APIRouter()

    @router.get("/items/{item}")
    async def item(item: str) -> str:
        return item

    app.include_router(router, prefix="/v9")
    with TestClient(app) as client:
        client.get("/v9/items/7")
    assert said.event("request")["route"] == "/v9/items/{item}"


def test_nothing_that_a_request_brings_is_told(said: Said, small: TestClient) -> None:
    body = {"text": PLANTED}
    small.post("/work", json=body)
    small.post("/work", json={"text": 5, PLANTED: PLANTED})
    small.post("/work", content=PLANTED.encode())
    small.post("/work", content=(PLANTED * 5000).encode())
    small.post("/work", content=iter([PLANTED.encode() * 3000] * 3))
    small.post("/crash", json=body)
    small.get(f"/things/{PLANTED}", params={"q": PLANTED})
    small.get(f"/{PLANTED}", params={"q": PLANTED})
    latin = PLANTED.encode().decode("latin-1")
    small.get("/healthz", headers=[(b"X-Request-ID", latin.encode("latin-1")), (b"User-Agent", PLANTED.encode())])
    small.request("PUT", "/work", json=body)
    metrics = small.get("/metrics").text
    events = said.events()
    assert len([event for event in events if event["event"] == "request"]) == 11
    assert PLANTED not in said.all
    assert latin not in said.all
    assert "870412400123" not in said.all + metrics


def test_crash_is_told_by_its_type_and_places(said: Said, small: TestClient) -> None:
    answer = small.post("/crash", json={"text": PLANTED})
    event = said.event("crash")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert event["error"] == "RuntimeError"
    assert "small_app.py" in event["places"][-1]
    assert event["request_id"] == answer.headers["X-Request-ID"]


def test_crash_is_told_without_its_message_even_where_logs_were_not_configured(
    small: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    small.post("/crash", json={"text": PLANTED})
    said = capsys.readouterr()
    assert PLANTED not in said.out + said.err


def test_messages_of_libraries_are_left_out(said: Said) -> None:
    logging.getLogger("pypdf").error("can't read %s", PLANTED)
    event = said.event("message of a library")
    assert event["logger"] == "pypdf"
    assert event["at"].startswith("test_observing:")
    assert PLANTED not in said.all


def test_chatter_of_libraries_is_not_told_at_all(said: Said) -> None:
    logging.getLogger("pypdf").info("read %s", PLANTED)
    assert not said.all


@pytest.mark.parametrize("name", ["uvicorn.error", "service.state.worker", "asyncio"])
def test_exceptions_in_any_log_are_told_without_their_message(said: Said, name: str) -> None:
    try:
        raise ValueError(PLANTED)
    except ValueError:
        logging.getLogger(name).exception("failed")
    event = said.events()[-1]
    assert event["error"] == "ValueError"
    assert PLANTED not in said.all


def test_own_messages_are_kept(said: Said) -> None:
    logging.getLogger("uvicorn.error").info("Uvicorn running on %s", "http://127.0.0.1:8000")
    assert said.event("Uvicorn running on http://127.0.0.1:8000")["level"] == "info"


def test_warnings_are_told_by_their_place(said: Said) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(True)
        warnings.warn(f"odd text {PLANTED}", stacklevel=1)
        logging.captureWarnings(False)
    assert said.event("message of a library")["logger"] == "py.warnings"
    assert PLANTED not in said.all


def test_thread_that_crashes_is_told_without_its_message(said: Said) -> None:
    def fail() -> None:
        raise ValueError(PLANTED)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert said.event("thread crashed")["error"] == "ValueError"
    assert PLANTED not in said.all


def test_log_call_that_is_wrong_does_not_print_its_message(said: Said) -> None:
    logging.getLogger("service").error("%d items", PLANTED)
    assert PLANTED not in said.all


def test_reload_is_told_with_both_versions(said: Said, small: TestClient) -> None:
    assert small.post("/v1/admin/reload").json()["after"] == "v1"
    event = said.event("reload")
    assert (event["before"], event["after"]) == ("v1", "v1")
