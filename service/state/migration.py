"""Brings the tables of a database to what this Kasip needs."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from service.state.database import Database
from service.state.errors import NewerDatabase

NEWEST = "0001"  # revision of the last script: where the tables have it, Alembic need not be loaded
LOCK = int.from_bytes(b"kasip")  # names the advisory lock on PostgreSQL


def migrate(database: Database) -> None:
    """Run the migrations that are missing, once, however many processes start together.

    There is no way down: an older Kasip needs the backup made before. Raises NewerDatabase, StateUnavailable.
    """
    with database.read() as session:
        found = _revision(session)
    if found == NEWEST:
        return
    from service.state import scripts

    if found and found not in scripts.known():
        raise NewerDatabase(
            f"The database has the revision {found!r}, which this Kasip does not know: a newer one has changed it. "
            "Install that version, or name another database by KASIP_DATABASE_URL."
        )
    with _alone(database) as session:
        if _revision(session) != NEWEST:
            scripts.upgrade(session.connection())


def _revision(session: Session) -> str | None:
    """The revision of the tables as Alembic notes it, None when there are none yet."""
    if not inspect(session.connection()).has_table("alembic_version"):
        return None
    found: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
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
