"""The site as a visitor uses it: windows of a browser, and the way to every state of every page."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from service.pages.table_line import table_line
from service.settings import PROJECT
from service.state.state import State

EXAMPLES = PROJECT / "docs" / "examples"
VACANCY = (EXAMPLES / "vacancy.txt").read_text(encoding="utf-8")
CV = (EXAMPLES / "cv.txt").read_text(encoding="utf-8")
ANOTHER_TRADE = "Требуется Java-разработчик, Spring, Kafka, опыт от 3 лет. Писать микросервисы, проводить код-ревью."
PROGRAMME = """Программа курса «Социальная работа на дому»
Модуль 1. Права людей с инвалидностью, Социальный кодекс
Модуль 2. Уход за пожилыми: гигиена, кормление, первая доврачебная помощь
Модуль 3. Организация быта: покупка продуктов, уборка, оплата коммунальных услуг
Студент умеет общаться с пожилыми людьми, оформлять документы на льготы, вести журнал посещений."""
KAZAKH = """Әлеуметтік қызметкер болып жұмыс іздеймін

Колледж бітірдім, «Әлеуметтік жұмыс» мамандығы, 2019 жыл.
Жұмыс тәжірибесі:
2019–2023 Қарттар үйі, кіші қызметкер: төсек тартып жатқан қарттарды тамақтандырдым, жуындырдым, қан қысымын өлшедім.
2023 жылдан бері үй-үйді аралаймын: азық-түлік пен дәрі сатып аламын, коммуналдық қызметтерге төлеймін.
Қарт адамдармен тіл табыса аламын, келу журналын жүргіземін.
Қазақ және орыс тілдерін еркін білемін."""
FOREIGN = "We are looking for a baker who bakes bread and cakes every night in our small bakery."
TWENTY_PAGES = "\n\n".join(f"{year}. {CV}" for year in range(1940, 2010))  # 1,800 characters a page
PROFESSION = "/professions/sotsialnyi-rabotnik"
WIDE, NARROW = (1280, 900), (360, 740)


class Site:
    """Windows of one browser on one server."""

    def __init__(self, browser: Browser, address: str, state: State) -> None:
        self.browser = browser
        self.address = address
        self.state = state
        self._windows: list[BrowserContext] = []

    def window(
        self, *, language: str = "ru", size: tuple[int, int] = WIDE, scripts: bool = True, dark: bool = False
    ) -> Page:
        """A fresh window that has chosen a language."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            base_url=self.address,
        )
        self._windows.append(context)
        page = context.new_page()
        page.goto(f"/?lang={language}")
        return page

    def finish_tables(self, page: Page, matcher: object) -> None:
        """Do the work that a server's worker does beside the pages."""
        while self.state.runner.run_next(lambda record: table_line(record, matcher)):  # type: ignore[arg-type]
            pass

    def close(self) -> None:
        """Close all windows."""
        for window in self._windows:
            window.close()


def follow(page: Page, selector: str) -> None:
    """Click what leads to another page and be there."""
    with page.expect_navigation():
        page.click(selector)


def send(page: Page, text: str, path: str = "/") -> None:
    """Paste a text and send it."""
    page.goto(path)
    page.fill("#text", text)
    follow(page, "button.main")


def compared(page: Page) -> None:
    """Compare the examples."""
    page.goto("/compare")
    page.fill("#cv", CV)
    page.fill("#vacancy", VACANCY)
    follow(page, "button.main")


def compared_nothing(page: Page) -> None:
    """Send the comparison without texts."""
    page.goto("/compare")
    follow(page, "button.main")


def uploaded(page: Page, folder: Path) -> None:
    """Send a table of the examples."""
    table = folder / "table.csv"
    rows = [f'{n};"{CV}"' for n in range(1, 4)] + [f'4;"{ANOTHER_TRADE}"']
    table.write_text("id;text\r\n" + "\r\n".join(rows), encoding="utf-8-sig")
    page.goto("/bulk")
    page.set_input_files("#table", table)
    page.click("button.main")
    page.wait_for_url(re.compile("/bulk/[0-9a-f]+$"))


