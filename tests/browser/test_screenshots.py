"""The pictures of README and docs are made by this run: `KASIP_SCREENSHOTS=docs/images pytest tests/browser/test_screenshots.py`."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from matching.matcher import Matcher
from tests.browser.visiting import (
    ANOTHER_TRADE,
    CV,
    KAZAKH,
    NARROW,
    PROFESSION,
    PROGRAMME,
    VACANCY,
    WIDE,
    Site,
    compared,
    send,
    uploaded,
)

COLOURS = 64  # enough for pages, and a quarter of the bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where pictures go; without the variable to a folder that is thrown away."""
    return Path(os.environ.get("KASIP_SCREENSHOTS") or tmp_path)


def captured(page: Page, tries: int = 5) -> bytes:
    """A picture of what is seen. Chromium at times has none while it draws on a busy machine."""
    for _ in range(tries - 1):
        try:
            return page.screenshot()
        except PlaywrightError:
            page.wait_for_timeout(500)
    return page.screenshot()


def taken(page: Page, path: Path) -> None:
    """Take a picture of what is seen, and look that it is one."""
    picture = Image.open(io.BytesIO(captured(page)))
    assert len(picture.getcolors(1 << 24) or ()) > COLOURS  # not blank
    picture.quantize(COLOURS).save(path, optimize=True)


def test_pictures_of_the_answer(site: Site, folder: Path) -> None:
    page = site.window(size=WIDE)
    send(page, VACANCY)
    taken(page, folder / "match-ru.png")
    page = site.window(size=WIDE)
    send(page, CV)
    page.locator(".bench").scroll_into_view_if_needed()
    page.locator("#gaps").evaluate("element => element.scrollIntoView({behavior: 'instant'})")
    page.locator(".quote").nth(2).hover()
    taken(page, folder / "gaps-ru.png")
    send(page, ANOTHER_TRADE)
    taken(page, folder / "refused-ru.png")
    page = site.window(language="kk", size=NARROW, dark=True)
    send(page, KAZAKH)
    taken(page, folder / "answer-kk-phone.png")


def test_pictures_of_the_other_pages(site: Site, folder: Path, matcher: Matcher, tmp_path: Path) -> None:
    page = site.window(size=WIDE)
    compared(page)
    taken(page, folder / "compare-ru.png")
    page.goto(PROFESSION)
    page.locator("#columns").evaluate("element => element.scrollIntoView({behavior: 'instant'})")
    taken(page, folder / "profession-ru.png")
    send(page, PROGRAMME, "/coverage")
    taken(page, folder / "coverage-ru.png")
    uploaded(page, tmp_path)
    site.finish_tables(page, matcher)
    page.goto(page.url)
    taken(page, folder / "bulk-ru.png")
