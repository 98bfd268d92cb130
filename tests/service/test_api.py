"""The HTTP service."""

from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from service.schemas import CV, VACANCY
from tests.service.test_cli import SCHEMA


def test_match_gives_the_contract(client: TestClient) -> None:
    answer = client.post("/v1/match", json={"text": VACANCY})
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), SCHEMA)


def test_options_limit_the_answer(client: TestClient) -> None:
    body = {"text": VACANCY, "options": {"top_k": 2, "min_confidence": 0.0}}
    assert len(client.post("/v1/match", json=body).json()["professions"]) == 2
    body = {"text": VACANCY, "options": {"min_confidence": 1.0}}
    assert client.post("/v1/match", json=body).json()["professions"] == []


def test_examples_of_the_documentation_run(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    for path, schema in (("/v1/match", "MatchRequest"), ("/v1/gaps", "GapsRequest")):
        for example in schemas[schema]["examples"]:
            assert client.post(path, json=example).status_code == 200, path


def test_documentation_page_is_served(client: TestClient) -> None:
    assert client.get("/docs").status_code == 200


def test_gaps_by_profession_and_by_card(client: TestClient) -> None:
    first = client.post("/v1/match", json={"text": CV}).json()["professions"][0]
    for target in ({"profession": first["id"]}, {"card": first["members"][0]["id"]}):
        gaps = client.post("/v1/gaps", json={"text": CV, **target}).json()["gaps"]
        assert first["members"][0]["id"].startswith(gaps["card"])  # an occupation is described by its level row


def test_professions_are_paged_without_gap_or_repeat(client: TestClient) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = client.get("/v1/professions", params={"limit": 40, **({"cursor": cursor} if cursor else {})}).json()
        seen += [p["id"] for p in page["professions"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) > 100


def test_one_profession_and_the_levels(client: TestClient) -> None:
    assert client.get("/v1/professions/sotsialnyi-rabotnik").json()["profession"]["title"] == "Социальный работник"
    assert len(client.get("/v1/levels").json()["levels"]) == 27


def test_live_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "live"
    ready = client.get("/readyz").json()
    assert (ready["status"], len(ready["catalogue_version"])) == ("ready", 16)


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("POST", "/v1/match", b"{broken", 400),
        ("POST", "/v1/match", b"\x00\xff\xfe", 400),
        ("POST", "/v1/match", b"[]", 422),
        ("POST", "/v1/match", b"{}", 422),
        ("POST", "/v1/match", b'{"text": 5}', 422),
        ("POST", "/v1/match", b'{"text": "x", "colour": 1}', 422),
        ("POST", "/v1/match", b'{"text": "\\ud800"}', 422),
        ("POST", "/v1/match", b'{"text": "x", "options": {"top_k": 0}}', 422),
        ("POST", "/v1/match", b'{"text": "' + b"a" * 200_001 + b'"}', 413),
        ("POST", "/v1/match", b'{"text": "' + b"a" * 2_100_000 + b'"}', 413),
        ("POST", "/v1/gaps", b'{"text": "x"}', 422),
        ("POST", "/v1/gaps", b'{"text": "x", "profession": "a", "card": "b"}', 422),
        ("POST", "/v1/gaps", b'{"text": "x", "profession": "nobody"}', 404),
        ("GET", "/v1/professions/nobody", b"", 404),
        ("GET", "/v1/professions?cursor=-1", b"", 400),
        ("GET", "/v1/professions?cursor=%F0%9F%98%80", b"", 400),
        ("GET", "/v1/professions?limit=0", b"", 422),
        ("GET", "/nowhere", b"", 404),
        ("PUT", "/v1/match", b"", 405),
    ],
)
def test_bad_requests_get_problem_details(
    client: TestClient, method: str, path: str, content: bytes, status: int
) -> None:
    answer = client.request(method, path, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    problem = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in answer.text


def test_body_without_declared_length_is_counted_as_it_arrives(client: TestClient) -> None:
    answer = client.post(
        "/v1/match", content=iter([b"x" * 1_000_000] * 3), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("language", "word"), [("ru", "найдено"), ("kk-KZ,ru;q=0.5", "Табылмады"), ("en", "found"), ("de", "найдено")]
)
def test_messages_speak_the_callers_language(client: TestClient, language: str, word: str) -> None:
    answer = client.get("/v1/professions/nobody", headers={"Accept-Language": language})
    assert word in answer.json()["title"]


def test_crash_is_told_without_its_traceback(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*given: Any, **named: Any) -> None:
        raise RuntimeError("secret text")

    monkeypatch.setattr("matching.matcher.Matcher.match", crash)
    answer = client.post("/v1/match", json={"text": "x"})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
