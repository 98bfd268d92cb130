"""A course programme beside the cards: what it teaches, what it lacks, and what is told of a programme of another field."""

from fastapi.testclient import TestClient

from tests.browser.visiting import ANOTHER_TRADE, PROGRAMME
from tests.service.pages.apps import tree, words

OTHER = "sotsialnyi-psikholog"


def test_a_programme_shows_its_professions_and_the_items_of_the_nearest(pages: TestClient) -> None:
    page = tree(pages.post("/coverage", data={"text": PROGRAMME}).text)
    assert len(page.xpath("//section[@aria-labelledby='near']//tbody/tr")) == 5
    counts = [int(words(b)) for b in page.xpath("//ul[@class='counts']//b")]
    columns = ("taught", "partly", "not_taught")
    shown = [
        len(page.xpath(f"//section[@class='function']//div[contains(@class, 'column {name}')]//li")) for name in columns
    ]
    assert counts == shown
    assert all(counts)
    assert page.xpath("//p[@class='notice']") == []


def test_another_profession_is_opened_by_its_button_or_chosen_before(pages: TestClient) -> None:
    for fields in ({"open": OTHER}, {"target": OTHER}):
        page = tree(pages.post("/coverage", data={"text": PROGRAMME, **fields}).text)
        assert words(page.xpath("//h1")[0]) == "Социальный психолог"
        assert page.xpath("//tr[@class='chosen-row']")


def test_a_programme_of_another_field_is_told_so(pages: TestClient) -> None:
    page = tree(pages.post("/coverage", data={"text": ANOTHER_TRADE}).text)
    assert "из другой области" in words(page.xpath("//p[@class='notice']")[0])


def test_a_form_without_a_programme_is_told_beside_its_field(pages: TestClient) -> None:
    page = pages.post("/coverage", data={"text": " "})
    assert page.status_code == 422
    assert tree(page.text).get_element_by_id("failure").xpath(".//a/@href") == ["#text"]
