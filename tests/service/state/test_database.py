"""Opening databases and their transactions."""

import stat
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from service.state.database import open_database
from service.state.errors import BadDatabaseUrl, StateUnavailable
from service.state.state import State
from service.state.tables import Installation
from tests.service.state.answers import append_many, joined, start


@pytest.mark.parametrize("url", ["mysql://a:geheim@b/c", "geheim", "", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_is_not_supported_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(BadDatabaseUrl, match="postgresql://user:password@host/database") as told:
        open_database(url)
    assert "geheim" not in str(told.value)


def test_a_server_that_is_away_is_named_without_its_password() -> None:
    database = open_database("postgresql://kasip:geheim@127.0.0.1:1/kasip")
    with (
        pytest.raises(StateUnavailable, match=r"127\.0\.0\.1:1/kasip can't be used now") as told,
        database.read() as session,
    ):
        session.execute(text("SELECT 1"))
    assert "geheim" not in str(told.value)


def test_a_file_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateUnavailable, match="can't be written"):
        open_database(f"sqlite:///{tmp_path / 'file' / 'kasip.sqlite3'}")


def test_a_database_without_tables_is_an_error_of_ours(url: str) -> None:
    database = open_database(url)
    with pytest.raises(StateUnavailable), database.read() as session:
        session.execute(select(Installation))
    database.close()


def test_sqlite_waits_for_locks_and_survives_a_power_cut(tmp_path: Path, home: Path) -> None:
    append_many(f"sqlite:///{home / 'kasip.sqlite3'}", home, 1)
    database = open_database(f"sqlite:///{home / 'kasip.sqlite3'}")
    with database.read() as session:
        pragmas = "journal_mode", "synchronous", "foreign_keys", "busy_timeout"
        assert [session.scalar(text(f"PRAGMA {name}")) for name in pragmas] == ["wal", 2, 1, 10_000]
    database.close()


def test_files_of_sqlite_are_readable_by_their_owner_alone(home: Path) -> None:
    database = open_database(f"sqlite:///{home / 'kasip.sqlite3'}")
    append_many(f"sqlite:///{home / 'kasip.sqlite3'}", home, 1)
    with database.read() as session:
        session.execute(select(Installation))
        files = [path for path in home.iterdir() if path.is_file()]
        assert {path.suffix for path in files} >= {".sqlite3", ".sqlite3-wal", ".sqlite3-shm"}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    database.close()


def test_opening_a_file_again_in_one_process_keeps_its_locks(home: Path) -> None:
    """A second open() and close() of the file would drop them, and the other process would delete the log in use."""
    url = f"sqlite:///{home / 'kasip.sqlite3'}"
    append_many(url, home, 1)
    first = open_database(url)
    with first.read() as session:
        session.execute(select(Installation))
    second = open_database(url)
    assert joined([start(append_many, url, home, 1)]) == [0]
    assert (home / "kasip.sqlite3-wal").exists()
    with first.read() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert session.scalar(text("SELECT count(*) FROM audit")) == 2
    first.close()
    second.close()


def test_an_error_undoes_the_whole_transaction(state: State) -> None:
    with suppress(ZeroDivisionError), state.database.write() as session:
        session.add(Installation(name="a", value="b"))
        session.flush()
        raise ZeroDivisionError
    with state.database.read() as session:
        assert session.get(Installation, "a") is None


def test_no_value_stands_in_the_message_of_an_error(state: State) -> None:
    with state.database.write() as session:
        session.add(Installation(name="a", value="b"))
    with pytest.raises(IntegrityError) as told, state.database.write() as session:
        session.add(Installation(name="a", value="Иванова Айгуль"))
    assert "Айгуль" not in str(told.value)


def test_a_reading_transaction_sees_one_moment(state: State) -> None:
    with state.database.read() as session:
        before = session.scalar(text("SELECT count(*) FROM installation"))
        with state.database.write() as writing:
            writing.add(Installation(name="a", value="b"))
        assert session.scalar(text("SELECT count(*) FROM installation")) == before


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_restart_of_the_server_is_survived(state: State) -> None:
    with state.database.read() as session:
        own = session.scalar(text("SELECT pg_backend_pid()"))
    other = open_database(state.database.url)
    with other.write() as session:
        session.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
    other.close()
    with state.database.read() as session:
        assert session.scalar(text("SELECT pg_backend_pid()")) != own
