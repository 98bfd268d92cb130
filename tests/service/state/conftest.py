"""A database for each test: SQLite always, PostgreSQL where KASIP_TEST_POSTGRESQL holds an address."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from service.state.options import StateSettings
from service.state.state import State, open_state

SERVER = "KASIP_TEST_POSTGRESQL"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'home' / 'kasip.sqlite3'}"
        return
    server = os.environ.get(SERVER)
    if not server:
        missing = f"{SERVER} names no server: start one with .ci/postgresql"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    schema = f"kasip_{uuid4().hex}"  # a database of its own would take a second
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    own = make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    yield own.render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder of its own; nothing here needs an index."""
    return tmp_path / "home"


@pytest.fixture
def state(url: str, home: Path) -> Iterator[State]:
    """Everything that the service remembers, on an empty database."""
    opened = open_state(home, settings(url))
    yield opened
    opened.close()


def settings(url: str) -> StateSettings:
    """Settings with the address of a database."""
    return StateSettings.model_validate({"database_url": url, "batch_items": 200, "batch_unfinished": 3})
