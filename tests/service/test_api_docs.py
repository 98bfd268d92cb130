"""The documentation of the API: every call has its heading, and every example runs."""

import re
import shlex
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.settings import PROJECT
from tests.service.test_openapi import operations

PAGE = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")
CALLS = re.findall(r"^(?:\$ )?(curl .+)$", PAGE, re.MULTILINE)


def test_every_call_has_its_heading() -> None:
    headings = re.findall(r"^### ([A-Z]+ /\S*)$", PAGE, re.MULTILINE)
    assert sorted(headings) == sorted(f"{method.upper()} {path}" for path, method, _ in operations())


def parsed(call: str) -> dict[str, Any]:
    """A curl command as arguments of a request."""
    found: dict[str, Any] = {"headers": {}, "files": {}, "data": {}}
    words = iter(shlex.split(call)[1:])
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            found["headers"][name] = value
        elif word == "-F":
            name, _, value = next(words).partition("=")
            if value.startswith("@"):
                found["files"][name] = (value[1:], (PROJECT / value[1:]).read_bytes())
            else:
                found["data"][name] = value
        elif word in ("-d", "--data-binary"):
            found["content"] = next(words).encode()
        elif word == "-X":
            found["method"] = next(words)
        elif word != "-s":
            found["url"] = word.removeprefix("$KASIP")
    has_body = "content" in found or found["files"]
    found.setdefault("method", "POST" if has_body else "GET")
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("call", CALLS)
def test_every_example_runs(client: TestClient, call: str) -> None:
    if "$BATCH" in call:
        made = client.post("/v1/batches", json=[{"text": "Сиделка"}]).json()["batch"]["id"]
        call = call.replace("$BATCH", made)
    answer = client.request(**parsed(call))
    assert answer.is_success or '"top_k": 0' in call, answer.text


def test_every_problem_that_the_table_names_has_its_messages() -> None:
    from service.messages import message

    rows = re.findall(r"^\| \d{3}.*? \| (.+?) \|", PAGE, re.MULTILINE)
    for kind in re.findall(r"`([a-z-]+)`", " ".join(rows)):
        if kind != "errors":
            assert message(f"{kind}.title", "kk")[:1], kind
