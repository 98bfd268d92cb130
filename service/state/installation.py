"""Makes a new database an installation's own: the fingerprint of its secret, and an empty, signed audit log."""

from contextlib import suppress

from sqlalchemy.exc import IntegrityError

from service.state.audit import first_head
from service.state.database import Database
from service.state.errors import WrongSecret
from service.state.secret import Secret
from service.state.tables import Installation

FINGERPRINT = "secret_fingerprint"


def adopt(database: Database, secret: Secret) -> None:
    """Begin a new database with a secret. Raises WrongSecret when the database was begun with another."""
    known = _fingerprint(database)
    if known is None:
        with suppress(IntegrityError), database.write() as session:  # of several processes the first wins
            session.add(Installation(name=FINGERPRINT, value=secret.tag("fingerprint", "")))
            session.add(first_head(secret))
        known = _fingerprint(database)
    if not secret.made(known, "fingerprint", ""):
        raise WrongSecret(
            f"{secret.path} is not the secret that this database was begun with, so its audit log can't be continued. "
            "Copy the secret of the first installation there, or name it by KASIP_SECRET_FILE."
        )


def _fingerprint(database: Database) -> str | None:
    with database.read() as session:
        found = session.get(Installation, FINGERPRINT)
        return found.value if found else None
