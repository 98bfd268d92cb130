"""No page shows words of another language that are not marked as such."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.browser.visiting import ANOTHER_TRADE, PROGRAMME
from tests.service.pages.apps import tree

LETTERS = re.compile(r"[^\W\d_]{3,}")
# Names that are the same in every language: file kinds, versions, the trade of a text.
SAME = re.compile(
    r"kasip|cookie|\bapi\b|json|html|docx|pdf|xlsx|docs|utf|java|[\w-]+@\w+\+\w+|\b[0-9a-f]{16}\b", re.IGNORECASE
)
IDENTIFIER = re.compile(r"\b(?:ps|ork|tkh)-[\w-]+")  # of documents and what stands in them
GETS = (
    "/",
    "/compare",
    "/coverage",
    "/bulk",
    "/about",
    "/professions",
    "/professions?q=помощь&kind=competences",
    "/professions?kind=levels",
    "/professions?kind=documents",
    "/professions?q=ъъъ",
    "/professions/sotsialnyi-rabotnik",
    "/documents/ps-2023-262?line=850",
    "/nowhere",
)


def said(root: Any, language: str) -> Iterator[str]:
    """Texts of a page in its own language: those of elements marked as another one are left out, as are quotes."""
    for node in root.xpath("//body//text() | //@placeholder | //@aria-label | //@data-label"):
        own = next(iter(node.getparent().xpath("ancestor-or-self::*[@lang][1]/@lang")), language)
        quoted = node.getparent().xpath(
            "ancestor-or-self::q | ancestor-or-self::textarea | ancestor-or-self::*[@class='text' or contains(@class, 'quoting')]"
        )
        text = SAME.sub("", " ".join(str(node).split()))
        if own == language and not quoted and LETTERS.search(text):
            yield text


def states(pages: TestClient, cv: str, vacancy: str, language: str) -> Iterator[str]:
    """Every page and every kind of answer in a language."""
    query = {"lang": language}
    yield from (pages.get(f"{path}{'&' if '?' in path else '?'}lang={language}").text for path in GETS)
    for text in (cv, vacancy, ANOTHER_TRADE, "привет", ""):
        yield pages.post("/", data={"text": text}, params=query).text
    yield pages.post("/coverage", data={"text": PROGRAMME}, params=query).text
    yield pages.post("/compare", data={"cv": cv, "vacancy": vacancy}, params=query).text
    yield pages.post("/compare", data={"cv": cv, "vacancy": ANOTHER_TRADE}, params=query).text
    yield pages.post("/compare", data={"cv": "", "vacancy": ""}, params=query).text


@pytest.fixture
def russian(pages: TestClient, cv: str, vacancy: str) -> set[str]:
    """What the pages say in Russian."""
    return {text for page in states(pages, cv, vacancy, "ru") for text in said(tree(page), "ru")}


@pytest.mark.parametrize("language", ["kk", "en"])
def test_no_page_says_in_another_language_what_it_says_in_russian(
    pages: TestClient, cv: str, vacancy: str, russian: set[str], language: str
) -> None:
    told = {text for page in states(pages, cv, vacancy, language) for text in said(tree(page), language)}
    same = {
        "карточка ·",
        "Каталог",
        "Модель",
        "Индекс",
        "Функция",
        "Курс",
        "Карточка",
        "карточка",
        "Практика",
        "Документ",
    }
    assert told & russian - same == set()


def test_no_page_shows_identifiers(pages: TestClient, cv: str, vacancy: str) -> None:
    for page in states(pages, cv, vacancy, "ru"):
        shown = [str(text) for text in tree(page).xpath("//body//text()[not(parent::textarea)]")]
        assert [text for text in shown if IDENTIFIER.search(text)] == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_page_says_english_words(pages: TestClient, cv: str, vacancy: str, language: str) -> None:
    told = {text for page in states(pages, cv, vacancy, language) for text in said(tree(page), language)}
    assert {text for text in told if re.search("[A-Za-z]{4,}", text)} == set()
