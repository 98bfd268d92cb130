"""Apps of their own for tests that need keys, settings or a memory apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from matching.matcher import Matcher
from models import encoders
from service.app import create_app
from service.parts import Parts
from service.settings import Settings


@contextmanager
def served(folder: Path, home: Path, matcher: Matcher, **settings: Any) -> Iterator[TestClient]:
    """The service in a folder of its own, with the index of another home."""
    for name in ("indexes", encoders.FOLDER):
        (folder / name).symlink_to(home / name)
    app = create_app(Settings(home=folder, **settings), matcher)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def parts_of(client: TestClient) -> Parts:
    """The parts of an app."""
    parts: Parts = client.app.state.parts  # type: ignore[attr-defined]
    return parts
