"""Names and numbers planted in every call of the real service: they are told, kept and counted nowhere."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from matching.matcher import Matcher
from service.documentation import description
from service.operation import logs
from tests.service.apps import served

PLANTED = "Сулейменова Айгерим 870412400123 aigerim@planted.example"
PIECES = ("Сулейменова", "Айгерим", "870412400123", "planted.example")
QUOTE = "сопровождала слепую бабушку на рынок Шапагат"  # no personal data: it must be told nowhere all the same


@dataclass
class Told:
    """The real service, and everything that it says and keeps."""

    client: TestClient
    stream: io.StringIO
    folder: Path

    def everything(self) -> str:
        kept = [path.read_bytes() for path in self.folder.iterdir() if path.is_file()]
        metrics = self.client.get("/metrics").text
        return "".join([self.stream.getvalue(), metrics, *(data.decode("utf-8", "replace") for data in kept)])


@pytest.fixture
def told(tmp_path: Path, home: Path, matcher: Matcher, configured: None) -> Iterator[Told]:
    stream = io.StringIO()
    logs.configure("debug", stream=stream)
    with served(tmp_path, home, matcher) as client:
        yield Told(client, stream, tmp_path)


def examples() -> list[tuple[str, Any]]:
    """Every call that takes JSON, with the first example of its body."""
    found = description()
    bodies = []
    for path, methods in found["paths"].items():
        content = methods.get("post", {}).get("requestBody", {}).get("content", {})
        reference = content.get("application/json", {}).get("schema", {}).get("$ref")
        if reference:
            schema = found["components"]["schemas"][reference.split("/")[-1]]
            bodies.append((path, schema["examples"][0]))
    return bodies


def planted(value: Any) -> Any:
    """The same body with names, numbers and a quote in each of its texts."""
    if isinstance(value, dict):
        return {name: planted(each) for name, each in value.items()}
    if isinstance(value, list):
        return [planted(each) for each in value]
    return f"{value}\n{PLANTED}\n{QUOTE}" if isinstance(value, str) and " " in value else value


def assert_nothing_of_it(everything: str) -> None:
    assert not [piece for piece in (*PIECES, QUOTE, "Шапагат") if piece in everything]


def test_texts_of_every_call_are_told_and_kept_nowhere(told: Told) -> None:
    calls = examples()
    assert len(calls) >= 7
    answered = [told.client.post(path, json=planted(body)).status_code for path, body in calls]
    assert answered.count(200) >= 6
    assert_nothing_of_it(told.everything())


def test_wrong_calls_are_told_without_what_was_wrong(told: Told) -> None:
    for path, body in examples():
        told.client.post(path, json={**body, PLANTED: PLANTED})
        told.client.post(path, json=[PLANTED])
        told.client.post(path, content=PLANTED.encode(), headers={"Content-Type": "application/json"})
        told.client.post(path, json=dict.fromkeys(body, PLANTED), params={"q": PLANTED})
    for path in description()["paths"]:
        told.client.get(path.replace("{identifier}", PLANTED), params={"q": PLANTED, "cursor": PLANTED})
        told.client.get(path, headers={"X-API-Key": "870412400123", "Accept-Language": "870412400123"})
    told.client.get(f"/{PLANTED}")
    assert_nothing_of_it(told.everything())


def test_uploaded_text_and_file_name_are_told_and_kept_nowhere(told: Told) -> None:
    files = {"file": (f"{PLANTED}.txt", f"Сиделка. {PLANTED}\n{QUOTE}".encode(), "text/plain")}
    assert told.client.post("/v1/match/file", files=files).status_code == 200
    broken = {"file": (f"{PLANTED}.pdf", f"%PDF-1.7 {PLANTED}".encode(), "application/pdf")}
    assert told.client.post("/v1/match/file", files=broken).status_code >= 400
    assert_nothing_of_it(told.everything())


def test_text_given_to_a_page_is_told_and_kept_nowhere(told: Told) -> None:
    page = told.client.post("/", data={"text": f"Сиделка. {PLANTED}\n{QUOTE}"}, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert QUOTE in page.text
    assert_nothing_of_it(told.everything())


def test_crash_in_matching_is_told_without_the_text(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(self: Matcher, text: str, **named: Any) -> None:
        raise RuntimeError(f"can't read {text}")

    monkeypatch.setattr(Matcher, "match", crash)
    answer = told.client.post("/v1/match", json={"text": f"{PLANTED}\n{QUOTE}"})
    assert answer.status_code == 500
    assert '"crash"' in told.stream.getvalue()
    assert_nothing_of_it(told.everything() + answer.text)


def test_what_is_planted_would_be_found(told: Told) -> None:
    told.stream.write(PLANTED)
    with pytest.raises(AssertionError):
        assert_nothing_of_it(told.everything())
