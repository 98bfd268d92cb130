"""Builds indexes and kills the building process: `python -m tests.indexing.killed_build HOME ROUNDS`.

Every build runs in a child that is forked here, so that the imports are paid once. Prints what was served after each
kill as JSON: the old version, the new one, or what `load` said.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpus.catalogue import Catalogue
from indexing import build
from indexing.errors import IndexFault
from indexing.index import load
from models.static import StaticEncoder
from tests.indexing.small_index import small_catalogues, tiny_encoder

STEPS = ("rename", "replace")  # the two moves of a build: folder into place, pointer onto it


def main() -> None:
    """Run the rounds and print what they left."""
    home, rounds = Path(sys.argv[1]), int(sys.argv[2])
    encoder, catalogues = tiny_encoder(), small_catalogues()
    for catalogue in catalogues:  # fills the caches that children inherit
        build.build(home / "warm", catalogue, encoder)
    started = time.monotonic()
    in_child(lambda: build.build(home, catalogues[0], encoder))
    took_s = time.monotonic() - started
    rng = random.Random(1)
    turns = [_until(delay) for delay in _delays(rng, rounds, took_s)]
    # Whatever the clock did: the one that dies after the pointer moved builds the catalogue that is not served at first.
    turns += [_at(step, before=before) for step in STEPS for before in (False, True)]
    versions = [served(home, encoder)]
    for number, turn in enumerate(turns):
        in_child(_builder(home, catalogues[(number + 1) % 2], encoder, turn), kill_after=turn.delay_s)
        versions.append(served(home, encoder))
    in_child(lambda: build.build(home, catalogues[1], encoder))
    print(json.dumps({"versions": versions, "last": served(home, encoder)}))  # noqa: T201


class Turn:
    """When a build dies: after some time, or beside one of its moves."""

    def __init__(self, *, delay_s: float | None = None, step: str = "", before: bool = False) -> None:
        self.delay_s = delay_s
        self.step = step
        self.before = before


def _until(delay_s: float) -> Turn:
    return Turn(delay_s=delay_s)


def _at(step: str, *, before: bool) -> Turn:
    return Turn(step=step, before=before)


def _delays(rng: random.Random, rounds: int, took_s: float) -> list[float]:
    """Half of them anywhere, half near the end, where files are moved."""
    return [rng.uniform(0 if n % 2 else 0.8, 1.1) * took_s for n in range(rounds)]


def _builder(home: Path, catalogue: Catalogue, encoder: StaticEncoder, turn: Turn) -> Callable[[], object]:
    def run() -> None:
        if turn.step:
            _die_at(turn)
        build.build(home, catalogue, encoder)

    return run


def _die_at(turn: Turn) -> None:
    move = getattr(os, turn.step)

    def dying(*given: object) -> None:
        if not turn.before:
            move(*given)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(os, turn.step, dying)


def in_child(work: Callable[[], object], *, kill_after: float | None = None) -> None:
    """Run work in a child; kill it after some seconds."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def served(home: Path, encoder: StaticEncoder) -> str:
    """Version that a service would load now."""
    try:
        return load(home, encoder).version
    except IndexFault as exc:
        return f"broken: {exc}"


if __name__ == "__main__":
    main()
