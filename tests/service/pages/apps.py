"""An app of pages alone, and how tests look into its pages."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.testclient import TestClient
from lxml import html

from matching.matcher import Matcher
from service import problems
from service.pages import Services, install

R = TypeVar("R")


class Alone:
    """One matcher without a gate before it."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher

    @property
    def current(self) -> "Alone":
        """Itself."""
        return self

    def use(self) -> AbstractContextManager[Matcher]:
        """The matcher."""
        return nullcontext(self.matcher)

    async def run(self, name: str, work: Callable[[Matcher], R]) -> R:
        """Do work in a thread."""
        return await run_in_threadpool(work, self.matcher)


def app_with(services: Services) -> FastAPI:
    """An app that serves the pages and nothing else."""
    app = FastAPI()
    problems.install(app)
    install(app, services)
    return app


def tree(text: str) -> Any:
    """A page as elements."""
    return html.document_fromstring(text)


def words(element: Any) -> str:
    """The text of an element in single blanks."""
    return " ".join(element.text_content().split())


def token_of(client: TestClient, path: str = "/bulk") -> str:
    """The token that a page with a form gives this browser."""
    found = re.search(r'name="token" value="([0-9a-f]+)"', client.get(path).text)
    return found[1] if found else ""
