"""A thread that runs batches and clears away old files while the service serves."""

import logging
import time
from threading import Event, Thread

from service.state.answering import MatchLine
from service.state.errors import StateError
from service.state.running import Runner

log = logging.getLogger(__name__)
POLL_S = 2.0  # between looks for batches that other processes took
PURGE_S = 3600.0
LONGEST_PAUSE_S = 60.0


class Worker:
    """Runs batches until it is stopped. One a process is enough: matching holds Python's lock."""

    def __init__(self, runner: Runner, match_line: MatchLine) -> None:
        self.runner = runner
        self.match_line = match_line
        self._stopped = Event()
        self._woken = Event()
        self._purged_s = -PURGE_S
        self._thread = Thread(target=self._run, name="kasip-batches", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Look for a batch now: one was created in this process."""
        self._woken.set()

    def stop(self, *, timeout_s: float = 10.0) -> None:
        """End after the item at hand; the batch is given back for others to go on with."""
        self._stopped.set()
        self._woken.set()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        failures = 0
        while not self._stopped.is_set():
            try:
                pause_s = 0.0 if self._turn() else POLL_S
                failures = 0
            except Exception as exc:  # noqa: BLE001  # the thread must outlive what it can't foresee
                # The message of an unforeseen error may quote a text; those of our own do not.
                log.error("batches: %s %s", type(exc).__name__, exc if isinstance(exc, StateError) else "")
                failures += 1
                pause_s = min(LONGEST_PAUSE_S, POLL_S * 2**failures)
            self._woken.wait(pause_s)
            self._woken.clear()

    def _turn(self) -> bool:
        """Purge when it is time, and run one batch. Returns whether there was one."""
        if time.monotonic() - self._purged_s >= PURGE_S:
            self.runner.batches.purge()
            self._purged_s = time.monotonic()
        return self.runner.run_next(self.match_line, stop=self._stopped.is_set) is not None
