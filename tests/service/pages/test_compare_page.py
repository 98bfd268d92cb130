"""A CV beside a vacancy, a programme beside cards."""

from fastapi.testclient import TestClient

from tests.browser.visiting import ANOTHER_TRADE, PROGRAMME
from tests.service.pages.apps import tree, words


def test_a_cv_is_held_against_a_vacancy(pages: TestClient, cv: str, vacancy: str) -> None:
    page = tree(pages.post("/compare", data={"cv": cv, "vacancy": vacancy}).text)
    assert page.xpath("//table[contains(@class, 'pairs')]//tbody/tr")
    assert page.xpath("//section[@aria-labelledby='formal']//span[contains(@class, 'verdict')]")
    assert len(page.xpath("//section[@aria-labelledby='by-card']//div[contains(@class, 'column ')]")) == 3


def test_both_texts_go_on_with_the_page_and_either_has_its_own_answer(pages: TestClient, cv: str, vacancy: str) -> None:
    page = tree(pages.post("/compare", data={"cv": cv, "vacancy": vacancy}).text)
    sent = {area.get("name"): area.text for area in page.xpath("//form[@id='again']/textarea")}
    assert sent == {"cv": f"\n{cv}", "vacancy": f"\n{vacancy}"}
    own = tree(pages.post("/", data={"cv": cv, "vacancy": vacancy, "of": "vacancy"}).text)
    assert words(own.xpath("//div[@class='about-text']//b")[0]) == "Вакансия"


def test_a_vacancy_of_another_trade_is_compared_by_its_sentences(pages: TestClient, cv: str) -> None:
    page = pages.post("/compare", data={"cv": cv, "vacancy": ANOTHER_TRADE})
    assert page.status_code == 200
    assert tree(page.text).xpath("//p[@class='notice']")


def test_the_field_that_is_empty_is_named_and_the_other_text_stays(pages: TestClient, cv: str) -> None:
    page = pages.post("/compare", data={"cv": cv, "vacancy": ""})
    found = tree(page.text)
    assert page.status_code == 422
    assert found.get_element_by_id("failure").xpath(".//a/@href") == ["#vacancy"]
    assert found.get_element_by_id("cv").text == f"\n{cv}"


def test_a_programme_is_held_against_the_nearest_cards(pages: TestClient) -> None:
    page = tree(pages.post("/coverage", data={"text": PROGRAMME}).text)
    assert len(page.xpath("//section[@aria-labelledby='near']//tbody/tr")) == 5
    assert page.xpath("//div[@class='column taught' or @class='column partly']//li//a[@class='chip']")


def test_a_programme_is_held_against_the_profession_that_was_chosen(pages: TestClient) -> None:
    page = tree(pages.post("/coverage", data={"text": PROGRAMME, "target": "sotsialnyi-psikholog"}).text)
    assert words(page.xpath("//h1")[0]) == "Социальный психолог"
    assert pages.post("/coverage", data={"text": PROGRAMME, "target": "nobody"}).status_code == 200


def test_an_empty_programme_is_told(pages: TestClient) -> None:
    assert pages.post("/coverage", data={"text": ""}).status_code == 422
