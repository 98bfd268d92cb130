"""The typed client against the service."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from service.client import Kasip, KasipError
from service.routes.catalogue import COMPETENCE
from service.schemas import CARD, CV, PERSONAL, PROFESSION, PROGRAMME, VACANCY


@pytest.fixture
def kasip(client: TestClient) -> Iterator[Kasip]:
    """A client whose requests go to the app in process."""

    def handle(request: httpx.Request) -> httpx.Response:
        answer = client.request(
            request.method, str(request.url), content=request.read(), headers=dict(request.headers.items())
        )
        return httpx.Response(answer.status_code, headers=dict(answer.headers.items()), content=answer.content)

    with Kasip("http://testserver", language="en", transport=httpx.MockTransport(handle)) as made:
        yield made


def test_match_gives_typed_professions(kasip: Kasip) -> None:
    answer = kasip.match(VACANCY, options={"top_k": 1, "explain": True}, target={"profession": PROFESSION})
    first = answer.professions[0]
    assert (first.id, first.members[0].kind) == (PROFESSION, "card")
    assert answer.explanation
    assert answer.gaps
    assert answer.gaps.items[0].status in ("asked", "not_asked")


def test_match_file_gives_the_text(kasip: Kasip, tmp_path: Path) -> None:
    file = tmp_path / "cv.txt"
    file.write_text(CV, encoding="utf-8")
    answer = kasip.match_file(file, with_text=True, options='{"top_k": 1}')
    assert (answer.text, answer.file.kind, len(answer.professions)) == (CV, "txt", 1)


def test_texts_are_held_against_the_catalogue_and_each_other(kasip: Kasip) -> None:
    gaps = kasip.gaps(CV, card=CARD)
    lacking = [item for item in gaps.items if item.status == "missing"]
    assert all(item.step and item.step.words for item in lacking)
    assert sorted(i for group in gaps.groups for i in group.items) == sorted(item.id for item in gaps.items)
    assert kasip.compare(CV, VACANCY).summary
    assert kasip.extract(CV, min_confidence=0.0)[0].quote in CV
    assert kasip.normalize(["уход за лежачими больными"])[0].competences
    assert kasip.coverage(PROGRAMME, targets=[CARD]).targets[0].card == CARD
    hidden = kasip.mask(PERSONAL)
    assert {part.kind for part in hidden.found} == {"name", "phone", "email"}
    assert len(hidden.text) == len(PERSONAL)


def test_the_catalogue_is_browsed(kasip: Kasip) -> None:
    assert len({profession.id for profession in kasip.professions()}) > 100
    assert len(list(kasip.levels())) == 27
    assert {document.kind for document in kasip.documents()} >= {"professional_standard"}
    assert kasip.profession(PROFESSION).title == "Социальный работник"
    assert kasip.moves(PROFESSION)[0].kind == "next_level"
    assert kasip.card(CARD).kind == "card"
    assert kasip.competence(COMPETENCE).mentions
    assert len(kasip.catalogue()["cards"]) > 10
    assert kasip.is_ready()


def test_a_batch_is_sent_and_fetched(kasip: Kasip) -> None:
    batch = kasip.create_batch([{"id": 1, "text": f"{CV}\u2028{CV}"}, {"id": 2}])
    while kasip.batch(batch.id).finished_at is None:
        time.sleep(0.05)
    first, second = kasip.results(batch.id)
    assert (first["id"], second["error"]["kind"]) == (1, "no-text")
    assert kasip.cancel_batch(batch.id).erased_at


def test_feedback_returns_its_id(kasip: Kasip) -> None:
    assert len(kasip.feedback(kind="profession", profession=PROFESSION, decision="confirm")) == 32


def test_a_problem_is_raised_with_its_kind_and_fields(kasip: Kasip) -> None:
    with pytest.raises(KasipError, match="give at least 1") as caught:
        kasip.match(VACANCY, options={"top_k": 0})
    assert (caught.value.kind, caught.value.problem.status) == ("fields", 422)
    with pytest.raises(KasipError) as caught:
        kasip.profession("a b?")
    assert caught.value.kind == "not-found"


def test_what_is_no_problem_of_ours_is_an_error_of_http() -> None:
    proxy = httpx.MockTransport(lambda request: httpx.Response(502, text="bad gateway"))
    with Kasip("http://testserver", transport=proxy) as kasip, pytest.raises(httpx.HTTPStatusError):
        kasip.match(VACANCY)


def test_a_refusal_says_when_to_come_again() -> None:
    problem = {"type": "/problems/busy", "title": "t", "status": 429, "detail": "d", "instance": "/v1/match"}
    headers = {"Retry-After": "7", "Content-Type": "application/problem+json"}
    full = httpx.MockTransport(lambda request: httpx.Response(429, json=problem, headers=headers))
    with Kasip("http://testserver", transport=full) as kasip, pytest.raises(KasipError) as caught:
        kasip.match(VACANCY)
    assert caught.value.retry_after_s == 7
