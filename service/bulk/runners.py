"""What a runner is, and the simplest one: this very process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from matching.matcher import Matcher
from service.bulk.engine import Versions
from service.bulk.match_shard import Answered, match_shard
from service.bulk.shards import Shard
from service.loading import load_matcher
from service.settings import Settings


class Runner(Protocol):
    """Answers shards somewhere with `match_shard`. Whoever made it closes it."""

    @property
    def versions(self) -> Versions:
        """What the answers depend on."""

    def run(self, shards: Iterator[Shard]) -> Iterator[tuple[Shard, Answered]]:
        """Answer every shard once, in any order. Takes a shard only when there is room for it."""


@dataclass(frozen=True, slots=True)
class InProcess:
    """One shard after another, here."""

    matcher: Matcher

    @property
    def versions(self) -> Versions:
        """Versions of the matcher."""
        return Versions.of(self.matcher)

    def run(self, shards: Iterator[Shard]) -> Iterator[tuple[Shard, Answered]]:
        """Answers in the order of the shards."""
        for shard in shards:
            yield shard, match_shard(shard.rows, self.matcher)


@contextmanager
def in_process(settings: Settings) -> Iterator[Runner]:
    """Load the matcher here. Raises ModelError, IndexFault or SlowDawgError."""
    yield InProcess(load_matcher(settings))
