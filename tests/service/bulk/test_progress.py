"""Counts, rate and time left."""

import io

from rich.console import Console

from service.bulk.progress import Meter, shown, told


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def begun(size: int) -> tuple[Meter, Clock]:
    clock = Clock()
    meter = Meter(clock=clock)
    meter.begin(size)
    return meter, clock


def test_rate_and_time_left_follow_from_what_is_done() -> None:
    meter, clock = begun(1000)
    clock.now += 10
    meter.add(rows=50, errors=2, size=250, reused=False)
    # 50 rows in 10 s; a quarter took 10 s, so three quarters take 30.
    assert (meter.rate, meter.left_s) == (5.0, 30.0)
    assert told(meter) == "50 rows, 5.0 rows/s, 0:00:30 left, 2 with an error"


def test_parts_found_finished_cost_no_time() -> None:
    meter, clock = begun(1000)
    meter.add(rows=100, errors=1, size=500, reused=True)
    assert (meter.rate, meter.left_s) == (0.0, None)
    clock.now += 10
    meter.add(rows=50, errors=0, size=250, reused=False)
    assert (meter.rows, meter.reused, meter.errors) == (150, 100, 1)
    assert (meter.rate, meter.left_s) == (5.0, 10.0)


def test_nothing_is_known_at_the_beginning() -> None:
    meter, _ = begun(1000)
    assert told(meter) == "0 rows, 0.0 rows/s"


def test_a_log_gets_a_line_now_and_then() -> None:
    meter, clock = begun(1000)
    out = io.StringIO()
    with shown(Console(file=out), meter) as moved:
        for _ in range(100):
            clock.now += 1
            meter.add(rows=1, errors=0, size=10, reused=False)
            moved("matching")
    assert [line.split(",")[0] for line in out.getvalue().splitlines()] == [
        "matching: 1 rows",
        "matching: 31 rows",
        "matching: 61 rows",
        "matching: 91 rows",
    ]


def test_a_terminal_gets_a_bar() -> None:
    meter, clock = begun(1000)
    out = io.StringIO()
    with shown(Console(file=out, force_terminal=True, width=120), meter) as moved:
        clock.now += 10
        meter.add(rows=50, errors=2, size=250, reused=False)
        moved("matching")
    assert "25%" in out.getvalue()
    assert "50 rows, 5.0 rows/s, 0:00:30 left, 2 with an error" in out.getvalue()
