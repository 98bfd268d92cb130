"""Live, ready, on the way out."""

import asyncio
from threading import Event

import pytest

from indexing.errors import IndexBroken
from service.operation.gate import Gate
from service.operation.lifecycle import FRESH_S, STUCK_S, Lifecycle, NotReady, is_stuck


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lifecycle(clock: Clock) -> Lifecycle:
    return Lifecycle(drain_s=5, clock=clock)


def ready(lifecycle: Lifecycle, canaries: list[str], gate: Gate | None = None) -> None:
    asyncio.run(lifecycle.ready(gate or Gate(), lambda: canaries.append("sung")))


def test_first_readiness_asks_the_canary(lifecycle: Lifecycle) -> None:
    canaries: list[str] = []
    ready(lifecycle, canaries)
    assert canaries == ["sung"]


def test_text_matched_lately_proves_readiness_without_the_canary(lifecycle: Lifecycle, clock: Clock) -> None:
    canaries: list[str] = []
    lifecycle.prove()
    clock.now += FRESH_S - 1
    ready(lifecycle, canaries)
    assert not canaries
    clock.now += 2
    ready(lifecycle, canaries)
    assert canaries == ["sung"]


def test_wrong_canary_is_not_ready_and_says_why(lifecycle: Lifecycle) -> None:
    def wrong() -> None:
        raise IndexBroken("The index does not find x. Run `kasip build`.")

    with pytest.raises(NotReady, match="kasip build"):
        asyncio.run(lifecycle.ready(Gate(), wrong))


def test_canary_that_gets_no_turn_is_not_ready(lifecycle: Lifecycle) -> None:
    async def run() -> None:
        gate, free = Gate(queue=0), Event()
        held = asyncio.create_task(gate.run(free.wait, 10))
        await asyncio.sleep(0.01)
        with pytest.raises(NotReady, match="canary"):
            await lifecycle.ready(gate, lambda: None)
        free.set()
        await held

    asyncio.run(run())


def test_full_service_that_answers_is_ready(lifecycle: Lifecycle) -> None:
    async def run() -> None:
        gate, free = Gate(queue=0), Event()
        held = asyncio.create_task(gate.run(free.wait, 10))
        await asyncio.sleep(0.01)
        lifecycle.prove()
        await lifecycle.ready(gate, lambda: None)
        free.set()
        await held

    asyncio.run(run())


def test_draining_is_not_ready_even_when_matching_works(lifecycle: Lifecycle) -> None:
    lifecycle.prove()
    lifecycle.drain()
    with pytest.raises(NotReady, match="stopping"):
        ready(lifecycle, [])


def test_draining_is_over_after_its_time(lifecycle: Lifecycle, clock: Clock) -> None:
    assert not lifecycle.is_over
    lifecycle.drain()
    clock.now += 4
    lifecycle.drain()  # told twice: the first counts
    assert not lifecycle.is_over
    clock.now += 1
    assert lifecycle.is_over


def test_work_that_never_ends_is_stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate()
    assert not is_stuck(gate)
    monkeypatch.setattr(Gate, "longest_s", STUCK_S + 1)
    assert is_stuck(gate)
