"""Batches and feedback through the API."""

import json
import re
import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.answers import MatchAnswer
from service.schemas import CARD, CV, PROFESSION, VACANCY

LINES = {"Content-Type": "application/x-ndjson"}
WAIT_S = 60.0


def finished(client: TestClient, place: str) -> dict[str, Any]:
    """The batch when it has ended."""
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        batch: dict[str, Any] = client.get(place).json()["batch"]
        if batch["status"] not in ("queued", "running"):
            return batch
        time.sleep(0.05)
    raise AssertionError("the batch did not end")


@pytest.mark.parametrize("as_lines", [True, False])
def test_a_batch_answers_every_item_in_its_order(client: TestClient, as_lines: bool) -> None:
    items: list[Any] = [
        {"id": "a", "text": VACANCY},
        {"id": 2, "text": CV, "kind": "cv", "target": {"profession": PROFESSION}},
        {"id": 3},
        7,
    ]
    body = "\n".join(map(json.dumps, items)) if as_lines else json.dumps(items)
    headers = LINES if as_lines else {"Content-Type": "application/json"}
    sent = client.post("/v1/batches", content=body, headers=headers)
    place = sent.headers["location"]
    assert (sent.status_code, sent.json()["batch"]["items"]) == (202, 4)
    batch = finished(client, place)
    assert (batch["status"], batch["done"], batch["errors"]) == ("done", 4, 2)
    answers = [json.loads(line) for line in client.get(f"{place}/results").text.splitlines()]
    assert [answer.get("id") for answer in answers] == ["a", 2, 3, None]
    assert answers[0]["status"] == "matched"
    assert answers[1]["gaps"]["profession"] == PROFESSION
    assert [answer["error"]["kind"] for answer in answers[2:]] == ["no-text", "not-object"]


def test_an_item_of_a_batch_gets_the_answer_of_a_single_call(client: TestClient) -> None:
    item = {"text": CV, "kind": "cv", "target": {"card": CARD}}
    place = client.post("/v1/batches", json=[item]).headers["location"]
    finished(client, place)
    [line] = client.get(f"{place}/results").text.splitlines()
    own = {"id", "processing_ms"}
    single = client.post("/v1/match", json=item).json()
    assert {k: v for k, v in json.loads(line).items() if k not in own} == {
        k: v for k, v in single.items() if k not in own
    }
    MatchAnswer.model_validate_json(line)


@pytest.mark.parametrize(("language", "word"), [("ru", "текста"), ("kk", "мәтін"), ("en", "no text")])
def test_an_item_that_failed_is_told_in_the_language_of_the_reader(
    client: TestClient, language: str, word: str
) -> None:
    place = client.post("/v1/batches", json=[{"id": 1}]).headers["location"]
    finished(client, place)
    told = client.get(f"{place}/results", headers={"Accept-Language": language}).json()
    assert (told["id"], told["error"]["kind"]) == (1, "no-text")
    assert word in told["error"]["detail"]


def test_frequent_gaps_are_counted_over_a_batch(client: TestClient) -> None:
    target = {"target": {"profession": PROFESSION}}
    cv, vacancy = {"text": CV, "kind": "cv", **target}, {"text": VACANCY, "kind": "vacancy", **target}
    items = [cv, cv, vacancy, {"text": CV}, {}]
    place = client.post("/v1/batches", json=items).headers["location"]
    finished(client, place)
    missing = {
        i["id"]
        for i in client.post("/v1/gaps", json={"text": CV, "kind": "cv", "profession": PROFESSION}).json()["gaps"][
            "items"
        ]
        if i["status"] == "missing" and not i["act"]
    }
    gaps = client.get(f"{place}/gaps", params={"limit": 200}).json()["gaps"]
    assert {gap["item"] for gap in gaps} == missing
    assert {(gap["texts"], gap["lacking"], gap["share"]) for gap in gaps} == {(2, 2, 1.0)}
    assert len(client.get(f"{place}/gaps", params={"limit": 3}).json()["gaps"]) == 3
    asked = client.get(f"{place}/gaps", params={"kind": "vacancy"}).json()["gaps"]
    assert asked
    assert {gap["texts"] for gap in asked} == {1}


