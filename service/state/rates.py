"""Rate limits per key, by a window that moves with the clock.

The counts stand in each process's memory, so with N workers a key gets up to N times its rate, unless
KASIP_RATE_STORAGE names a Redis that all workers share (`redis://host:6379`, needs the package `redis`).
"""

import math
import time
from functools import lru_cache

from limits import RateLimitItem, parse_many
from limits.errors import ConfigurationError, StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from service.state.errors import BadKey, RateExceeded, StateUnavailable

IN_MEMORY = "memory://"
WRONG_STORAGE = (
    "KASIP_RATE_STORAGE can't be used. Give memory://, or redis://host:6379 and install the package `redis`."
)


class Rates:
    """Counts the requests of callers. Safe to share between threads."""

    def __init__(self, storage: str = IN_MEMORY, *, default: str | None = None) -> None:
        """`default` holds for keys without a rate of their own. Raises BadKey, StateUnavailable."""
        self.default = parsed(default) if default else None
        try:
            found = storage_from_string(storage, wrap_exceptions=True)
        except ConfigurationError as exc:
            raise StateUnavailable(WRONG_STORAGE) from exc  # without the address, which may hold a password
        if not isinstance(found, Storage):
            raise StateUnavailable(WRONG_STORAGE)
        self._limiter = MovingWindowRateLimiter(found)

    def spend(self, caller: str, rate: str | None) -> None:
        """Count one request. Raises RateExceeded when it is one too many, StateUnavailable."""
        limit = parsed(rate) if rate else self.default
        if limit is None:
            return
        try:
            if self._limiter.hit(limit, caller):
                return
            free_at = self._limiter.get_window_stats(limit, caller).reset_time
        except StorageError as exc:
            raise StateUnavailable("The rate storage can't be reached. See that KASIP_RATE_STORAGE runs.") from exc
        raise RateExceeded(max(1, math.ceil(free_at - time.time())))


@lru_cache(maxsize=1000)
def parsed(rate: str) -> RateLimitItem:
    """Read a rate such as "100/minute". Raises BadKey when it is none, or several."""
    try:
        found = parse_many(rate)
    except ValueError as exc:
        raise BadKey(f"The rate {rate!r} can't be read: give one such as 100/minute or 5/10seconds.") from exc
    if len(found) != 1 or found[0].amount < 1:
        raise BadKey(f"The rate {rate!r} is not one rate of at least 1: give one such as 100/minute.")
    return found[0]
