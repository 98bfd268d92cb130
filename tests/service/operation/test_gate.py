"""The gate: few at a time, a short line, refusals at once."""

import asyncio
import contextvars
import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.operation.gate import Busy, Gate, Late


class Counting:
    """Work that knows how many of its kind run at once."""

    def __init__(self) -> None:
        self.now = 0
        self.most = 0
        self.order: list[int] = []
        self._lock = Lock()

    def work(self, number: int, seconds: float = 0.01) -> int:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.order.append(number)
        time.sleep(seconds)
        with self._lock:
            self.now -= 1
        return number


class Told:
    """A meter that remembers."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, int]] = []
        self.turns: list[tuple[float, float]] = []
        self.reasons: list[str] = []

    def line(self, *, waiting: int, running: int) -> None:
        self.lines.append((waiting, running))

    def turn(self, *, waited_s: float, ran_s: float) -> None:
        self.turns.append((waited_s, ran_s))

    def refused(self, reason: str) -> None:
        self.reasons.append(reason)


async def outcomes(gate: Gate, works: list[Callable[[], Any]]) -> list[Any]:
    """What each piece of work gave or raised, all sent at once in this order."""
    return await asyncio.gather(*(gate.run(work) for work in works), return_exceptions=True)


async def filled(gate: Gate, *, waiting: int = 0) -> tuple[Event, list[asyncio.Task[Any]]]:
    """Take every place of a gate until the event is set."""
    free = Event()
    tasks = [asyncio.create_task(gate.run(free.wait, 10)) for _ in range(gate.limit + waiting)]
    await asyncio.sleep(0.02)
    return free, tasks


def test_work_gives_its_result_and_its_error() -> None:
    gate = Gate()
    found = asyncio.run(outcomes(gate, [lambda: "done", lambda: int("x")]))
    assert found[0] == "done"
    assert isinstance(found[1], ValueError)


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_no_more_run_at_once_than_the_limit(limit: int) -> None:
    counting, gate = Counting(), Gate(limit=limit, queue=100)
    found = asyncio.run(outcomes(gate, [lambda n=n: counting.work(n) for n in range(20)]))  # type: ignore[misc]
    assert found == list(range(20))
    assert counting.most == limit


def test_those_in_line_are_served_in_their_order() -> None:
    counting, gate = Counting(), Gate(queue=100)
    asyncio.run(outcomes(gate, [lambda n=n: counting.work(n, 0.001) for n in range(30)]))  # type: ignore[misc]
    assert counting.order == list(range(30))


def test_one_more_than_the_line_holds_is_refused_within_50_ms() -> None:
    async def run() -> float:
        gate = Gate(queue=3)
        free, tasks = await filled(gate, waiting=3)
        started = time.perf_counter()
        with pytest.raises(Busy) as refusal:
            await gate.run(lambda: None)
        took_s = time.perf_counter() - started
        assert refusal.value.retry_after_s >= 1
        free.set()
        await asyncio.gather(*tasks)
        return took_s

    assert asyncio.run(run()) < 0.05


def test_check_refuses_when_work_would_be_refused() -> None:
    async def run() -> None:
        gate = Gate(queue=1)
        free, tasks = await filled(gate)
        gate.check()
        tasks.append(asyncio.create_task(gate.run(lambda: None)))
        await asyncio.sleep(0.01)
        with pytest.raises(Busy):
            gate.check()
        free.set()
        await asyncio.gather(*tasks)

    asyncio.run(run())


def test_place_in_line_is_free_again_when_the_line_moves() -> None:
    async def run() -> str:
        gate = Gate(queue=0)
        free, tasks = await filled(gate)
        free.set()
        await asyncio.gather(*tasks)
        return await gate.run(lambda: "served")

    assert asyncio.run(run()) == "served"


def test_late_work_loses_its_caller_and_keeps_its_place_until_it_ends() -> None:
    async def run() -> None:
        gate = Gate(queue=0, deadline_s=0.05)
        free, tasks = await filled(gate)
        assert isinstance((await asyncio.gather(*tasks, return_exceptions=True))[0], Late)
        with pytest.raises(Busy):
            await gate.run(lambda: None)
        free.set()
        await asyncio.sleep(0.05)
        assert await gate.run(lambda: "served") == "served"

    asyncio.run(run())


def test_work_whose_turn_does_not_come_in_time_is_refused_and_never_done() -> None:
    async def run() -> None:
        done, gate = Event(), Gate(queue=1, deadline_s=0.1)
        gate.mean_s = 0.0
        free, tasks = await filled(gate)
        with pytest.raises(Busy):
            await gate.run(done.set)
        free.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.02)
        assert not done.is_set()

    asyncio.run(run())


def test_work_that_can_not_be_done_in_time_is_refused_at_once() -> None:
    async def run() -> None:
        gate = Gate(queue=100, deadline_s=1.0)
        gate.mean_s = 5.0
        free, tasks = await filled(gate)
        with pytest.raises(Busy) as refusal:
            await gate.run(lambda: None)
        assert refusal.value.retry_after_s == 5
        free.set()
        await asyncio.gather(*tasks)

    asyncio.run(run())


def test_work_of_a_caller_who_left_is_not_done() -> None:
    async def run() -> None:
        done, gate = Event(), Gate(queue=5)
        free, tasks = await filled(gate)
        left = asyncio.create_task(gate.run(done.set))
        await asyncio.sleep(0.01)
        left.cancel()
        await asyncio.gather(left, return_exceptions=True)
        free.set()
        await asyncio.gather(*tasks)
        await gate.run(lambda: None)
        assert not done.is_set()

    asyncio.run(run())


def test_background_work_waits_for_its_turn_and_is_never_refused() -> None:
    async def run() -> list[str]:
        gate, found = Gate(queue=0), list[str]()
        free, tasks = await filled(gate)
        thread = Thread(target=lambda: found.append(gate.run_beside(lambda: "batch")))
        thread.start()
        await asyncio.sleep(0.05)
        assert not found
        free.set()
        await asyncio.gather(*tasks)
        await asyncio.to_thread(thread.join)
        return found

    assert asyncio.run(run()) == ["batch"]


def test_work_sees_the_context_of_its_request() -> None:
    name = contextvars.ContextVar("name", default="nobody")

    async def run() -> str:
        name.set("request 7")
        return await Gate().run(name.get)

    assert asyncio.run(run()) == "request 7"


def test_meter_is_told_of_the_line_of_turns_and_of_refusals() -> None:
    async def run() -> Told:
        told = Told()
        gate = Gate(queue=1, meter=told)
        free, tasks = await filled(gate, waiting=1)
        with pytest.raises(Busy):
            await gate.run(lambda: None)
        free.set()
        await asyncio.gather(*tasks)
        return told

    told = asyncio.run(run())
    assert (1, 1) in told.lines
    assert len(told.turns) == 2
    assert told.reasons == ["busy"]


def test_longest_tells_for_how_long_work_has_run() -> None:
    async def run() -> tuple[float, float]:
        gate = Gate()
        free, tasks = await filled(gate)
        during = gate.longest_s
        free.set()
        await asyncio.gather(*tasks)
        return during, gate.longest_s

    during, after = asyncio.run(run())
    assert during > 0
    assert after == 0


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["quick", "fails", "slow"]), max_size=12), st.integers(1, 3), st.integers(0, 4))
def test_every_request_gets_one_outcome_and_every_place_comes_back(kinds: list[str], limit: int, queue: int) -> None:
    works: dict[str, Callable[[], Any]] = {
        "quick": lambda: "quick",
        "fails": lambda: int("fails"),
        "slow": lambda: time.sleep(0.003),
    }

    async def run() -> None:
        gate = Gate(limit=limit, queue=queue)
        found = await outcomes(gate, [works[kind] for kind in kinds])
        refused = sum(isinstance(each, Busy) for each in found)
        assert refused <= max(0, len(kinds) - limit - queue)
        await asyncio.sleep(0.01)
        again = await outcomes(gate, [works["quick"]] * (limit + queue))
        assert again == ["quick"] * (limit + queue)

    asyncio.run(run())
