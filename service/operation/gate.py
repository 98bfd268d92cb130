"""The gate before matching: few texts at a time, a short line, then a refusal at once.

Matching is Python and holds the interpreter's lock, so more threads add no throughput; they only keep the event loop
waiting, and with it the refusals. A refused caller knows at once when to come again; one that waits long gives up and
has cost the work all the same.
"""

import asyncio
import contextvars
import math
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import Any, ParamSpec, Protocol, TypeVar

from service.threads import one_thread

FIRST_GUESS_S = 0.1  # of one match, until some were measured
WEIGHT = 0.1  # of a new measurement in the mean

P = ParamSpec("P")
T = TypeVar("T")


class Busy(Exception):
    """The line is full, or too long to be served in time; nothing was done."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"All places are taken. Try again in {retry_after_s} s.")
        self.retry_after_s = retry_after_s


class Late(Exception):
    """The work took longer than a request may; its result is dropped."""

    def __init__(self, deadline_s: float) -> None:
        super().__init__(f"The work took longer than {deadline_s:g} s.")
        self.deadline_s = deadline_s


class Meter(Protocol):
    """What the gate tells of itself; called from its threads too."""

    def line(self, *, waiting: int, running: int) -> None:
        """How many wait and run now."""

    def turn(self, *, waited_s: float, ran_s: float) -> None:
        """One piece of work was done."""

    def refused(self, reason: str) -> None:
        """A request was turned away: `busy` or `late`."""


class Gate:
    """Runs work in `limit` threads, lets `queue` more wait in line, and refuses the rest."""

    def __init__(
        self, *, limit: int = 1, queue: int = 16, deadline_s: float = 10.0, meter: Meter | None = None
    ) -> None:
        self.limit = limit
        self.queue = queue
        self.deadline_s = deadline_s
        self.mean_s = FIRST_GUESS_S
        self._meter = meter
        self._threads = ThreadPoolExecutor(limit, thread_name_prefix="match", initializer=one_thread)
        self._lock = Lock()
        self._inside = 0
        self._started: dict[int, float] = {}  # number of a piece of work that runs → when it began
        self._numbers = 0

    async def run(self, work: Callable[P, T], /, *args: P.args, **named: P.kwargs) -> T:
        """Do the work in its turn. Raises Busy at once or when its turn did not come in time, Late, and what it raises.

        Work that has begun can't be stopped: when it is late the caller goes, and its place is free when it ends.
        """
        self.check()
        future = self._submit(partial(work, *args, **named))
        done, _ = await self._wait(future)
        if done:
            return future.result()
        if future.cancel():
            raise self._busy()
        self._tell_refused("late")
        raise Late(self.deadline_s)

    def check(self) -> None:
        """Raise Busy when work would be refused now; asked before anything that costs time, it saves that time."""
        if self._inside >= self.limit + self.queue or self.expected_wait_s > self.deadline_s:
            raise self._busy()

    def run_beside(self, work: Callable[P, T], /, *args: P.args, **named: P.kwargs) -> T:
        """Do work of a background thread in its turn; the thread waits. It is never refused, so let it be one thread."""
        return self._submit(partial(work, *args, **named)).result()

    @property
    def expected_wait_s(self) -> float:
        """How long a newcomer would wait, by the mean of what was measured."""
        return self._inside * self.mean_s / self.limit

    @property
    def longest_s(self) -> float:
        """For how long the oldest of the work that runs has run; 0.0 when none does."""
        started = list(self._started.values())
        return time.monotonic() - min(started) if started else 0.0

    def close(self) -> None:
        """Drop what waits and let what runs come to its end."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _busy(self) -> Busy:
        self._tell_refused("busy")
        return Busy(max(1, math.ceil(self.expected_wait_s)))

    async def _wait(self, future: Future[Any]) -> tuple[set[Any], set[Any]]:
        wrapped = asyncio.wrap_future(future)
        # Or asyncio would print the error of work that nobody waits for any more, and it may quote a text.
        wrapped.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            return await asyncio.wait({wrapped}, timeout=self.deadline_s)
        except asyncio.CancelledError:
            future.cancel()
            raise

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        with self._lock:
            self._inside += 1
            self._numbers += 1
            number = self._numbers
        context = contextvars.copy_context()
        future = self._threads.submit(context.run, self._turn, number, time.monotonic(), work)
        future.add_done_callback(lambda _: self._leave())
        self._tell_line()
        return future

    def _turn(self, number: int, arrived: float, work: Callable[[], T]) -> T:
        began = time.monotonic()
        self._started[number] = began
        self._tell_line()
        try:
            return work()
        finally:
            del self._started[number]
            self._learn(waited_s=began - arrived, ran_s=time.monotonic() - began)

    def _learn(self, *, waited_s: float, ran_s: float) -> None:
        with self._lock:
            self.mean_s += WEIGHT * (ran_s - self.mean_s)
        if self._meter:
            self._meter.turn(waited_s=waited_s, ran_s=ran_s)

    def _leave(self) -> None:
        with self._lock:
            self._inside -= 1
        self._tell_line()

    def _tell_line(self) -> None:
        if self._meter:
            running = len(self._started)
            self._meter.line(waiting=max(0, self._inside - running), running=running)

    def _tell_refused(self, reason: str) -> None:
        if self._meter:
            self._meter.refused(reason)
