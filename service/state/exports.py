"""The audit log as a file: one row a line, which anyone can check without the database and its secret."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain

import orjson

from service.state.audit import Verdict
from service.state.chain import Break, Link, Place, walk
from service.state.errors import BadEntry


def to_lines(links: Iterable[Link]) -> Iterator[bytes]:
    """One jsonl line for each row."""
    for link in links:
        yield orjson.dumps(asdict(link), option=orjson.OPT_APPEND_NEWLINE)


def verify(lines: Iterable[bytes], noted: Place | None = None) -> Verdict:
    """Check that rows follow one another and, if given, hold a place noted earlier. Raises BadEntry.

    Without the signed head a cut-off end is seen only if a place behind it was noted.
    """
    links = (_link(number, line) for number, line in enumerate(lines, start=1))
    first = next(links, None)
    if first is None:
        raise BadEntry("file", "it has no row of an audit log")
    met: set[Place] = set()
    walked = walk(_meeting(noted, chain([first], links), met), Place(first.number - 1, first.previous_hash))
    broken = walked.broken
    if broken is None and noted is not None and noted not in met:
        broken = Break(noted.number, "rolled back", f"row {noted.number} is not among these rows as it was noted")
    return Verdict(walked.rows, first.number, walked.end, broken)


def _meeting(noted: Place | None, links: Iterable[Link], met: set[Place]) -> Iterator[Link]:
    """The links; the place is put among those met when it comes by."""
    for link in links:
        if noted == Place(link.number, link.hash):
            met.add(noted)
        yield link


def _link(number: int, line: bytes) -> Link:
    try:
        return Link(**orjson.loads(line))
    except (orjson.JSONDecodeError, TypeError) as exc:
        raise BadEntry(f"line {number}", "it is no row of an audit log as `kasip audit export` writes it") from exc
