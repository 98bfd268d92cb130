"""Errors of this package; each message says what, why and what to do.

StateError
├ StateUnavailable      database, spool folder or rate storage can't be used now
├ BadDatabaseUrl, NewerDatabase, WrongSecret      the installation must be mended
├ BadKey, UnknownKeyId, OpenToAll      what an operator asked can't be done
├ KeyRefused, ScopeMissing, RateExceeded      the caller may not, or not now
├ BadEntry      feedback or an audit entry holds what may not be stored
├ AuditBroken      the audit log was changed behind our back
└ BatchMissing, BatchEmpty, BatchTooLarge, QueueFull, ResultsErased
"""


class StateError(Exception):
    """The service's memory can't do what was asked."""


class StateUnavailable(StateError):
    """Database, spool folder or rate storage can't be used now."""


class BadDatabaseUrl(StateError):
    """The address of the database can't be read or names a kind that is not supported."""


class NewerDatabase(StateError):
    """A newer Kasip has changed the tables."""


class WrongSecret(StateError):
    """The secret is not the one that the database was made with, or is none."""


class BadKey(StateError):
    """Name, scope or rate of a new key is wrong."""


class UnknownKeyId(StateError):
    """No key has this id."""


class OpenToAll(StateError):
    """Without keys the service may listen on this machine only."""


class KeyRefused(StateError):
    """A request has no key, an unknown or a revoked one."""


class ScopeMissing(StateError):
    """The key may not do this."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"The key has no scope {scope!r}. Use a key that has it: `kasip keys create --scope {scope}`.")
        self.scope = scope


class RateExceeded(StateError):
    """The key has used up its rate."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"The rate of this key is used up. Try again in {retry_after_s} s.")
        self.retry_after_s = retry_after_s


class BadEntry(StateError):
    """Feedback or an audit entry holds something that may not be stored."""

    def __init__(self, field: str, reason: str, *, says: str = "other", **values: str | int) -> None:
        """`says` names the message `field.…` that tells a caller the reason; `values` fill it."""
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.says = says
        self.values = values


class AuditBroken(StateError):
    """The audit log does not agree with its signed head; nothing is added to it any more."""


class BatchMissing(StateError):
    """The caller has no batch of this id."""


class BatchEmpty(StateError):
    """A batch was sent without a single item."""


class BatchTooLarge(StateError):
    """A batch has more items or bytes than are taken."""

    def __init__(self, items: int, size_bytes: int) -> None:
        super().__init__(f"A batch holds at most {items} items and {size_bytes} bytes. Split it.")
        self.items = items
        self.size_bytes = size_bytes


class QueueFull(StateError):
    """The caller has as many unfinished batches as one may have."""

    def __init__(self, unfinished: int) -> None:
        super().__init__(f"{unfinished} batches are unfinished, more are not taken. Wait for one or cancel it.")
        self.unfinished = unfinished


class ResultsErased(StateError):
    """The files of a batch were deleted after their time or at the caller's wish."""
