"""One run: an input, an output, and whoever answers the shards between them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.bulk import parts
from service.bulk.engine import Versions
from service.bulk.errors import BulkError
from service.bulk.progress import Meter
from service.bulk.runners import Runner
from service.bulk.shards import SHARD_ROWS, Shard, shards
from service.bulk.sinks import sink
from service.bulk.sources import open_source

MATCHING = "matching"
WRITING = "writing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be done."""

    source: Path
    target: Path
    resume: bool = False
    shard_rows: int = SHARD_ROWS


def run(
    job: Job,
    runner: AbstractContextManager[Runner],
    *,
    meter: Meter,
    moved: Callable[[str], None] = lambda stage: None,
) -> Versions:
    """Answer every row of the input in the output, in its order; the same bytes whoever answers.

    The runner is started when the files are known to be right. Finished shards stand in `OUT.parts/` until the output
    does; whatever ends a run before, a run with `resume` goes on from them. Raises BulkError, or what the runner raises
    at its start.
    """
    write, source = sink(job.target), open_source(job.source)
    if job.target.exists() and job.target.samefile(job.source):
        raise BulkError(f"{job.target} is the input itself. Give the output another name.")
    with ExitStack() as held:
        with _told_disk(job.target.parent):
            folder = held.enter_context(parts.opened(job.target, resume=job.resume))
        with runner as ready:
            meter.begin(source.size)
            moved(MATCHING)
            work = _Work(folder, ready.versions, meter, moved)
            work.answer(shards(source.rows, size=job.shard_rows), ready)
        moved(WRITING)
        with _told_disk(folder.folder):
            write(folder.lines(work.names), folder.output)
            folder.finish(job.target)
    return work.versions


class _Work:
    """The shards of a run on their way into parts."""

    def __init__(self, folder: parts.Parts, versions: Versions, meter: Meter, moved: Callable[[str], None]) -> None:
        self._folder = folder
        self.versions = versions
        self._meter = meter
        self._moved = moved
        self.names: list[str] = []  # of all parts in the order of the input

    def answer(self, found: Iterator[Shard], runner: Runner) -> None:
        """Keep the answers of every shard."""
        for shard, answered in runner.run(self._missing(found)):
            with _told_disk(self._folder.folder):
                self._folder.write(self.names[shard.number], answered)
            self._count(shard, answered.errors, reused=False)

    def _missing(self, found: Iterator[Shard]) -> Iterator[Shard]:
        """Shards that an earlier run has not answered."""
        for shard in found:
            self.names.append(self.versions.name(shard))
            kept = self._folder.find(self.names[-1])
            if kept:
                self._count(shard, kept.errors, reused=True)
            else:
                yield shard

    def _count(self, shard: Shard, errors: int, *, reused: bool) -> None:
        self._meter.add(rows=len(shard.rows), errors=errors, size=shard.size, reused=reused)
        self._moved(MATCHING)


@contextmanager
def _told_disk(folder: Path) -> Iterator[None]:
    """Say what to do when a folder takes no more."""
    try:
        yield
    except OSError as exc:
        raise BulkError(f"{folder} can't be written: {exc.strerror}. Mend that and go on with --resume.") from exc