def printed(page: Page, sheet: str) -> None:
    """Open the print view of a sheet in the same window."""
    send(page, CV)
    button = page.locator(f'[formaction="/print/{sheet}"]').first
    button.evaluate("button => button.removeAttribute('formtarget')")
    button.click()
    page.wait_for_url("**/print/*")


def opened_outside(page: Page) -> None:
    """Open a card for a text of another trade."""
    send(page, ANOTHER_TRADE)
    follow(page, 'button[value="chosen"]')


def refused_mark(page: Page) -> None:
    """Send a mark that does not come from a page of ours."""
    send(page, CV)
    page.locator("#mark").evaluate("form => { form.token.value = 'x'; form.target = ''; form.submit() }")
    page.wait_for_url("**/feedback")


def kept_mark(page: Page) -> None:
    """Send a mark as a browser without scripts does, into the same window."""
    send(page, CV)
    page.locator("#mark").evaluate(
        """form => {
          const says = document.createElement("input");
          [says.name, says.value] = ["says", "profession confirm"];
          form.append(says);
          form.target = "";
          form.submit();
        }"""
    )
    page.wait_for_url("**/feedback")


def everything_open(page: Page) -> None:
    """Unfold all that an answer folds."""
    send(page, CV)
    page.eval_on_selector_all("details", "found => found.forEach(one => one.open = true)")


def chosen(page: Page, name: str, data: bytes) -> None:
    """Choose a file for the text and send it."""
    page.goto("/")
    page.set_input_files("#text_file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    follow(page, "button.main")


# Every state that needs nothing but a window.
STATES: dict[str, Callable[[Page], object]] = {
    "match": lambda page: page.goto("/"),
    "match-empty": lambda page: send(page, ""),
    "match-broken-file": lambda page: chosen(page, "cv.pdf", b"%PDF-1.7 broken"),
    "answer-kazakh": lambda page: send(page, KAZAKH),
    "answer-cv": lambda page: send(page, CV),
    "answer-cv-open": everything_open,
    "answer-vacancy": lambda page: send(page, VACANCY),
    "answer-20-pages": lambda page: send(page, TWENTY_PAGES),
    "answer-outside": lambda page: send(page, ANOTHER_TRADE),
    "answer-outside-open": opened_outside,
    "answer-foreign": lambda page: send(page, FOREIGN),
    "answer-thin": lambda page: send(page, "привет"),
    "print-client": lambda page: printed(page, "client"),
    "print-counsellor": lambda page: printed(page, "counsellor"),
    "mark-refused": refused_mark,
    "mark-kept": kept_mark,
    "compare": lambda page: page.goto("/compare"),
    "compare-empty": compared_nothing,
    "comparison": compared,
    "professions": lambda page: page.goto("/professions"),
    "professions-found": lambda page: page.goto("/professions?q=психолог"),
    "professions-more": lambda page: page.goto("/professions?start=40"),
    "professions-none": lambda page: page.goto("/professions?q=ъъъ"),
    "competences": lambda page: page.goto("/professions?q=помощь&kind=competences"),
    "levels": lambda page: page.goto("/professions?kind=levels"),
    "documents": lambda page: page.goto("/professions?kind=documents"),
    "profession": lambda page: page.goto(PROFESSION),
    "document": lambda page: page.goto("/documents/ps-2023-262?line=850"),
    "coverage-empty": lambda page: send(page, "", "/coverage"),
    "coverage": lambda page: page.goto("/coverage"),
    "programme": lambda page: send(page, PROGRAMME, "/coverage"),
    "bulk": lambda page: page.goto("/bulk"),
    "about": lambda page: page.goto("/about"),
    "nothing": lambda page: page.goto("/nowhere"),
}
