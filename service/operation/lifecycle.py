"""Whether the service lives, is ready, and is on its way out."""

import time
from collections.abc import Callable

from indexing.errors import IndexFault
from service.operation.gate import Busy, Gate, Late

FRESH_S = 30.0  # for which one good match proves that matching works
STUCK_S = 120.0  # after which work that still runs will never end


class NotReady(Exception):
    """Requests should go elsewhere; `says` names the message `not-ready.…` that tells a caller why."""

    def __init__(self, says: str, reason: str) -> None:
        super().__init__(reason)
        self.says = says


class Lifecycle:
    """Follows one process from its start to its end. Changed by the event loop and by signal handlers."""

    def __init__(self, *, drain_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.drain_s = drain_s
        self._clock = clock
        self._draining_since: float | None = None
        self._proved_at: float | None = None
        self.supervisor: int | None = None  # process that hands signals on to all workers

    @property
    def is_draining(self) -> bool:
        """Whether the service was told to stop."""
        return self._draining_since is not None

    @property
    def is_over(self) -> bool:
        """Whether it has said for long enough that it is not ready, and may stop listening."""
        return self._draining_since is not None and self._clock() - self._draining_since >= self.drain_s

    def drain(self) -> None:
        """Begin to stop: readiness goes, requests are still answered."""
        if self._draining_since is None:
            self._draining_since = self._clock()

    def prove(self) -> None:
        """Note that a text was matched just now."""
        self._proved_at = self._clock()

    async def ready(self, gate: Gate, canary: Callable[[], None]) -> None:
        """Raise NotReady while draining, or unless a text was matched lately or the canary can be matched now.

        A service that is full but answers stays ready: others are full as well when it is, and taking it away would
        make them fuller.
        """
        if self.is_draining:
            raise NotReady("stopping", "The service is stopping.")
        if self._proved_at is not None and self._clock() - self._proved_at < FRESH_S:
            return
        try:
            await gate.run(canary)
        except (Busy, Late) as exc:
            reason = f"No text was matched for {FRESH_S:g} s, and the canary did not get its turn."
            raise NotReady("no-turn", reason) from exc
        except IndexFault as exc:
            raise NotReady("index", str(exc)) from exc
        self.prove()


def is_stuck(gate: Gate) -> bool:
    """Whether matching hangs, so that only a restart helps."""
    return gate.longest_s > STUCK_S
