"""A real browser on a real server. On CI a browser that is missing is a failure; elsewhere its tests are left out."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Playwright, sync_playwright

from matching.matcher import Matcher
from service.pages import Services
from service.settings import Settings
from service.state.options import StateSettings
from service.state.state import State, open_state
from service.uploads.extract import Extractor
from tests.browser.visiting import Site
from tests.service.pages.apps import Alone, app_with

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path("node_modules") / "axe-core" / "axe.min.js"  # under the folder that KASIP_AXE names


def missing(what: str) -> None:
    """Fail on CI, leave the test out elsewhere."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} On CI nothing may be left out.")
    pytest.skip(what)


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[State]:
    """Feedback and batches of the server."""
    found = open_state(tmp_path_factory.mktemp("browser-state"), StateSettings())
    yield found
    found.close()


@pytest.fixture(scope="session")
def address(home: Path, matcher: Matcher, state: State) -> Iterator[str]:
    """Address of a server with every part switched on."""
    extractor = Extractor(workers=1)
    services = Services(
        engine=Alone(matcher),
        settings=Settings(home=home),
        extractor=extractor,
        feedback=state.feedback,
        batches=state.batches,
    )
    # No logging of its own: levels that are set here would hold for all other tests of this process.
    server = uvicorn.Server(uvicorn.Config(app_with(services), host="127.0.0.1", port=0, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    extractor.close()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright while the tests of one file run: its event loop stands in the way of all others in this process."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium without a window."""
    if not CHROMIUM.exists():
        missing(f"There is no {CHROMIUM}: apt-get install chromium.")
    found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield found
    found.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core: `npm install --prefix "$KASIP_AXE" axe-core@4.14.1`."""
    source = Path(os.environ.get("KASIP_AXE", "/nowhere")) / AXE
    if not source.exists():
        missing('There is no axe-core: npm install --prefix "$KASIP_AXE" axe-core@4.14.1.')
    return source.read_text(encoding="utf-8")


@pytest.fixture
def site(browser: Browser, address: str, state: State) -> Iterator[Site]:
    """The site in windows that are closed after the test."""
    found = Site(browser, address, state)
    yield found
    found.close()


@pytest.fixture
def doubtful(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make every text fit two professions, so that the question is asked."""
    monkeypatch.setattr("matching.confidence.CLOSE", 0.0)
