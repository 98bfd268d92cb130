"""Marks of counsellors are kept, and come from our own pages only."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.pages import Services
from service.state.state import State

FIELD = re.compile(r'name="(token|profession|card|level|catalogue_version|model_version|input_sha256)" value="([^"]*)"')


@pytest.fixture
def mark(pages: TestClient, cv: str) -> dict[str, str]:
    """The fields of the marks of an answer."""
    return dict(FIELD.findall(pages.post("/", data={"text": cv}).text))


@pytest.mark.parametrize(
    ("says", "kept"),
    [
        ("profession confirm", ("profession", "confirm", None)),
        ("profession reject", ("profession", "reject", None)),
        ("profession correct", ("profession", "correct", "sotsialnyi-psikholog")),
        ("level confirm", ("level", "confirm", None)),
        ("level correct 6", ("level", "correct", "6")),
    ],
)
def test_a_mark_is_kept(
    pages: TestClient, state: State, mark: dict[str, str], says: str, kept: tuple[str, str, str | None]
) -> None:
    before = len(list(state.feedback.all()))
    page = pages.post("/feedback", data={**mark, "says": says, "right": "sotsialnyi-psikholog"})
    assert (page.status_code, 'id="said"' in page.text) == (200, True)
    stored = list(state.feedback.all())
    assert len(stored) == before + 1
    assert kept in {(one.kind, one.decision, one.corrected) for one in stored}


def test_a_mark_of_an_item_names_the_item(
    pages: TestClient, state: State, services: Services, mark: dict[str, str], cv: str
) -> None:
    button = re.search(r'value="(gap missing \w+)"', pages.post("/", data={"text": cv}).text)
    assert button
    assert pages.post("/feedback", data={**mark, "says": button[1]}).status_code == 200
    items = {one.item for one in state.feedback.all() if one.kind == "gap"}
    with services.use() as matcher:
        assert items
        assert items <= set(matcher.index.item_number)


def test_the_form_of_marks_carries_no_text(pages: TestClient, cv: str) -> None:
    page = pages.post("/", data={"text": cv}).text
    form = page[page.index('<form id="mark"') : page.index("</form>", page.index('<form id="mark"'))]
    assert not re.search("[а-я]", re.sub('data-failed="[^"]*"', "", form))


@pytest.mark.parametrize("change", [{"token": "x" * 32}, {"token": ""}])
def test_a_mark_without_the_token_of_this_browser_is_refused(
    pages: TestClient, state: State, mark: dict[str, str], change: dict[str, str]
) -> None:
    before = len(list(state.feedback.all()))
    assert pages.post("/feedback", data={**mark, **change, "says": "level confirm"}).status_code == 403
    assert len(list(state.feedback.all())) == before


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}],
)
def test_a_mark_from_another_site_is_refused(pages: TestClient, mark: dict[str, str], headers: dict[str, str]) -> None:
    assert pages.post("/feedback", data={**mark, "says": "level confirm"}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "says", ["", "level", "level correct 9", "level correct Иван", "gap missing nothing", "profession erase", "text x"]
)
def test_a_mark_that_says_nothing_known_is_refused(pages: TestClient, mark: dict[str, str], says: str) -> None:
    assert pages.post("/feedback", data={**mark, "says": says}).status_code == 422


def test_a_profession_that_does_not_exist_is_refused(pages: TestClient, mark: dict[str, str]) -> None:
    assert (
        pages.post("/feedback", data={**mark, "says": "profession confirm", "profession": "nobody"}).status_code == 422
    )
    assert pages.post("/feedback", data={**mark, "says": "profession correct", "right": "Иван"}).status_code == 422


def test_no_word_of_a_text_is_in_the_database(pages: TestClient, memory: Path, mark: dict[str, str]) -> None:
    assert pages.post("/feedback", data={**mark, "says": "profession confirm"}).status_code == 200
    stored = b"".join(path.read_bytes() for path in memory.rglob("*") if path.is_file())
    assert mark["profession"].encode() in stored
    assert not any(word.encode() in stored for word in ("бабушек", "Окончила", "заявление"))
    assert mark["input_sha256"].encode() not in stored
