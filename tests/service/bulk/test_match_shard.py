"""Answering a shard with the real matcher."""

import json
import zlib
from typing import Any

import orjson
import pytest

from matching.matcher import MAX_CHARACTERS, Matcher
from service.bulk.match_shard import match_shard
from service.bulk.shards import Row
from service.settings import PROJECT
from tests.service.bulk.made_up import records

VACANCY = PROJECT / "docs" / "examples" / "vacancy.txt"
PLACE = {"document": "ps-2023-262", "line": 788}


def shard(*given: Any) -> tuple[Row, ...]:
    return tuple(
        g if isinstance(g, Row) else Row(n, g if isinstance(g, bytes) else orjson.dumps(g), end=n)
        for n, g in enumerate(given, start=1)
    )


def answered(matcher: Matcher, *given: Any) -> list[dict[str, Any]]:
    found = match_shard(shard(*given), matcher)
    lines = [json.loads(line) for line in zlib.decompress(found.packed).splitlines()]
    assert found.rows == len(lines) == len(given)
    assert found.errors == sum("error" in line for line in lines)
    return lines


def test_a_row_gets_a_match_result_with_its_id(matcher: Matcher) -> None:
    line = answered(matcher, {"id": 5, "text": VACANCY.read_text("utf-8"), "kind": "vacancy", "other": 1})[0]
    assert (line["id"], line["kind"], "gaps" in line) == (5, "vacancy", False)
    assert line["professions"][0]["evidence"]


@pytest.mark.parametrize(
    "target",
    [
        PLACE,
        {"profession": "sotsialnyi-rabotnik"},
        {"card": "ps-2023-262.sotsialnyi-rabotnik.4"},
        "sotsialnyi-rabotnik",
    ],
)
def test_a_target_adds_gaps_with_steps_and_groups(matcher: Matcher, target: Any) -> None:
    line = answered(matcher, {"text": "Покупаю продукты пенсионерам", "kind": "cv", "target": target})[0]
    gaps = line["gaps"]
    assert (len(gaps["items"]), "id" in line) == (28, False)
    assert {item["id"] for item in gaps["items"] if item["status"] != "covered"} == {
        item["id"] for item in gaps["items"] if item["step"]
    }
    assert sorted(i for group in gaps["groups"] for i in group["items"]) == sorted(item["id"] for item in gaps["items"])


def test_the_time_is_not_told_for_it_would_change_the_bytes(matcher: Matcher) -> None:
    assert answered(matcher, {"text": "Сиделка"})[0]["processing_ms"] == 0


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (b"{broken", "not-json"),
        (b'{"text":"\xff"}', "not-json"),
        (b'{"text":"\\ud800"}', "not-json"),
        ([1], "not-object"),
        ({}, "no-text"),
        ({"text": 5}, "no-text"),
        ({"text": "x", "kind": "poem"}, "bad-kind"),
        ({"text": "x", "kind": ["cv"]}, "bad-kind"),
        ({"text": "x", "title": 5}, "bad-title"),
        ({"text": "x", "id": 1.5}, "bad-id"),
        ({"text": "x", "id": True}, "bad-id"),
        ({"text": "x", "id": "y" * 201}, "bad-id"),
        ({"text": "x", "target": 5}, "bad-target"),
        ({"text": "x", "target": {}}, "bad-target"),
        ({"text": "x", "target": {"document": "ps-2023-262"}}, "bad-target"),
        ({"text": "x", "target": {"card": "a", "profession": "b"}}, "bad-target"),
        ({"text": "x", "target": "nobody"}, "unknown-target"),
        ({"text": "x", "target": {"document": "ps-2023-262", "line": 1}}, "unknown-target"),
        ({"text": "x" * (MAX_CHARACTERS + 1)}, "text-too-long"),
        (Row(1, b"", end=1, fault="too-large"), "too-large"),
        (Row(1, b"", end=1, fault="bad-csv"), "bad-csv"),
    ],
)
def test_a_row_that_cannot_be_read_gets_an_error_and_the_others_answers(
    matcher: Matcher, given: Any, kind: str
) -> None:
    lines = answered(matcher, given, {"id": "next", "text": "Сиделка"})
    assert (lines[0]["error"]["kind"], lines[0]["error"]["line"], lines[1]["id"]) == (kind, 1, "next")


def test_an_error_keeps_the_id(matcher: Matcher) -> None:
    assert answered(matcher, {"id": "a7"})[0]["id"] == "a7"


def test_what_the_matcher_stumbles_over_stays_with_its_row_and_is_not_quoted(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Matcher.match

    def stumbling(self: Matcher, text: str, **options: Any) -> Any:
        if "secret" in text:
            raise ValueError(text)
        return real(self, text, **options)

    monkeypatch.setattr(Matcher, "match", stumbling)
    first, second = answered(matcher, {"id": 1, "text": "my secret"}, {"id": 2, "text": "Сиделка"})
    assert (first["error"]["kind"], "ValueError" in str(first), "secret" in str(first)) == ("internal", True, False)
    assert "error" not in second


def test_answers_do_not_depend_on_the_neighbours(matcher: Matcher) -> None:
    given = records(6)
    together = answered(matcher, *given)
    assert together == [answered(matcher, one)[0] for one in given]
