"""Tables are made and changed once, whoever comes first."""

import fcntl
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from service.state import scripts
from service.state.database import open_database
from service.state.errors import NewerDatabase
from service.state.migration import NEWEST, migrate
from service.state.options import StateSettings
from service.state.state import State, open_state
from service.state.tables import Table
from tests.service.state.answers import ENTRY, append_many, joined, start


def test_migrations_make_the_tables_that_the_code_declares(state: State) -> None:
    with state.database.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_the_newest_revision_is_that_of_the_last_script() -> None:
    assert scripts.known()[0] == NEWEST


def test_migrating_again_changes_nothing(state: State) -> None:
    before = inspect(state.database.reader).get_table_names()
    migrate(state.database)
    assert inspect(state.database.reader).get_table_names() == before


def test_workers_that_start_together_make_the_tables_once(url: str, home: Path) -> None:
    assert joined([start(append_many, url, home, 5) for _ in range(4)]) == [0, 0, 0, 0]
    database = open_database(url)
    with database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM alembic_version")) == 1
        assert session.scalar(text("SELECT number FROM audit_head")) == 20
    database.close()


def test_on_sqlite_they_wait_for_one_another_even_to_switch_to_wal(home: Path) -> None:
    """Of eight processes that switch one new file to WAL together, some fail in one round of twenty."""
    home.mkdir()
    with (home / "kasip.sqlite3.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = start(append_many, f"sqlite:///{home / 'kasip.sqlite3'}", home, 1)
        process.join(1.5)
        assert process.is_alive()
        assert (home / "kasip.sqlite3").stat().st_size == 0
    assert joined([process]) == [0]


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    home = tmp_path / "дом ?a=b #1 100%25"
    with closing(open_state(home, StateSettings())) as state:
        state.audit.append([ENTRY])
    assert (home / "kasip.sqlite3").stat().st_size > 0


def test_a_database_of_a_newer_kasip_is_refused_and_left_alone(state: State) -> None:
    with state.database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match=r"revision '9999'.*newer.*KASIP_DATABASE_URL"):
        migrate(state.database)


def test_a_migration_that_fails_leaves_nothing_behind(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade = command.upgrade

    def failing(config: object, revision: str) -> None:
        upgrade(config, revision)  # type: ignore[arg-type]
        raise ZeroDivisionError

    monkeypatch.setattr(command, "upgrade", failing)
    database = open_database(url)
    with pytest.raises(ZeroDivisionError):
        migrate(database)
    assert inspect(database.reader).get_table_names() == []
    database.close()
