"""Batches of one account while they run: what is stored of them, and a run that stops early."""

from service.state.answering import Record
from service.state.batches import Batch
from service.state.state import State
from tests.service.state.answers import answer


def results(state: State, batch: Batch) -> list[bytes]:
    """Result lines of a batch so far."""
    return list(state.batches.results(batch.id, owner="a1"))


def now(state: State, batch: Batch) -> Batch:
    """A batch as it stands."""
    return state.batches.get(batch.id, owner="a1")


def spool_files(state: State, batch: Batch) -> list[str]:
    """Names of the files of a batch."""
    return sorted(path.name for path in (state.batches.spool.folder / batch.id).iterdir())


def run_some(state: State, count: int) -> list[int]:
    """Run so many items of the next batch, then stop. Returns their ids."""
    seen: list[int] = []

    def counted(record: Record) -> Record:
        seen.append(record["id"])
        return answer(record)

    state.runner.run_next(counted, stop=lambda: len(seen) >= count)
    return seen
