"""The catalogue is found by words, by meaning, by code, and leads to the printed line."""

import pytest
from fastapi.testclient import TestClient

from matching.matcher import Matcher
from service.pages.searching import search
from service.pages.sources import excerpt
from tests.service.pages.apps import tree, words

PROFESSION = "/professions/sotsialnyi-rabotnik"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("социальный работник", "sotsialnyi-rabotnik"),
        ("психол", "sotsialnyi-psikholog"),
        ("работниками социальными", "sotsialnyi-rabotnik"),
        ("3412-0-008", "sotsialnyi-rabotnik"),
    ],
)
def test_professions_are_found_by_words_in_any_form_by_their_beginning_and_by_code(
    matcher: Matcher, query: str, found: str
) -> None:
    assert found in {p.id for p in search(matcher, query).professions}


def test_professions_are_found_by_everyday_and_kazakh_words(matcher: Matcher) -> None:
    found = search(matcher, "әлеуметтік қызметкер")
    assert "sotsialnyi-rabotnik" in {p.id for p in (*found.professions, *found.by_meaning)}


def test_a_level_narrows_professions_and_rows(matcher: Matcher) -> None:
    found = search(matcher, "", level=7)
    assert found.professions
    assert all(7 in p.levels for p in found.professions)
    assert all(7 in row.levels for row in found.levels)


def test_competences_and_documents_are_found(matcher: Matcher) -> None:
    assert any("помощ" in c.label.lower() and c.count for c in search(matcher, "доврачебная помощь").competences)
    assert {d.id for d in search(matcher, "262").documents} >= {"ps-2023-262"}


@pytest.mark.parametrize("query", ["ъъъ", "<script>", "'; drop table", "а" * 5000, "%", "\\", "*"])
def test_odd_queries_find_nothing_or_something_and_never_crash(pages: TestClient, query: str) -> None:
    for kind in ("professions", "competences", "levels", "documents"):
        page = pages.get("/professions", params={"q": query, "kind": kind, "level": "x", "start": "-1"})
        assert page.status_code == 200
        assert "<script>" not in page.text.replace('<script src="', "")


def test_long_lists_are_paged_and_every_profession_is_on_one_page(pages: TestClient, matcher: Matcher) -> None:
    seen: set[str] = set()
    for start in range(0, len(matcher.index.professions), 40):
        page = tree(pages.get("/professions", params={"start": start}).text)
        seen |= {link.rpartition("/")[2] for link in page.xpath("//ul[@class='found']//a/@href")}
    assert seen == {p.id for p in matcher.index.professions}


def test_every_profession_has_a_page_below_the_limit(pages: TestClient, matcher: Matcher) -> None:
    for profession in matcher.index.professions:
        page = pages.get(f"/professions/{profession.id}")
        assert page.status_code == 200
        assert len(page.content) <= 100_000


def test_a_profession_shows_all_members_levels_moves_and_the_card(pages: TestClient, matcher: Matcher) -> None:
    page = tree(pages.get(PROFESSION).text)
    profession = matcher.index.catalogue.profession_by_id["sotsialnyi-rabotnik"]
    assert len(page.xpath("//section[@aria-labelledby='members']//tbody/tr")) == len(profession.members)
    assert len(page.xpath("//table[contains(@class, 'beside')]//th[@scope='col']")) == len(profession.levels)
    assert page.xpath("//ul[@class='moves']/li")
    assert page.xpath("//section[@aria-labelledby='card']//li[starts-with(@id, 'i-')]")


def test_another_card_is_opened_by_its_address(pages: TestClient, matcher: Matcher) -> None:
    profession = matcher.index.catalogue.profession_by_id["sotsialnyi-rabotnik"]
    for member in profession.members:
        page = tree(pages.get(PROFESSION, params={"card": member.id}).text)
        assert words(page.get_element_by_id("card")).startswith(member.title)


def test_every_item_stands_at_its_line_of_its_document(matcher: Matcher) -> None:
    catalogue = matcher.index.catalogue
    documents = {d.id: d for d in catalogue.documents}
    for card in catalogue.cards[:10]:
        item = next(i for f in card.functions for t in f.tasks for i in (*t.skills, *t.knowledge))
        found = excerpt(documents[card.document], item.line)
        assert found
        printed = " ".join(dict(found.lines)[item.line].split())
        assert item.text.split()[0] in printed


def test_a_line_is_shown_with_those_around_it_up_to_both_ends(pages: TestClient) -> None:
    page = tree(pages.get("/documents/ps-2023-262", params={"line": 850}).text)
    assert page.xpath("//li[@aria-current]/@id") == ["l850"]
    for line in ("0", "1", "99999999", "x", ""):
        assert pages.get("/documents/ps-2023-262", params={"line": line}).status_code == 200


@pytest.mark.parametrize("path", ["/professions/nobody", "/documents/nothing", "/documents/ps-2023-262/x"])
def test_what_the_catalogue_does_not_have_is_not_found(pages: TestClient, path: str) -> None:
    assert pages.get(path).status_code == 404
