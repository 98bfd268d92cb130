"""The pages alone in an app, with a memory of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from matching.matcher import Matcher
from service.pages import Services
from service.settings import PROJECT, Settings
from service.state.options import StateSettings
from service.state.state import State, open_state
from service.uploads.extract import Extractor
from tests.service.pages.apps import Alone, app_with

EXAMPLES = PROJECT / "docs" / "examples"


@pytest.fixture(scope="session")
def vacancy() -> str:
    """The example vacancy."""
    return (EXAMPLES / "vacancy.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def cv() -> str:
    """The example CV."""
    return (EXAMPLES / "cv.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the service's memory."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="module")
def state(memory: Path) -> Iterator[State]:
    """Feedback and batches in a folder of their own."""
    found = open_state(memory, StateSettings())
    yield found
    found.close()


@pytest.fixture(scope="session")
def bare(home: Path, matcher: Matcher) -> Services:
    """The matcher alone: no uploads, no memory."""
    return Services(engine=Alone(matcher), settings=Settings(home=home))


@pytest.fixture(scope="module")
def services(bare: Services, state: State) -> Iterator[Services]:
    """Everything that pages can stand on."""
    extractor = Extractor(workers=1)
    yield Services(
        engine=bare.engine,
        settings=bare.settings,
        extractor=extractor,
        feedback=state.feedback,
        batches=state.batches,
    )
    extractor.close()


@pytest.fixture(scope="module")
def app(services: Services) -> FastAPI:
    """An app with every part switched on."""
    return app_with(services)


@pytest.fixture
def pages(app: FastAPI) -> TestClient:
    """A browser that speaks Russian and has not been here before."""
    headers = {"accept": "text/html", "accept-language": "ru"}
    return TestClient(app, headers=headers, raise_server_exceptions=False)
