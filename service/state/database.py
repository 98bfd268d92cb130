"""The database: SQLite in one file by default, PostgreSQL by address."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from service.state.errors import BadDatabaseUrl, StateUnavailable
from service.state.files import create_once

WAIT_S = 10  # for a lock, a connection of the pool or the server
WRITES = "kasip_writes"  # execution option of transactions that write
SUPPORTED = "Give sqlite:////path/to/file or postgresql://user:password@host/database."


@dataclass(frozen=True, slots=True)
class Database:
    """Transactions on one database. Safe to share between threads; each process opens its own."""

    url: URL
    reader: Engine
    writer: Engine
    turn: AbstractContextManager[object]  # writers of one process queue here on SQLite, which would make them sleep

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that sees one moment and changes nothing. Raises StateUnavailable."""
        with self._transaction(self.reader) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that is committed at the end, or undone by an error. Raises StateUnavailable."""
        with self.turn, self._transaction(self.writer) as session:
            yield session

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Session]:
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except (IntegrityError, DataError):
            raise
        except (DatabaseError, InterfaceError, PoolTimeout) as exc:
            reason = str(getattr(exc, "orig", None) or exc).partition("\n")[0]
            shown = self.url.render_as_string(hide_password=True)
            raise StateUnavailable(
                f"The database {shown} can't be used now: {reason}. See that it runs and that KASIP_DATABASE_URL is right."
            ) from exc

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the file, not the server."""
        return self.url.get_backend_name() == "sqlite"

    def close(self) -> None:
        """Give all connections back."""
        self.writer.dispose()


def open_database(url: str | URL) -> Database:
    """Return the database at an address, without connecting yet. Raises BadDatabaseUrl, StateUnavailable."""
    try:
        parsed = make_url(url)
    except ArgumentError as exc:  # the address itself may hold a password, so it is not shown
        raise BadDatabaseUrl(f"KASIP_DATABASE_URL is no address of a database. {SUPPORTED}") from exc
    kind = parsed.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise BadDatabaseUrl(f"Databases of the kind {kind!r} are not supported. {SUPPORTED}")
    return _sqlite(parsed) if kind == "sqlite" else _postgresql(parsed)


def sqlite_url(path: Path) -> URL:
    """The address of a database file, whatever signs its path holds."""
    return URL.create("sqlite", database=str(path))


def _sqlite(url: URL) -> Database:
    """One file, readable by its owner alone; readers and a writer work side by side (WAL is set by the migration)."""
    if url.database in (None, "", ":memory:"):
        raise BadDatabaseUrl(f"A database in memory is lost with its process and not shared by workers. {SUPPORTED}")
    _make_file(Path(str(url.database)))
    engine = _engine(url, {"timeout": WAIT_S})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return Database(url, engine, engine.execution_options(**{WRITES: True}), Lock())


def _make_file(path: Path) -> None:
    try:
        create_once(path)
    except OSError as exc:
        raise StateUnavailable(f"The database file {path} can't be written: {exc.strerror}. Mend its rights.") from exc


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin below, not where the driver thinks fit
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # a committed audit row outlives a power cut


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write takes the lock at once: one that asks for it later fails instead of waiting."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL) -> Database:
    """A server. Reading transactions see one moment, so that a log is checked against the head of the same moment."""
    options = f"{url.query.get('options', '')} -c lock_timeout={WAIT_S}s".strip()
    connect = {"connect_timeout": WAIT_S, "application_name": "kasip", "options": options}
    try:
        engine = _engine(url.set(drivername="postgresql+psycopg"), connect)
    except ModuleNotFoundError as exc:
        raise BadDatabaseUrl("PostgreSQL needs its driver: pip install 'kasip[postgresql]'.") from exc
    reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(url, reader, engine, nullcontext())


def _engine(url: URL, connect: dict[str, Any]) -> Engine:
    return create_engine(
        url,
        connect_args=connect,
        pool_timeout=WAIT_S,
        pool_pre_ping=True,
        hide_parameters=True,  # values never reach a message or log
    )
