"""Rate limits."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from service.state.errors import BadKey, RateExceeded, StateUnavailable
from service.state.rates import Rates, parsed
from tests.service.state.answers import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    for module in ("limits.storage.memory", "service.state.rates"):
        monkeypatch.setattr(f"{module}.time", found)
    return found


def test_a_rate_is_spent_and_comes_back_as_the_window_moves(clock: Clock) -> None:
    """Two a minute, spent at 0 s and 20 s: free again at 60 s, not at the full minute of the clock."""
    rates = Rates()
    rates.spend("a", "2/minute")
    clock.now_s += 20
    rates.spend("a", "2/minute")
    clock.now_s += 10
    with pytest.raises(RateExceeded) as told:
        rates.spend("a", "2/minute")
    assert told.value.retry_after_s == 30
    clock.now_s += 31
    rates.spend("a", "2/minute")
    with pytest.raises(RateExceeded):
        rates.spend("a", "2/minute")


def test_each_key_has_a_rate_of_its_own(clock: Clock) -> None:
    rates = Rates()
    rates.spend("a", "1/minute")
    rates.spend("b", "1/minute")
    with pytest.raises(RateExceeded):
        rates.spend("a", "1/minute")


def test_a_key_without_a_rate_has_the_default_or_no_limit(clock: Clock) -> None:
    for _ in range(1000):
        Rates().spend("a", None)
    limited = Rates(default="1/day")
    limited.spend("a", None)
    with pytest.raises(RateExceeded) as told:
        limited.spend("a", None)
    assert told.value.retry_after_s == 86_400
    limited.spend("b", "2/day")
    limited.spend("b", "2/day")


def test_threads_together_get_no_more_than_the_rate() -> None:
    rates = Rates()

    def spend(_: int) -> bool:
        try:
            rates.spend("a", "50/hour")
        except RateExceeded:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(spend, range(400))) == 50


@pytest.mark.parametrize("rate", ["", "x", "100", "0/minute", "1/fortnight", "1/second; 5/minute"])
def test_what_is_not_one_rate_is_refused(rate: str) -> None:
    with pytest.raises(BadKey, match="100/minute"):
        parsed(rate)


@pytest.mark.parametrize("storage", ["redis://127.0.0.1:1", "async+memory://", "nothing", "redsi://:geheim@host"])
def test_a_storage_that_cannot_be_used_is_told_at_the_start(storage: str) -> None:
    with pytest.raises(StateUnavailable, match="KASIP_RATE_STORAGE") as told:
        Rates(storage)
    assert "geheim" not in str(told.value)
