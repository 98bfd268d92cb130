"""Whatever goes wrong is told in the language of Accept-Language: ru, kk or en."""

import json
import re
from string import Formatter
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.messages import LANGUAGES
from service.schemas import CARD, PROFESSION
from service.settings import PROJECT

MESSAGES: dict[str, dict[str, str]] = json.loads((PROJECT / "service" / "messages.json").read_text(encoding="utf-8"))
CYRILLIC = re.compile("[а-яёәғқңөұүһі]{3,}", re.IGNORECASE)
MARK = {"profession": PROFESSION, "kind": "profession", "decision": "confirm"}
GAP = {**MARK, "kind": "gap", "decision": "correct", "item": f"{CARD}.sa3f8c8a0"}
FILE = {"file": ("a.txt", b"abc")}
JSON = {"Content-Type": "application/json"}
NO_BATCH = "/v1/batches/" + "0" * 32

Call = tuple[str, str, dict[str, Any], str]
CALLS: tuple[Call, ...] = (
    ("POST", "/v1/match", {"content": b"{broken", "headers": JSON}, "bad-json"),
    ("POST", "/v1/match", {"content": b"a=b"}, "media-type"),
    ("POST", "/v1/match", {"json": {"text": "a" * 200_001}}, "text-too-long"),
    ("POST", "/v1/match", {"json": {"text": "a" * 2_100_000}}, "too-large"),
    ("POST", "/v1/match", {"json": {"text": "x", "target": {"profession": "nobody"}}}, "unknown-target"),
    ("POST", "/v1/match", {"json": {"text": 5, "kind": "poem", "colour": 1, "title": "\ud800", "options": 5}}, "fields"),
    ("POST", "/v1/match", {"json": {"text": "x", "options": {"top_k": 1.5, "min_confidence": 2}}}, "fields"),
    ("POST", "/v1/match", {"json": {"text": "x", "options": {"top_k": 0, "explain": 1}, "target": {}}}, "fields"),
    ("POST", "/v1/match", {"json": {"text": "x", "target": {"profession": "", "card": "y" * 201}}}, "fields"),
    ("POST", "/v1/gaps", {"json": {"text": "x"}}, "fields"),
    ("POST", "/v1/normalize", {"json": {"skills": [], "most": True}}, "fields"),
    ("POST", "/v1/normalize", {"json": {"skills": ["x"] * 501}}, "fields"),
    ("POST", "/v1/feedback", {"json": {**MARK, "kind": "mood", "input_sha256": "zz"}}, "fields"),
    ("POST", "/v1/feedback", {"json": {**MARK, "decision": "correct"}}, "fields"),
    ("POST", "/v1/feedback", {"json": {**MARK, "level": 3}}, "fields"),
    ("POST", "/v1/feedback", {"json": {**MARK, "catalogue_version": "line\nbreak"}}, "fields"),
    ("POST", "/v1/feedback", {"json": {**MARK, "kind": "level", "level": 4, "decision": "correct", "corrected": "9"}}, "fields"),
    ("POST", "/v1/feedback", {"json": {**GAP, "corrected": "perhaps"}}, "fields"),
    ("POST", "/v1/match/file", {"files": FILE, "data": {"options": "{"}}, "fields"),
    ("POST", "/v1/match/file", {"files": FILE, "data": {"options": "5", "kind": "poem", "colour": "red"}}, "fields"),
    ("POST", "/v1/match/file", {"files": FILE, "data": {"options": '{"top_k": 0, "x": 1}'}}, "fields"),
    ("POST", "/v1/match/file", {"files": {"other": ("a.txt", b"abc")}}, "fields"),
    ("POST", "/v1/match/file?with_text=perhaps", {"files": FILE}, "fields"),
    ("POST", "/v1/match/file", {"files": {**FILE, "more": ("b.txt", b"abc")}}, "bad-form"),
    ("POST", "/v1/match/file", {"files": {"file": ("a.txt", bytes(range(9)) * 40)}}, "upload-kind"),
    ("POST", "/v1/match/file", {"files": {"file": ("a.txt", b" ")}}, "upload-empty"),
    ("POST", "/v1/batches", {"content": b"{}", "headers": JSON}, "fields"),
    ("POST", "/v1/batches", {"json": []}, "batch-empty"),
    ("GET", NO_BATCH, {}, "batch-not-found"),
    ("GET", f"{NO_BATCH}/gaps?kind=poem&acts=perhaps&limit=x", {}, "fields"),
    ("GET", "/v1/batches/nonsense", {}, "fields"),
    ("GET", "/v1/professions?limit=0", {}, "fields"),
    ("GET", "/v1/professions?cursor=zz", {}, "bad-cursor"),
    ("GET", "/v1/professions/nobody", {}, "not-found"),
    ("PUT", "/v1/match", {}, "method"),
    ("GET", "/nowhere", {}, "no-page"),
)  # fmt: skip


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call[0]} {call[1][:40]} {call[3]}")
def test_a_problem_is_told_in_the_language_that_was_asked_for(client: TestClient, call: Call) -> None:
    method, path, sent, kind = call
    if "json" in sent:  # with lone surrogates as JSON may write them
        sent = {"content": json.dumps(sent["json"]).encode(), "headers": JSON}
    told = {}
    for language in LANGUAGES:
        headers = {**sent.get("headers", {}), "Accept-Language": language}
        answer = client.request(method, path, **{**sent, "headers": headers})
        problem = answer.json()
        assert problem["type"] == f"/problems/{kind}", problem
        assert answer.headers["content-language"] == language
        told[language] = [problem["title"], problem["detail"], *(e["message"] for e in problem.get("errors", []))]
    for russian, kazakh, english in zip(*(told[language] for language in LANGUAGES), strict=True):
        assert CYRILLIC.search(russian)
        assert CYRILLIC.search(kazakh)
        assert not CYRILLIC.search(english)
        assert russian != kazakh


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_stands_in_all_languages_with_the_same_values(name: str) -> None:
    assert tuple(MESSAGES[name]) == LANGUAGES
    values = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in MESSAGES[name].values()]
    assert name == "item.internal" or values[0] == values[1] == values[2]
    assert len(set(MESSAGES[name].values())) == len(LANGUAGES)


def test_every_message_is_used() -> None:
    """A kind, a field's reason or an item's error that no code names is dead."""
    code = "".join(p.read_text(encoding="utf-8") for p in (PROJECT / "service").rglob("*.py"))
    pages = "".join(p.read_text(encoding="utf-8") for p in (PROJECT / "service" / "templates").glob("*.html"))
    words = {part for name in MESSAGES for part in [re.sub(r"\.(title|detail)$", "", name)]}
    dead = [w for w in words if not any(f'"{n}"' in code + pages for n in (w, w.rpartition(".")[2]))]
    assert dead == []
