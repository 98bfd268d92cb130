"""Switching the engine while it is used."""

import gc
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from itertools import count

import pytest

from service.operation.switch import Closed, Current


class Engine:
    """Knows its version."""

    def __init__(self, version: str) -> None:
        self.version = version


class Shelf:
    """Where engines are loaded from; `fault` is raised by the next load or check."""

    def __init__(self) -> None:
        self.version = "v0"
        self.loads = 0
        self.load_fault: Exception | None = None
        self.check_fault: Exception | None = None

    def load(self) -> Engine:
        self.loads += 1
        if self.load_fault:
            raise self.load_fault
        return Engine(self.version)

    def check(self, engine: Engine) -> None:
        if self.check_fault:
            raise self.check_fault

    def current(self) -> Current[Engine]:
        return Current(self.load, version_of=lambda e: e.version, check=self.check, pointed=lambda: self.version)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Without the collector an object goes only when nobody holds it."""
    gc.disable()
    yield
    gc.enable()


def test_reload_gives_new_requests_the_new_engine(shelf: Shelf) -> None:
    current = shelf.current()
    shelf.version = "v1"
    switch = current.reload()
    assert (switch.before, switch.after, switch.changed) == ("v0", "v1", True)
    with current.use() as engine:
        assert engine.version == "v1"


def test_request_keeps_its_engine_through_a_switch(shelf: Shelf) -> None:
    current = shelf.current()
    with current.use() as engine:
        shelf.version = "v1"
        current.reload()
        assert engine.version == "v0"
    assert current.version == "v1"


@pytest.mark.usefixtures("no_collector")
def test_old_engine_is_freed_after_its_last_request_and_not_before(shelf: Shelf) -> None:
    current = shelf.current()
    first, second = current.use(), current.use()
    old = weakref.ref(first.__enter__())
    second.__enter__()
    shelf.version = "v1"
    current.reload()
    first.__exit__(None, None, None)
    assert old() is not None
    second.__exit__(None, None, None)
    assert old() is None


@pytest.mark.usefixtures("no_collector")
def test_engine_that_nobody_uses_is_freed_by_the_switch(shelf: Shelf) -> None:
    current = shelf.current()
    with current.use() as engine:
        old = weakref.ref(engine)
    del engine
    shelf.version = "v1"
    current.reload()
    assert old() is None


def test_request_that_fails_lets_go_of_its_engine(shelf: Shelf) -> None:
    current = shelf.current()
    old = []

    def fail() -> None:
        with current.use() as engine:
            old.append(weakref.ref(engine))
            raise ValueError("bad")

    with pytest.raises(ValueError, match="bad"):
        fail()
    shelf.version = "v1"
    current.reload()
    gc.collect()
    assert old[0]() is None


@pytest.mark.parametrize("fault", ["load_fault", "check_fault"])
def test_engine_that_can_not_be_loaded_or_is_wrong_leaves_the_old_one(shelf: Shelf, fault: str) -> None:
    current = shelf.current()
    shelf.version = "v1"
    setattr(shelf, fault, OSError("broken"))
    with pytest.raises(OSError, match="broken"):
        current.reload()
    with current.use() as engine:
        assert engine.version == "v0"


def test_wrong_first_engine_is_not_served(shelf: Shelf) -> None:
    shelf.check_fault = OSError("broken")
    with pytest.raises(OSError, match="broken"):
        shelf.current()


def test_reload_without_a_new_version_loads_nothing(shelf: Shelf) -> None:
    current = shelf.current()
    assert not current.reload().changed
    assert shelf.loads == 1


def test_closed_service_gives_no_engine(shelf: Shelf) -> None:
    current = shelf.current()
    current.close()
    with pytest.raises(Closed), current.use():
        pass


def test_twenty_switches_under_requests_mix_no_versions_and_free_every_old_engine(shelf: Shelf) -> None:
    current = shelf.current()
    engines = weakref.WeakSet[Engine]()
    mixed, failed, answered = list[str](), list[Exception](), count()
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            try:
                with current.use() as engine:
                    engines.add(engine)
                    before = engine.version
                    time.sleep(0)
                    if engine.version != before:
                        mixed.append(before)
                    next(answered)
                    del engine
            except Exception as exc:  # noqa: BLE001  # whatever it is, the test tells it
                failed.append(exc)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(1, 21):
        shelf.version = f"v{number}"
        assert current.reload().changed
        time.sleep(0.005)
    stop.set()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(interval)
    gc.collect()
    assert not mixed
    assert not failed
    assert next(answered) > 20
    assert {engine.version for engine in engines} <= {"v20"}
