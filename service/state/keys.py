"""API keys: shown once, kept as digests, checked against a copy in memory that is at most five seconds old.

A key is `kasip_<id>_<secret>`, the secret 256 random bits. Its SHA-256 is enough: slow hashes protect passwords, which
people choose and which can be guessed; 2^256 random secrets can't be, however fast the hash. A request must not
pay for one either.
"""

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import Lock

from sqlalchemy import or_, select, update

from service.state.audit import Audit
from service.state.database import Database
from service.state.entries import Entry
from service.state.errors import BadKey, KeyRefused, ScopeMissing, UnknownKeyId
from service.state.rates import parsed
from service.state.tables import ApiKey

SCOPES = ("match", "admin", "metrics")  # none includes another
KEY = re.compile("kasip_([0-9a-f]{12})_([0-9a-f]{64})")
FRESH_S = 5.0  # how long a revoked key may still be taken by other processes
NOBODY = hashlib.sha256(b"").hexdigest()  # compared for unknown ids, so that they take as long as known ones


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request: a key, or this machine's user where there are no keys."""

    id: str
    scopes: frozenset[str]
    rate: str | None

    def need(self, scope: str) -> None:
        """Raise ScopeMissing when the caller may not do what needs this scope."""
        if scope not in self.scopes:
            raise ScopeMissing(scope)


LOCAL = Caller("local", frozenset(SCOPES), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as it is stored; its secret can't be found from it."""

    id: str
    name: str
    scopes: tuple[str, ...]
    rate: str | None
    created_at: datetime
    revoked_at: datetime | None
    last_used: date | None
    digest: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Known:
    keys: Mapping[str, Key]
    at_s: float


class Keys:
    """The keys in one database. Safe to share between threads."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self.database = database
        self.audit = audit
        self._known = _Known({}, -FRESH_S)
        self._lock = Lock()

    def create(self, name: str, scopes: Iterable[str], *, rate: str | None = None, who: str = LOCAL.id) -> str:
        """Make a key and return it; it is never shown again. Raises BadKey, AuditBroken, StateUnavailable."""
        wanted = _checked(name, tuple(scopes), rate)
        identifier, secret = secrets.token_hex(6), secrets.token_hex(32)
        row = ApiKey(id=identifier, name=name, digest=_digest(secret), scopes=" ".join(wanted), rate=rate)
        row.created_at = datetime.now(UTC)
        with self.database.write() as session:
            session.add(row)
            decision = {"key": identifier, "scopes": list(wanted)}
            self.audit.append_in(session, [Entry(who=who, action="key.create", decision=decision)])
        self._known = _Known({}, -FRESH_S)
        return f"kasip_{identifier}_{secret}"

    def revoke(self, identifier: str, *, who: str = LOCAL.id) -> None:
        """Refuse a key from now on, in other processes after five seconds at most. Raises UnknownKeyId."""
        with self.database.write() as session:
            row = session.get(ApiKey, identifier)
            if row is None or row.revoked_at is not None:
                raise UnknownKeyId(f"There is no key {identifier!r} to revoke. `kasip keys list` shows the keys.")
            row.revoked_at = datetime.now(UTC)
            self.audit.append_in(session, [Entry(who=who, action="key.revoke", decision={"key": identifier})])
        self._known = _Known({}, -FRESH_S)

    def all(self) -> list[Key]:
        """Every key, the revoked ones too, the oldest first."""
        with self.database.read() as session:
            return [_key(row) for row in session.scalars(select(ApiKey).order_by(ApiKey.created_at, ApiKey.id))]

    def exist(self) -> bool:
        """Whether a key was ever made. Revoking the last one does not open the service again."""
        return bool(self._fresh())

    def caller(self, sent: str | None) -> Caller:
        """Who sent this `X-API-Key`; LOCAL when none was sent and no key was ever made. Raises KeyRefused."""
        known = self._fresh()
        if sent is None and not known:
            return LOCAL
        form = KEY.fullmatch(sent or "")
        if form is None:
            raise KeyRefused("Send a key in the header X-API-Key: kasip_…_… as `kasip keys create` has shown it.")
        key = known.get(form[1])
        right = hmac.compare_digest(_digest(form[2]), key.digest if key else NOBODY)
        if key is None or not right or key.revoked_at is not None:
            raise KeyRefused("The key is unknown or was revoked. Ask the operator for another.")
        self._note_use(key)
        return Caller(key.id, frozenset(key.scopes), key.rate)

    def _fresh(self) -> Mapping[str, Key]:
        """All keys by id, read again when the copy has grown old."""
        with self._lock:
            if time.monotonic() - self._known.at_s >= FRESH_S:
                at_s = time.monotonic()
                self._known = _Known({key.id: key for key in self.all()}, at_s)
            return self._known.keys

    def _note_use(self, key: Key) -> None:
        """Keep the day of the last use, and nothing finer: a key's calls are not to be a diary."""
        today = datetime.now(UTC).date()
        if key.last_used is not None and key.last_used >= today:
            return
        earlier = or_(ApiKey.last_used.is_(None), ApiKey.last_used < today)
        with self.database.write() as session:
            session.execute(update(ApiKey).where(ApiKey.id == key.id, earlier).values(last_used=today))
        self._known = _Known({}, -FRESH_S)


def _checked(name: str, scopes: tuple[str, ...], rate: str | None) -> tuple[str, ...]:
    """The scopes in their order. Raises BadKey."""
    if not (1 <= len(name) <= 80 and name.isprintable()):
        raise BadKey("Give the key a name of 1 to 80 printable characters, such as the system that will use it.")
    wrong = sorted(set(scopes) - set(SCOPES))
    if wrong or not scopes:
        raise BadKey(f"Scopes are {', '.join(SCOPES)}; {' '.join(wrong) or 'no scope'} is none of them.")
    if rate is not None:
        parsed(rate)
    return tuple(scope for scope in SCOPES if scope in scopes)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(row: ApiKey) -> Key:
    return Key(
        id=row.id,
        name=row.name,
        scopes=tuple(row.scopes.split()),
        rate=row.rate,
        created_at=row.created_at,
        revoked_at=row.revoked_at,
        last_used=row.last_used,
        digest=row.digest,
    )
