"""Every state of every page has no violation of WCAG 2.2 A and AA that axe-core can find, light and dark, wide and narrow."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from matching.matcher import Matcher
from tests.browser.visiting import CV, NARROW, STATES, WIDE, Site, send, uploaded

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Every language in the light and in the dark; every width with both.
LOOKS = [
    ("ru", WIDE, False),
    ("ru", NARROW, True),
    ("kk", WIDE, True),
    ("kk", NARROW, False),
    ("en", WIDE, True),
    ("en", NARROW, False),
]


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds in the state at hand."""
    page.evaluate(axe)
    found: Any = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{v['id']}: {node['html'][:120]}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.parametrize(
    ("language", "size", "dark"),
    LOOKS,
    ids=[f"{look[0]}-{look[1][0]}-{'dark' if look[2] else 'light'}" for look in LOOKS],
)
def test_no_violation_in_any_state(site: Site, axe: str, language: str, size: tuple[int, int], dark: bool) -> None:
    page = site.window(language=language, size=size, dark=dark)
    found = {}
    for name, arrive in STATES.items():
        arrive(page)
        found[name] = violations(page, axe)
    assert {name: these for name, these in found.items() if these} == {}


@pytest.mark.usefixtures("doubtful")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_no_violation_where_two_professions_fit(site: Site, axe: str, language: str, dark: bool) -> None:
    page = site.window(language=language, dark=dark)
    send(page, CV)
    assert page.locator(".question").count() == 1
    assert violations(page, axe) == []


@pytest.mark.parametrize(("language", "dark"), [("ru", False), ("kk", True), ("en", False)])
def test_no_violation_while_a_table_is_read_and_when_it_is_done(
    site: Site, axe: str, matcher: Matcher, tmp_path: Path, language: str, dark: bool
) -> None:
    page = site.window(language=language, dark=dark)
    uploaded(page, tmp_path)
    assert page.locator("[data-progress]").count() == 1
    assert violations(page, axe) == []
    site.finish_tables(page, matcher)
    page.goto(page.url)
    assert page.locator("[data-progress]").count() == 0
    assert violations(page, axe) == []


def test_a_fault_is_found(site: Site, axe: str) -> None:
    page = site.window()
    page.evaluate("document.querySelector('label[for=text]').remove()")
    assert any(v.startswith("label") for v in violations(page, axe))
