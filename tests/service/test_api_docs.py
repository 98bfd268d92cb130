"""The documentation of the API: every call has its heading, every example runs, and answers have the fields shown."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.messages import message
from tests.service import api_examples
from tests.service.test_openapi import operations

PAGE = api_examples.PAGE.read_text(encoding="utf-8")
# Cancelling comes last: the batch is made for all examples together.
CALLS = sorted(api_examples.calls(PAGE), key=lambda call: "DELETE" in call)
ANEW = "run `python -m tests.service.api_examples` and look at the difference"
FREE = ("distribution", "components", "counts", "summary")  # whose names depend on the text


def test_every_call_has_its_heading() -> None:
    headings = re.findall(r"^### ([A-Z]+ /\S*)$", PAGE, re.MULTILINE)
    assert sorted(headings) == sorted(f"{method.upper()} {path}" for path, method, _ in operations())


@pytest.fixture(scope="module")
def batch(client: TestClient) -> str:
    """The page's own batch, done."""
    return api_examples.batch_of(client, PAGE)


@pytest.mark.parametrize("call", CALLS)
def test_every_example_runs(client: TestClient, batch: str, call: str) -> None:
    answer = client.request(**api_examples.parsed(call.replace("$BATCH", batch)))
    assert answer.is_success or '"top_k": 0' in call, answer.text


@pytest.mark.parametrize(
    ("call", "shown"), list(api_examples.answers(PAGE)), ids=lambda value: value[:70] if isinstance(value, str) else ""
)
def test_an_answer_has_the_fields_that_are_shown(client: TestClient, call: str, shown: Any) -> None:
    if "$BATCH" in call:
        call = call.replace("$BATCH", api_examples.batch_of(client, PAGE))
    answer = client.request(**api_examples.parsed(call)).json()
    assert differences(api_examples.shortened(answer, shown), shown) == [], ANEW


def differences(found: Any, shown: Any, place: str = "") -> list[str]:
    """Where two answers have other fields; empty lists and nulls have none to tell."""
    if isinstance(found, dict) and isinstance(shown, dict):
        same = place.rpartition(".")[2] in FREE or found.keys() == shown.keys()
        inner = [d for name in found if name in shown for d in differences(found[name], shown[name], f"{place}.{name}")]
        return ([] if same else [f"{place}: {sorted(found.keys() ^ shown.keys())}"]) + inner
    if isinstance(found, list) and isinstance(shown, list) and found and shown:
        return differences(found[0], shown[0], place)
    return []


def test_every_problem_that_the_table_names_has_its_messages() -> None:
    rows = re.findall(r"^\| \d{3}.*? \| (.+?) \|", PAGE, re.MULTILINE)
    for kind in re.findall(r"`([a-z-]+)`", " ".join(rows)):
        if kind != "errors":
            assert message(f"{kind}.title", "kk")[:1], kind
