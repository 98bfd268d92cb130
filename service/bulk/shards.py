"""Rows of an input, and the shards that they are answered in."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHARD_ROWS = 100  # a few seconds of work: what a killed worker loses, and how often the progress bar moves
SHARD_BYTES = 4_000_000  # a shard of long texts is cut earlier, so that memory stays flat


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the input as JSON; or, when there is none to read, the reason."""

    line: int  # 1-based; where it stands in the input
    data: bytes
    end: int  # how far the input is read after it, in the units of `Source.size`
    fault: str | None = None  # a key of `answers.FAULTS`


@dataclass(frozen=True, slots=True)
class Shard:
    """Neighbouring rows that are answered together."""

    number: int  # 0-based
    rows: tuple[Row, ...]
    size: int  # its share of the input, in the units of `Source.size`

    @property
    def digest(self) -> str:
        """SHA-256 of the rows and their places."""
        total = hashlib.sha256()
        for row in self.rows:
            total.update(b"%d %s %d\n" % (row.line, (row.fault or "").encode(), len(row.data)))
            total.update(row.data)
        return total.hexdigest()


def shards(rows: Iterable[Row], *, size: int = SHARD_ROWS) -> Iterator[Shard]:
    """Cut rows into shards of `size` rows or about SHARD_BYTES, whichever comes first."""
    number = begin = held = 0
    collected: list[Row] = []
    for row in rows:
        collected.append(row)
        held += len(row.data)
        if len(collected) == size or held >= SHARD_BYTES:
            yield Shard(number, tuple(collected), row.end - begin)
            number, begin, held, collected = number + 1, row.end, 0, []
    if collected:
        yield Shard(number, tuple(collected), collected[-1].end - begin)
