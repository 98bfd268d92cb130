"""What happens to a batch when workers die or files are lost."""

import json
import os
import signal
from collections import Counter
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text

from service.state.answering import Record
from service.state.errors import AuditBroken
from service.state.running import Runner
from service.state.state import State
from tests.service.state.answers import (
    answer,
    ids,
    joined,
    lines,
    run_all,
    run_slowly,
    run_until_boom,
    start,
    wait_until,
)
from tests.service.state.batch_runs import now, results, run_some, spool_files


def impatient(state: State) -> Runner:
    """A runner whose lease is over at once: any other may take its batch."""
    return Runner(state.batches, state.audit, lease_s=0)


def test_a_killed_workers_batch_is_gone_on_with_and_every_item_is_done_once(state: State, url: str, home: Path) -> None:
    batch = state.batches.create(lines(60), owner="a1")
    process = start(run_slowly, url, home, 4.0)
    wait_until(lambda: now(state, batch).done > 0)
    os.kill(process.pid or 0, signal.SIGKILL)
    assert joined([process]) == [-signal.SIGKILL]
    done = now(state, batch).done
    with (state.batches.spool.folder / batch.id / "results.1.jsonl").open("ab") as file:
        file.write(b'{"id": 999}\n{"id": "torn li')  # what was written, but not committed
    assert state.runner.run_next(answer) is None  # the lease holds
    seen: list[int] = []

    def watched(record: Record) -> Record:
        seen.append(record["id"])
        return answer(record)

    wait_until(lambda: state.runner.run_next(watched) == batch.id)
    assert seen == list(range(done, 60))
    assert ids(results(state, batch)) == list(range(60))
    assert now(state, batch).status == "done"
    assert spool_files(state, batch) == ["results.2.jsonl"]
    tags = Counter(link.input_tag for link in state.audit.links())
    assert (len(tags), set(tags.values())) == (60, {1})
    assert state.audit.verify().broken is None


def test_workers_share_the_batches_and_run_each_once(state: State, url: str, home: Path) -> None:
    made = [state.batches.create(lines(5), owner=f"a{number}") for number in range(12)]
    assert joined([start(run_all, url, home) for _ in range(3)]) == [0, 0, 0]
    for number, batch in enumerate(made):
        assert state.batches.get(batch.id, owner=f"a{number}").status == "done"
        assert ids(list(state.batches.results(batch.id, owner=f"a{number}"))) == list(range(5))
    assert state.audit.verify().rows == 60


def test_a_worker_that_lost_its_batch_to_a_finished_one_spoils_nothing(state: State) -> None:
    batch = state.batches.create(lines(50), owner="a1")

    def overtaken(record: Record) -> Record:
        if record["id"] == 40:  # the first 32 are committed, and another worker takes over
            assert state.runner.run_next(answer) == batch.id
        return answer(record)

    impatient(state).run_next(overtaken)
    assert ids(results(state, batch)) == list(range(50))
    assert (now(state, batch).status, now(state, batch).done) == ("done", 50)
    assert state.audit.verify().rows == 50


def test_a_worker_that_lost_its_batch_to_a_running_one_spoils_nothing(state: State) -> None:
    batch = state.batches.create(lines(80), owner="a1")
    first_is_over = Event()
    second: list[Thread] = []

    def waiting(record: Record) -> Record:
        if record["id"] == 70:  # items 32 to 63 are committed by the second
            assert first_is_over.wait(20)
        return answer(record)

    def overtaken(record: Record) -> Record:
        if record["id"] == 40:
            second.append(Thread(target=state.runner.run_next, args=(waiting,)))
            second[0].start()
            wait_until(lambda: now(state, batch).done == 64)
        return answer(record)

    impatient(state).run_next(overtaken)
    assert now(state, batch).done == 64
    first_is_over.set()
    second[0].join()
    assert ids(results(state, batch)) == list(range(80))
    assert (now(state, batch).status, now(state, batch).done) == ("done", 80)
    assert state.audit.verify().rows == 80


def test_an_interrupted_worker_gives_the_batch_back(state: State) -> None:
    batch = state.batches.create(lines(3), owner="a1")

    def interrupted(record: Record) -> Record:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        state.runner.run_next(interrupted)
    assert now(state, batch).status == "queued"
    state.runner.run_next(answer)
    assert ids(results(state, batch)) == [0, 1, 2]


def test_an_item_that_kills_workers_gets_an_error_and_the_others_their_answers(
    state: State, url: str, home: Path
) -> None:
    records = [{"id": number, "text": "boom" if number == 5 else "fine"} for number in range(10)]
    batch = state.batches.create([json.dumps(record).encode() for record in records], owner="a1")
    codes = []
    while now(state, batch).status != "done":
        codes += joined([start(run_until_boom, url, home)])
        assert len(codes) < 8
    found = [json.loads(line) for line in results(state, batch)]
    assert [line["id"] for line in found if "error" in line] == [5]
    assert found[5]["error"]["kind"] == "worker-lost"
    assert ids(results(state, batch)) == list(range(10))
    assert codes[-1] == 0
    assert set(codes[:-1]) == {-signal.SIGKILL}


def test_a_batch_whose_files_were_lost_fails_and_says_so(state: State) -> None:
    batch = state.batches.create(lines(50), owner="a1")
    run_some(state, 10)
    state.batches.spool.erase(batch.id)
    state.runner.run_next(answer)
    assert (now(state, batch).status, now(state, batch).failure) == ("failed", "spool")


@pytest.mark.parametrize("name", ["input.jsonl", "results.1.jsonl"])
def test_a_batch_whose_files_were_cut_fails_and_says_so(state: State, name: str) -> None:
    batch = state.batches.create(lines(50), owner="a1")
    run_some(state, 10)
    (state.batches.spool.folder / batch.id / name).write_bytes(b"")
    state.runner.run_next(answer)
    assert (now(state, batch).status, now(state, batch).failure) == ("failed", "spool")
    assert "input.jsonl" not in spool_files(state, batch)


def test_nothing_is_committed_that_the_audit_log_does_not_take(state: State) -> None:
    batch = state.batches.create(lines(3), owner="a1")
    with state.database.write() as session:
        session.execute(text("UPDATE audit_head SET signature = 'x'"))
    with pytest.raises(AuditBroken):
        state.runner.run_next(answer)
    assert (now(state, batch).status, now(state, batch).done) == ("queued", 0)
