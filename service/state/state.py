"""Opens everything that the service remembers."""

from dataclasses import dataclass
from pathlib import Path

from service.state.audit import Audit
from service.state.batches import Batches, Limits
from service.state.database import Database, open_database, sqlite_url
from service.state.feedback import Feedback
from service.state.installation import adopt
from service.state.keys import Keys
from service.state.migration import migrate
from service.state.options import StateSettings
from service.state.rates import Rates
from service.state.running import Runner
from service.state.secret import load_or_make


@dataclass(frozen=True, slots=True)
class State:
    """Everything that the service remembers. Safe to share between threads; each process opens its own."""

    database: Database
    audit: Audit
    keys: Keys
    rates: Rates
    feedback: Feedback
    batches: Batches
    runner: Runner

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()


def open_state(home: Path, settings: StateSettings) -> State:
    """Open the database, make or change its tables when that is needed, and what stands on it. Raises StateError."""
    given = settings.database_url
    database = open_database(given.get_secret_value() if given else sqlite_url(home / "kasip.sqlite3"))
    try:
        return _state(database, home, settings)
    except BaseException:
        database.close()
        raise


def _state(database: Database, home: Path, settings: StateSettings) -> State:
    migrate(database)
    secret = load_or_make(settings.secret_file or home / "secret")
    adopt(database, secret)
    audit = Audit(database, secret)
    batches = Batches(database, settings.spool or home / "spool", _limits(settings))
    return State(
        database=database,
        audit=audit,
        keys=Keys(database, audit),
        rates=Rates(settings.rate_storage.get_secret_value(), default=settings.rate),
        feedback=Feedback(database, audit),
        batches=batches,
        runner=Runner(batches, audit),
    )


def _limits(settings: StateSettings) -> Limits:
    return Limits(
        items=settings.batch_items,
        size_bytes=settings.batch_bytes,
        unfinished=settings.batch_unfinished,
        days=settings.batch_days,
    )
