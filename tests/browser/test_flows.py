"""What people do: read a text, correct the answer, take it away, send a table; with and without scripts, by keys alone."""

import io
import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, Request, expect
from pypdf import PdfReader

from matching.matcher import Matcher
from service.state.state import State
from tests.browser.visiting import CV, NARROW, STATES, Site, compared, send, uploaded

LEFT = "net::ERR_ABORTED"  # the page was left before its sign was loaded
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def errors_of(page: Page) -> list[str]:
    """What the browser complains about from now on: broken scripts, refused resources, missing files."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda request: found.append(request.url) if request.failure != LEFT else None)
    return found


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@SCRIPTS
def test_every_state_is_reached_without_an_error_of_the_browser(site: Site, language: str, scripts: bool) -> None:
    page = site.window(language=language, scripts=scripts)
    found = errors_of(page)
    for name, arrive in STATES.items():
        if not scripts and name in ("answer-cv-open", "print-client", "print-counsellor", "mark-refused", "mark-kept"):
            continue  # these use a script of the test itself
        arrive(page)
        assert page.locator("html").get_attribute("lang") == language, name
    assert [text for text in found if "status of 4" not in text] == []


@SCRIPTS
def test_a_quote_leads_to_its_item_and_back(site: Site, scripts: bool) -> None:
    page = site.window(scripts=scripts)
    send(page, CV)
    chip = page.locator(".column li .chip").first
    quote = chip.get_attribute("href")
    chip.click()
    assert page.url.endswith(str(quote))
    page.locator(str(quote)).click()
    target = page.url.partition("#")[2]
    expect(page.locator(f"#{target}")).to_be_in_viewport()


def test_pointing_at_a_quote_lights_what_it_speaks_for(site: Site) -> None:
    page = site.window()
    send(page, CV)
    quote = page.locator(".quote").first
    quote.hover()
    refs = str(quote.get_attribute("data-to")).split()
    for ref in refs:
        expect(page.locator(f"#{ref}")).to_have_class(re.compile(r"\blit\b"))
    page.locator("h1").hover()
    assert page.locator(".lit").count() == 0


@SCRIPTS
def test_the_kind_is_corrected_by_one_click(site: Site, scripts: bool) -> None:
    page = site.window(scripts=scripts)
    send(page, CV)
    page.click('button[name="as"]')
    expect(page.locator(".about-text b")).to_have_text("Вакансия")
    expect(page.locator(".text")).to_contain_text("Окончила колледж")


@SCRIPTS
def test_the_language_is_changed_and_the_answer_stays(site: Site, scripts: bool) -> None:
    page = site.window(scripts=scripts)
    send(page, CV)
    page.click(".languages >> text=Қазақша")
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.locator("#profession")).to_have_text("Социальный работник")


@pytest.mark.usefixtures("doubtful")
@SCRIPTS
def test_the_question_is_answered_by_one_click(site: Site, scripts: bool) -> None:
    page = site.window(scripts=scripts)
    send(page, CV)
    option = page.locator(".option").nth(1)
    title = option.locator("span").inner_text()
    option.click()
    expect(page.locator("#profession")).to_have_text(title)


def marked(page: Page, button: str, *, scripts: bool) -> None:
    """Press a button of a mark; without scripts its answer comes in a window of its own."""
    if scripts:
        with page.expect_response("**/feedback"):
            page.click(button)
        return
    with page.context.expect_page() as opened:
        page.click(button)
    expect(opened.value.locator("#said")).to_be_visible()
    opened.value.close()


@SCRIPTS
def test_a_counsellor_corrects_profession_level_and_item(site: Site, state: State, scripts: bool) -> None:
    page = site.window(scripts=scripts)
    send(page, CV)
    before = len(list(state.feedback.all()))
    steps = [
        ("text=Да, это она", None),
        ("text=Другой уровень", '.pop-body button:has-text("7")'),
        (".fix summary >> nth=0", ".fix button >> nth=0"),
    ]
    for first, second in steps:
        if second:
            page.click(first)
        marked(page, second or first, scripts=scripts)
    if scripts:
        expect(page.locator(".kept")).to_have_count(len(steps))
    stored = list(state.feedback.all())
    assert len(stored) == before + len(steps)
    assert {"profession", "level", "gap"} <= {one.kind for one in stored}


@SCRIPTS
def test_a_file_is_chosen_and_read(site: Site, tmp_path: Path, scripts: bool) -> None:
    document = Document()
    for line in CV.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "cv.docx"))
    page = site.window(scripts=scripts)
    page.set_input_files("#text_file", tmp_path / "cv.docx")
    page.click("button.main")
    expect(page.locator("#profession")).to_have_text("Социальный работник")


@pytest.mark.parametrize("path", ["/", "/compare", "/coverage", "/bulk"])
def test_a_file_is_chosen_in_the_words_of_the_page(site: Site, path: str) -> None:
    page = site.window(language="kk")
    page.goto(path)
    field = page.locator("input[type=file]").first
    assert field.evaluate("input => getComputedStyle(input).opacity") == "0"  # its words are the browser's
    expect(page.locator(".pick").first).to_contain_text("Файл таңдау")
    field.set_input_files({"name": "түйіндеме.txt", "mimeType": "text/plain", "buffer": b"x"})
    expect(page.locator(".picked").first).to_have_text("түйіндеме.txt")


def test_a_file_is_dropped_on_the_field(site: Site) -> None:
    page = site.window()
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "cv.txt", {type: "text/plain"}));
          const field = document.querySelector("[data-drop]");
          field.dispatchEvent(new DragEvent("dragover", {dataTransfer: data, bubbles: true, cancelable: true}));
          field.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        CV,
    )
    page.click("button.main")
    expect(page.locator("#profession")).to_have_text("Социальный работник")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(site: Site, tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_bytes(b"x" * 5_100_000)
    page = site.window()
    page.set_input_files("#text_file", tmp_path / "cv.txt")
    assert "слишком большой" in page.eval_on_selector("#text_file", "input => input.validationMessage")
    page.click("button.main")
    expect(page.locator("h1")).to_have_text("К какой профессии относится текст?")


@SCRIPTS
def test_every_file_is_taken_away(site: Site, tmp_path: Path, scripts: bool) -> None:
    page = site.window(scripts=scripts)
    send(page, CV)
    for path in ("client.pdf", "client.docx", "counsellor.pdf", "counsellor.docx", "items.xlsx"):
        with page.expect_download() as download:
            page.click(f'[formaction="/export/{path}"]')
        download.value.save_as(tmp_path / path)
    assert len(PdfReader(tmp_path / "client.pdf").pages) == 1
    assert "Лист консультанта" in Document(str(tmp_path / "counsellor.docx")).paragraphs[0].text
    assert load_workbook(io.BytesIO((tmp_path / "items.xlsx").read_bytes())).sheetnames[-1] == "Пункты"


@SCRIPTS
def test_the_print_view_opens_beside_the_answer(site: Site, scripts: bool) -> None:
    page = site.window(scripts=scripts)
    send(page, CV)
    for sheet, title in (("client", "Ваш результат"), ("counsellor", "Лист консультанта")):
        with page.context.expect_page() as opened:
            page.click(f'[formaction="/print/{sheet}"]')
        expect(opened.value.locator("h1")).to_have_text(title)
        assert len(PdfReader(io.BytesIO(opened.value.pdf(prefer_css_page_size=True))).pages) == 1
    expect(page.locator("#profession")).to_be_visible()


@SCRIPTS
def test_a_table_is_sent_watched_and_answered(site: Site, matcher: Matcher, tmp_path: Path, scripts: bool) -> None:
    page = site.window(scripts=scripts)
    uploaded(page, tmp_path)
    expect(page.locator("#progress")).to_contain_text("0 из 4")
    site.finish_tables(page, matcher)
    if not scripts:
        page.click("text=Обновить")
    expect(page.locator("h1")).to_have_text("Таблица готова", timeout=15_000)
    with page.expect_download() as download:
        page.click("text=Таблица ответов, XLSX")
    download.value.save_as(tmp_path / "answers.xlsx")
    assert load_workbook(tmp_path / "answers.xlsx")["Ответы"].max_row == 5
    page.click("text=Удалить ответы сейчас")
    expect(page.locator("h1")).to_have_text("Таблица удалена")


@SCRIPTS
def test_a_cv_is_compared_with_a_vacancy(site: Site, scripts: bool) -> None:
    page = site.window(scripts=scripts)
    compared(page)
    expect(page.locator("table.pairs tbody tr").first).to_be_visible()
    page.locator('button[name="of"]').first.click()
    expect(page.locator("#profession")).to_be_visible()


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Reach an element by Tab alone and press a key on it; its focus must be seen."""
    wanted = page.locator(selector).first
    for _ in range(200):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            assert wanted.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
            page.keyboard.press(key)
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_an_answer_is_found_read_corrected_and_taken_by_keys_alone(site: Site, state: State) -> None:
    page = site.window()
    press(page, ".skip")
    press(page, "#text", "End")
    page.keyboard.insert_text(CV)
    page.keyboard.press("Tab")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#profession")
    before = len(list(state.feedback.all()))
    press(page, 'button[value="profession confirm"]')
    expect(page.locator(".marks .kept")).to_be_visible()
    assert len(list(state.feedback.all())) == before + 1
    press(page, '.contents a[href="#gaps"]')
    press(page, ".text .quote")
    press(page, ".column .chip")
    press(page, ".fix summary")
    with page.expect_download():
        press(page, '[formaction="/export/client.pdf"]')


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_nothing_is_wider_than_a_narrow_phone(site: Site, language: str) -> None:
    page = site.window(language=language, size=NARROW)
    for name, arrive in STATES.items():
        arrive(page)
        assert page.locator("html").evaluate("whole => whole.scrollWidth") <= NARROW[0], name


def test_every_state_weighs_at_most_100_kilobytes(site: Site) -> None:
    page = site.window()
    sent: list[Request] = []
    page.on("requestfinished", lambda request: sent.append(request))
    sizes = {}
    for name, arrive in STATES.items():
        sent.clear()
        arrive(page)
        page.wait_for_load_state("networkidle")
        sizes[name] = max((request.sizes()["responseBodySize"] for request in sent), default=0)
    assert max(sizes.values()) > 10_000  # the sizes are those of what was sent
    assert {name: size for name, size in sizes.items() if size > 100_000} == {}


def test_an_answer_comes_within_a_second(site: Site) -> None:
    page = site.window()
    send(page, CV)  # the first one may load dictionaries
    times = []
    for _ in range(5):
        send(page, CV)
        times.append(page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd"))
    assert min(times) < 1000
