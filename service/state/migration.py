"""Brings the tables of a database to what this Kasip needs."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from service.state.database import Database
from service.state.errors import NewerDatabase

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = int.from_bytes(b"kasip")  # names the advisory lock on PostgreSQL


def migrate(database: Database) -> None:
    """Run the migrations that are missing, once, however many processes start together.

    There is no way down: an older Kasip needs the backup made before. Raises NewerDatabase, StateUnavailable.
    """
    scripts = ScriptDirectory.from_config(_config())
    with database.read() as session:
        if _revision(session, scripts) == scripts.get_current_head():
            return
    with _alone(database) as session:
        if _revision(session, scripts) != scripts.get_current_head():
            command.upgrade(_config(session.connection()), "head")


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


def _revision(session: Session, scripts: ScriptDirectory) -> str | None:
    """The revision of the tables, None when there are none yet. Raises NewerDatabase."""
    found = MigrationContext.configure(session.connection()).get_current_revision()
    if found and found not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerDatabase(
            f"The database has the revision {found!r}, which this Kasip does not know: a newer one has changed it. "
            "Install that version, or name another database by KASIP_DATABASE_URL."
        )
    return found


@contextmanager
def _alone(database: Database) -> Iterator[Session]:
    """A writing transaction that no other process has at the same time."""
    if not database.is_sqlite:
        with database.write() as session:
            session.execute(text("SET LOCAL lock_timeout = 0"))
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield session
        return
    with _file_lock(Path(f"{database.url.database}.lock")):
        with database.writer.connect() as connection:  # outside of a transaction, as SQLite wants it
            connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
        with database.write() as session:
            yield session


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    """Hold a lock file. Switching to WAL fails, instead of waiting, when two processes do it together."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
