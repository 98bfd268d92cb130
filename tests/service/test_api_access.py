"""Keys, scopes, rates and the audit log, as callers meet them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from matching.matcher import Matcher
from service.schemas import CV, PROFESSION, VACANCY
from tests.service.apps import parts_of, served


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, home: Path, matcher: Matcher) -> Iterator[TestClient]:
    """A service whose keys are its own."""
    with served(tmp_path_factory.mktemp("own"), home, matcher) as client:
        yield client


@pytest.fixture(scope="module")
def keys(own: TestClient) -> dict[str, str]:
    """A key of each scope."""
    made = parts_of(own).state.keys
    return {scope: made.create(scope, [scope]) for scope in ("match", "admin", "metrics")}


def test_a_call_without_a_key_is_refused_once_keys_exist(own: TestClient, keys: dict[str, str]) -> None:
    answer = own.post("/v1/match", json={"text": VACANCY}, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.json()["title"]) == (401, "The key is not accepted")
    assert "ApiKey" in answer.headers["www-authenticate"]


@pytest.mark.parametrize(
    ("scope", "method", "path", "status"),
    [
        ("match", "POST", "/v1/match", 200),
        ("admin", "POST", "/v1/match", 403),
        ("match", "GET", "/v1/professions", 200),
        ("metrics", "GET", "/v1/professions", 403),
        ("metrics", "GET", "/metrics", 200),
        ("match", "GET", "/metrics", 403),
        ("admin", "POST", "/v1/admin/reload", 200),
        ("match", "POST", "/v1/admin/reload", 403),
    ],
)
def test_a_key_may_do_what_its_scope_says(
    own: TestClient, keys: dict[str, str], scope: str, method: str, path: str, status: int
) -> None:
    body = {"text": VACANCY} if path == "/v1/match" else None
    assert own.request(method, path, json=body, headers={"X-API-Key": keys[scope]}).status_code == status


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/openapi.json"])
def test_health_and_documentation_need_no_key(own: TestClient, keys: dict[str, str], path: str) -> None:
    assert own.get(path).status_code == 200


def test_a_rate_that_is_used_up_says_when_to_come_again(own: TestClient, keys: dict[str, str]) -> None:
    slow = parts_of(own).state.keys.create("slow", ["match"], rate="2/hour")
    statuses = [own.get("/v1/levels", headers={"X-API-Key": slow}) for _ in range(3)]
    assert [answer.status_code for answer in statuses] == [200, 200, 429]
    assert 0 < int(statuses[-1].headers["retry-after"]) <= 3600


def test_batches_of_another_key_are_not_there(own: TestClient, keys: dict[str, str]) -> None:
    other = parts_of(own).state.keys.create("other", ["match"])
    sent = own.post("/v1/batches", json=[{"text": CV}], headers={"X-API-Key": keys["match"]})
    assert own.get(sent.headers["location"], headers={"X-API-Key": other}).status_code == 404
    own.delete(sent.headers["location"], headers={"X-API-Key": keys["match"]})


def test_decisions_are_audited_by_key_and_without_text(own: TestClient, keys: dict[str, str]) -> None:
    audit = parts_of(own).state.audit
    before = len(list(audit.links()))
    headers = {"X-API-Key": keys["match"]}
    own.post("/v1/match", json={"text": CV}, headers=headers)
    own.post("/v1/gaps", json={"text": CV, "profession": PROFESSION}, headers=headers)
    own.post("/v1/compare", json={"cv": CV, "vacancy": VACANCY}, headers=headers)
    own.post("/v1/match/file", files={"file": ("cv.txt", CV.encode())}, headers=headers)
    own.post(
        "/v1/feedback", json={"kind": "profession", "profession": PROFESSION, "decision": "reject"}, headers=headers
    )
    new = list(audit.links())[before:]
    assert [link.action for link in new] == ["match", "gaps", "compare", "match", "feedback"]
    assert {link.who for link in new} == {keys["match"].split("_")[1]}
    assert CV.split()[0] not in str(new)
    assert audit.verify().broken is None


def test_the_audit_log_can_be_switched_off(tmp_path: Path, home: Path, matcher: Matcher) -> None:
    with served(tmp_path, home, matcher, audit=False) as client:
        client.post("/v1/match", json={"text": CV})
        assert list(parts_of(client).state.audit.links()) == []


def test_the_pages_can_be_switched_off(tmp_path: Path, home: Path, matcher: Matcher) -> None:
    with served(tmp_path, home, matcher, pages=False) as client:
        assert client.get("/").status_code == 404
        assert client.get("/v1/levels").status_code == 200


def test_a_broken_audit_log_stops_decisions(tmp_path: Path, home: Path, matcher: Matcher) -> None:
    with served(tmp_path, home, matcher) as client:
        with parts_of(client).state.database.write() as session:
            session.connection().exec_driver_sql("update audit_head set signature = 'forged'")
        answer = client.post("/v1/match", json={"text": CV})
        assert (answer.status_code, answer.json()["type"]) == (503, "/problems/audit-broken")
