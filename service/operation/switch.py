"""The engine in use, and its replacement by a newer one while requests go on.

A request takes the engine once and keeps it to its end, so no answer mixes two indexes. A switch loads the new engine
beside the old one, tries it, turns the pointer, and lets go of the old one when its last request is done.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """What a reload did: from which version to which, and how long loading took."""

    before: str
    after: str
    took_s: float

    @property
    def changed(self) -> bool:
        """Whether another version is served now."""
        return self.before != self.after


class Closed(RuntimeError):
    """The service has stopped; nothing is served any more."""


@dataclass(slots=True)
class _Held(Generic[T]):
    engine: T | None
    version: str
    users: int = 0
    retired: bool = False


class Current(Generic[T]):
    """Holds the engine that answers. Safe to share between threads."""

    def __init__(
        self,
        load: Callable[[], T],
        *,
        version_of: Callable[[T], str],
        check: Callable[[T], None],
        pointed: Callable[[], str] | None = None,
    ) -> None:
        """Load the first engine. Raises what `load` and `check` raise.

        `check` raises when an engine does not answer as it must; `pointed` tells cheaply which version a load would
        give, so that a reload without a new one is no work.
        """
        self._load = load
        self._version_of = version_of
        self._check = check
        self._pointed = pointed
        self._lock = Lock()
        self._reloading = Lock()
        self._held = self._loaded()

    @property
    def version(self) -> str:
        """Version of the engine that new requests get."""
        return self._held.version

    @contextmanager
    def use(self) -> Iterator[T]:
        """The engine of one request, the same to its end whatever is switched meanwhile. Raises Closed."""
        with self._lock:
            held = self._held
            engine = held.engine
            if engine is None:
                raise Closed("The service has stopped.")
            held.users += 1
        try:
            yield engine
        finally:
            del engine
            self._leave(held)

    def reload(self) -> Switch:
        """Load what is current now and switch to it. Raises what `load` and `check` raise; the old one then stays.

        Two at a time follow each other. It takes seconds, so call it in a thread.
        """
        with self._reloading:
            started = time.monotonic()
            before = self._held.version
            if self._pointed is None or self._pointed() != before:
                self._turn(self._loaded())
            return Switch(before=before, after=self._held.version, took_s=time.monotonic() - started)

    def close(self) -> None:
        """Let go of the engine when its last request is done."""
        self._turn(_Held(None, self._held.version))

    def _loaded(self) -> _Held[T]:
        engine = self._load()
        self._check(engine)
        return _Held(engine, self._version_of(engine))

    def _turn(self, new: _Held[T]) -> None:
        with self._lock:
            old, self._held = self._held, new
            old.retired = True
            self._free(old)

    def _leave(self, held: _Held[T]) -> None:
        with self._lock:
            held.users -= 1
            self._free(held)

    @staticmethod
    def _free(held: _Held[T]) -> None:
        if held.retired and not held.users:
            held.engine = None