def test_a_table_of_the_page_is_answered_by_the_service(client: TestClient) -> None:
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/bulk").text)
    assert token
    table = f"№;Текст\r\n1;{CV}\r\n2;{CV}\r\n".encode()
    sent = client.post("/bulk", data={"token": token[1], "kind": "cv"}, files={"table": ("a.csv", table)})
    until = time.monotonic() + WAIT_S
    while "answers.xlsx" not in (shown := client.get(sent.url.path)).text:
        assert shown.status_code == 200
        assert time.monotonic() < until
        time.sleep(0.05)
    assert client.get(f"{sent.url.path}/answers.xlsx").status_code == 200


def test_a_cancelled_batch_leaves_nothing(client: TestClient) -> None:
    place = client.post("/v1/batches", json=[{"text": CV}] * 50).headers["location"]
    assert client.delete(place).json()["batch"]["erased_at"]
    assert client.get(f"{place}/results").status_code == 410


@pytest.mark.parametrize(
    ("content", "media_type", "status", "kind"),
    [
        (b"[", "application/json", 400, "bad-json"),
        (b"{}", "application/json", 422, "fields"),
        (b"[]", "application/json", 422, "batch-empty"),
        (b"\n\n", "application/x-ndjson", 422, "batch-empty"),
        (b"[" * 5000, "application/json", 400, "bad-json"),
        (b"id,text", "text/csv", 415, "media-type"),
        (b'["' + b"a" * 2_000_000 + b'"]', "application/json", 413, "too-large"),
        (b"{}\n" * 10_001, "application/x-ndjson", 413, "batch-too-large"),
    ],
)
def test_bad_batches_are_refused(client: TestClient, content: bytes, media_type: str, status: int, kind: str) -> None:
    answer = client.post("/v1/batches", content=content, headers={"Content-Type": media_type})
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{kind}")


@pytest.mark.parametrize(("identifier", "status"), [("0" * 32, 404), ("nonsense", 422)])
@pytest.mark.parametrize("path", ["", "/results"])
def test_unknown_batches_are_not_there(client: TestClient, identifier: str, status: int, path: str) -> None:
    assert client.get(f"/v1/batches/{identifier}{path}").status_code == status


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ({"kind": "profession", "decision": "confirm"}, 201),
        ({"kind": "profession", "decision": "correct", "corrected": PROFESSION}, 201),
        ({"kind": "level", "level": 4, "decision": "correct", "corrected": "5"}, 201),
        ({"kind": "gap", "item": f"{CARD}.sa3f8c8a0", "decision": "correct", "corrected": "covered"}, 201),
        ({"kind": "profession", "decision": "correct"}, 422),
        ({"kind": "profession", "decision": "correct", "corrected": "nobody"}, 404),
        ({"kind": "profession", "decision": "confirm", "profession": "nobody"}, 404),
        ({"kind": "level", "decision": "confirm"}, 422),
        ({"kind": "gap", "decision": "confirm", "item": "nothing"}, 404),
        ({"kind": "gap", "item": f"{CARD}.sa3f8c8a0", "decision": "correct", "corrected": "perhaps"}, 422),
        ({"kind": "mood", "decision": "confirm"}, 422),
        ({"kind": "profession", "decision": "confirm", "catalogue_version": "line\nbreak"}, 422),
    ],
)
def test_marks_are_kept_when_they_make_sense(client: TestClient, mark: dict[str, Any], status: int) -> None:
    answer = client.post("/v1/feedback", json={"profession": PROFESSION, **mark})
    assert answer.status_code == status, answer.text
