"""Security headers and CORS."""

import base64
import hashlib

import pytest
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

from service.operation.headers import HEADERS, INLINE_SCRIPT, documentation_policy, install_headers
from service.operation.operation import Operation
from service.operation.options import OperationSettings
from tests.service.operation.small_app import Engine, app_of

ORIGIN = {"Origin": "https://portal.example"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/healthz", 200), ("GET", "/nowhere", 404), ("POST", "/work", 422), ("PUT", "/work", 405)],
)
def test_every_answer_has_the_headers(small: TestClient, method: str, path: str, status: int) -> None:
    answer = small.request(method, path, json={})
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_crash_and_too_large_body_have_the_headers(small: TestClient) -> None:
    for answer in (small.post("/crash", json={"text": "x"}), small.post("/work", content=b"x" * 200_000)):
        assert answer.status_code in (500, 413)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_policy_lets_nothing_in_from_elsewhere(small: TestClient) -> None:
    policy = small.get("/healthz").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert "unsafe" not in policy


def test_what_an_answer_says_itself_stays() -> None:
    app = FastAPI()
    install_headers(app)

    @app.get("/style")
    async def style() -> Response:
        return Response("", headers={"Cache-Control": "public, max-age=60"})

    assert TestClient(app).get("/style").headers["Cache-Control"] == "public, max-age=60"


def test_policy_of_the_documentation_names_the_script_of_its_page(small: TestClient) -> None:
    answer = small.get("/docs")
    (script,) = INLINE_SCRIPT.findall(answer.content)
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    assert f"'sha256-{digest}'" in answer.headers["Content-Security-Policy"]
    assert "script-src https://cdn.jsdelivr.net 'sha256-" in answer.headers["Content-Security-Policy"]


def test_documentation_policy_takes_no_script_that_is_not_in_the_page() -> None:
    assert "sha256" not in documentation_policy(b"<p>no script</p>")


def test_other_origins_are_refused_by_default(small: TestClient) -> None:
    asked = {**ORIGIN, "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in small.get("/healthz", headers=ORIGIN).headers
    assert small.options("/work", headers=asked).status_code == 405


def test_named_origin_may_call_and_others_may_not(operation: Operation[Engine]) -> None:
    object.__setattr__(operation, "options", OperationSettings(cors_origins=("https://portal.example",)))
    client = TestClient(app_of(operation))
    assert client.get("/healthz", headers=ORIGIN).headers["access-control-allow-origin"] == "https://portal.example"
    other = client.get("/healthz", headers={"Origin": "https://other.example"})
    assert "access-control-allow-origin" not in other.headers
