"""Browsing the catalogue: pages, tags, versions."""

import base64
import json
from dataclasses import fields

import pytest
from fastapi.testclient import TestClient

from corpus.catalogue import Catalogue, from_json, to_json
from matching.matcher import Matcher
from service.routes.catalogue import COMPETENCE
from service.routes.whole import file_of
from service.schemas import CARD, PROFESSION

READS = [
    "/v1/professions",
    f"/v1/professions/{PROFESSION}",
    f"/v1/professions/{PROFESSION}/moves",
    f"/v1/cards/{CARD}",
    f"/v1/competences/{COMPETENCE}",
    "/v1/levels",
    "/v1/documents",
    "/v1/catalogue",
    "/v1/catalogue.jsonld",
]


@pytest.mark.parametrize(
    ("path", "name", "least"),
    [("professions", "professions", 100), ("levels", "levels", 27), ("documents", "documents", 5)],
)
@pytest.mark.parametrize("limit", [1, 3, 40])
def test_lists_are_paged_without_gap_or_repeat(
    client: TestClient, path: str, name: str, least: int, limit: int
) -> None:
    seen: list[str] = []
    query: dict[str, str | int] = {"limit": limit}
    while True:
        page = client.get(f"/v1/{path}", params=query).json()
        seen += [thing["id"] for thing in page[name]]
        assert len(page[name]) <= limit
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert len(seen) == len(set(seen)) >= least


def cursor_of(told: str) -> str:
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def test_a_cursor_of_an_earlier_catalogue_is_gone(client: TestClient) -> None:
    answer = client.get("/v1/professions", params={"cursor": cursor_of("0123456789abcdef:professions:40")})
    assert (answer.status_code, answer.json()["type"]) == (410, "/problems/old-cursor")


def test_a_cursor_of_another_list_is_refused(client: TestClient) -> None:
    cursor = client.get("/v1/professions", params={"limit": 1}).json()["next_cursor"]
    assert client.get("/v1/levels", params={"cursor": cursor}).status_code == 400


@pytest.mark.parametrize("told", ["", "x", "a:professions:-1", "a:professions:²", "a:professions:1.0", "::", "a:b:c:1"])
def test_a_cursor_that_we_did_not_make_is_refused(client: TestClient, told: str) -> None:
    assert client.get("/v1/professions", params={"cursor": cursor_of(told)}).status_code == 400


def test_a_cursor_beyond_the_end_is_refused(client: TestClient) -> None:
    version = client.get("/healthz").json()["catalogue_version"]
    cursor = cursor_of(f"{version}:professions:99999999999999999999")
    assert client.get("/v1/professions", params={"cursor": cursor}).status_code == 400


@pytest.mark.parametrize("path", READS)
def test_a_caller_that_knows_the_tag_gets_no_body(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert first.json()["catalogue_version" if "jsonld" not in path else "@context"]
    assert "no-store" not in first.headers["cache-control"]


def test_another_tag_gets_the_whole_answer(client: TestClient) -> None:
    assert client.get("/v1/levels", headers={"If-None-Match": '"0123"'}).status_code == 200


def test_what_is_not_there_stays_not_there_for_any_tag(client: TestClient) -> None:
    assert client.get("/v1/professions/nobody", headers={"If-None-Match": "*"}).status_code == 404


def test_whole_files_tell_their_versions_in_headers(client: TestClient) -> None:
    versions = client.get("/healthz").json()
    for path in ("/v1/catalogue", "/v1/catalogue.jsonld"):
        headers = client.get(path).headers
        assert headers["x-catalogue-version"] == versions["catalogue_version"]
        assert headers["x-model-version"] == versions["model_version"]


def test_the_whole_catalogue_can_be_read_again(client: TestClient) -> None:
    client.get(f"/v1/cards/{CARD}")  # makes tables of ids, which are no part of it
    data = client.get("/v1/catalogue").content
    assert from_json(data).cards
    assert set(json.loads(data)) == {field.name for field in fields(Catalogue)}


def test_every_member_of_a_profession_is_found_as_a_card(client: TestClient) -> None:
    members = client.get(f"/v1/professions/{PROFESSION}").json()["profession"]["members"]
    kinds = {client.get(f"/v1/cards/{member['id']}").json()["kind"] for member in members}
    assert kinds == {"card", "position", "level"}


def test_mentions_of_a_competence_are_items_of_cards(client: TestClient) -> None:
    mention = client.get(f"/v1/competences/{COMPETENCE}").json()["competence"]["mentions"][0]
    assert mention in client.get(f"/v1/cards/{mention.rpartition('.')[0]}").text


def test_moves_lead_to_the_next_level_and_to_neighbours(client: TestClient) -> None:
    found = client.get(f"/v1/professions/{PROFESSION}/moves", params={"neighbours": 1}).json()["moves"]
    assert found[0]["kind"] == "next_level"
    assert sum(move["kind"] == "neighbour" for move in found) <= 1


@pytest.mark.parametrize("path", ["professions/x", "professions/x/moves", "cards/x", "competences/x"])
def test_unknown_ids_are_told_with_the_id(client: TestClient, path: str) -> None:
    answer = client.get(f"/v1/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-language"] == "ru"


def test_documents_say_how_much_was_found_in_them(client: TestClient) -> None:
    documents = {d["id"]: d for d in client.get("/v1/documents").json()["documents"]}
    assert documents["ps-2023-262"]["cards"] == 11
    assert documents["ork-social-2019"]["levels"] > 0


def test_the_whole_catalogue_is_written_once_for_an_index(client: TestClient, matcher: Matcher) -> None:
    sent = client.get("/v1/catalogue").content
    kept = file_of(matcher.index, to_json)
    assert kept == sent
    assert file_of(matcher.index, to_json) is kept
