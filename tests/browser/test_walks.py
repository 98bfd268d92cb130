"""Tasks as a new user does them, click by click; docs/walks.md tells them with these numbers."""

import re

import pytest
from playwright.sync_api import Page, expect

from service.settings import PROJECT
from tests.browser.visiting import ANOTHER_TRADE, CV, PROGRAMME, VACANCY, Site, send

WALKS = PROJECT / "docs" / "walks.md"


class Walker:
    """Somebody who clicks; pasting a text is a click into its field."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, selector: str) -> None:
        """Click something that is seen, without a wait for it to appear."""
        self.clicks += 1
        self.page.click(selector)

    def paste(self, selector: str, text: str) -> None:
        """Click into a field and paste."""
        self.click(selector)
        self.page.keyboard.insert_text(text)


def told(task: str) -> int:
    """The number of clicks that the page of the docs tells."""
    found = re.search(
        rf"^## {re.escape(task)}.*?\*\*(\d+) clicks\*\*", WALKS.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found, f"docs/walks.md has no {task!r}"
    return int(found[1])


@pytest.fixture
def walker(site: Site) -> Walker:
    """A new user on the first page."""
    return Walker(site.window())


def test_a_counsellor_finds_the_profession_and_prints_it(walker: Walker) -> None:
    walker.paste("#text", CV)
    walker.click("text=Найти профессии")
    expect(walker.page.locator("#profession")).to_have_text("Социальный работник")
    with walker.page.context.expect_page() as opened:
        walker.click("text=Распечатать для клиента")
    expect(opened.value.locator("h1")).to_have_text("Ваш результат")
    assert walker.clicks == told("A client's CV, to a sheet in their hand")


def test_a_look_at_the_evidence_and_a_mark_are_three_clicks_more(walker: Walker) -> None:
    send(walker.page, CV)
    walker.click(".contents >> text=Что есть и чего не хватает")
    expect(walker.page.locator(".column.missing .step").first).to_be_visible()  # how a gap is closed needs no click
    walker.click(".text .quote >> nth=1")
    walker.click("text=Да, это она")
    expect(walker.page.locator(".kept")).to_be_visible()
    assert walker.clicks == 3


def test_a_counsellor_finds_why_a_vacancy_was_refused(walker: Walker) -> None:
    walker.paste("#text", ANOTHER_TRADE)
    walker.click("text=Найти профессии")
    expect(walker.page.locator("#why")).to_be_in_viewport()  # without a click, without scrolling
    expect(walker.page.locator(".why")).to_contain_text("Java-разработчик")
    expect(walker.page.locator(".next")).to_be_visible()
    assert walker.clicks == told("Why was a vacancy refused?")


def test_a_counsellor_holds_a_cv_against_a_vacancy(walker: Walker) -> None:
    walker.click(".places >> text=Резюме и вакансия")
    walker.paste("#cv", CV)
    walker.paste("#vacancy", VACANCY)
    walker.click("button.main")
    expect(walker.page.locator("#demands")).to_be_visible()
    assert walker.clicks == told("Does this CV fit this vacancy?")


def test_a_methodist_sees_what_a_programme_lacks(walker: Walker) -> None:
    walker.click(".places >> text=Программа курса")
    walker.paste("#text", PROGRAMME)
    walker.click("text=Проверить программу")
    expect(walker.page.locator(".column.not_taught li").first).to_be_visible()
    walker.click('button[name="open"] >> nth=0')
    expect(walker.page.locator(".chosen-row")).to_be_visible()
    assert walker.clicks == told("What does a course programme lack?")
