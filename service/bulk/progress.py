"""How far a run is: counts, rate and time left, as a bar in a terminal, as a line now and then in a log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn

LOG_EVERY_S = 30.0


@dataclass(slots=True)
class Meter:
    """Counts finished shards. Rate and time left are of this run alone: parts found finished cost no time."""

    size: int = 0  # of the input, in the units of `Source.size`
    rows: int = 0
    errors: int = 0
    reused: int = 0  # rows of parts that an earlier run had finished
    covered: int = 0  # of `size`
    began_s: float = 0.0
    now_s: float = 0.0
    clock: Callable[[], float] = time.monotonic
    _reused_size: int = field(default=0)

    def begin(self, size: int) -> None:
        """The workers are ready, the first row is about to be answered."""
        self.size = size
        self.began_s = self.now_s = self.clock()

    def add(self, *, rows: int, errors: int, size: int, reused: bool) -> None:
        """A shard is finished, or was found finished."""
        self.rows, self.errors, self.covered = self.rows + rows, self.errors + errors, self.covered + size
        if reused:
            self.reused, self._reused_size = self.reused + rows, self._reused_size + size
        self.now_s = self.clock()

    @property
    def seconds(self) -> float:
        """Time since the beginning, until the last shard was finished."""
        return self.now_s - self.began_s

    @property
    def rate(self) -> float:
        """Rows a second."""
        return (self.rows - self.reused) / self.seconds if self.seconds > 0 else 0.0

    @property
    def left_s(self) -> float | None:
        """Seconds until the end, None while nothing is known."""
        done = self.covered - self._reused_size
        return self.seconds * (self.size - self.covered) / done if done > 0 else None


@contextmanager
def shown(console: Console, meter: Meter) -> Iterator[Callable[[str], None]]:
    """Show a meter while a run lasts. Yields the function to call, with the present stage, when it has moved."""
    if console.is_terminal:
        with _bar(console, meter) as update:
            yield update
    else:
        yield _Log(console, meter)


@contextmanager
def _bar(console: Console, meter: Meter) -> Iterator[Callable[[str], None]]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("loading", total=None, told="")

        def update(stage: str) -> None:
            total = meter.size or None
            progress.update(task, description=stage, total=total, completed=meter.covered, told=told(meter))

        yield update


class _Log:
    """Prints a line when the stage changes, and every half minute."""

    def __init__(self, console: Console, meter: Meter) -> None:
        self._console = console
        self._meter = meter
        self._stage = ""
        self._printed_s = meter.clock()

    def __call__(self, stage: str) -> None:
        now = self._meter.clock()
        if stage != self._stage or now - self._printed_s >= LOG_EVERY_S:
            self._console.print(f"{stage}: {told(self._meter)}", highlight=False, soft_wrap=True)
            self._stage, self._printed_s = stage, now


def told(meter: Meter) -> str:
    """The meter in words: «1200 rows, 41.3 rows/s, 0:05:10 left, 2 errors»."""
    left = f", {_time(meter.left_s)} left" if meter.left_s else ""
    errors = f", {meter.errors} with an error" if meter.errors else ""
    return f"{meter.rows} rows, {meter.rate:.1f} rows/s{left}{errors}"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
