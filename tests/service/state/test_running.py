"""Running batches, and what happens when workers die."""

import json
import os
import signal
from collections import Counter
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import inspect, text

from service.state.answering import ItemFailed, Record
from service.state.batches import Batch
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

MARK = "Ищу работу сиделкой, Айгуль Иванова, 87011234567"


def results(state: State, batch: Batch) -> list[bytes]:
    return list(state.batches.results(batch.id, owner="a1"))


def now(state: State, batch: Batch) -> Batch:
    return state.batches.get(batch.id, owner="a1")


def spool_files(state: State, batch: Batch) -> list[str]:
    return sorted(path.name for path in (state.batches.spool.folder / batch.id).iterdir())


def run_some(state: State, count: int) -> list[int]:
    """Run so many items of the next batch, then stop. Returns their ids."""
    seen: list[int] = []

    def counted(record: Record) -> Record:
        seen.append(record["id"])
        return answer(record)

    state.runner.run_next(counted, stop=lambda: len(seen) >= count)
    return seen


def impatient(state: State) -> Runner:
    """A runner whose lease is over at once: any other may take its batch."""
    return Runner(state.batches, state.audit, lease_s=0)


def test_every_item_gets_its_answer_in_the_order_of_the_input(state: State) -> None:
    batch = state.batches.create(lines(100), owner="a1")
    assert state.runner.run_next(answer) == batch.id
    ended = now(state, batch)
    assert (ended.status, ended.done, ended.errors) == ("done", 100, 0)
    found = results(state, batch)
    assert ids(found) == list(range(100))
    assert json.loads(found[7]) == {"id": 7, **answer({"text": "text 7"})}
    assert state.runner.run_next(answer) is None


def test_the_input_is_deleted_as_soon_as_the_results_are_complete(state: State) -> None:
    batch = state.batches.create(lines(3), owner="a1")
    state.runner.run_next(answer)
    assert spool_files(state, batch) == ["results.1.jsonl"]


def test_the_oldest_batch_is_run_first(state: State) -> None:
    made = [state.batches.create(lines(1), owner="a1").id for _ in range(3)]
    assert [state.runner.run_next(answer) for _ in range(3)] == made


def test_an_item_that_cannot_be_answered_gets_an_error_and_the_others_their_answers(state: State) -> None:
    def picky(record: Record) -> Record:
        if record.get("id") == "long":
            raise ItemFailed("text-too-long", "At most 200000 characters are read.")
        if record.get("id") == "bug":
            raise ValueError(MARK)
        if record.get("id") == "bad answer":
            return {"status": "matched", "professions": [{"id": MARK}], "level": None, "catalogue_version": "c",
                    "model_version": "m", "input_sha256": "0" * 64}  # fmt: skip
        return answer(record)

    records: list[Any] = [{"id": "ok", "text": "a"}, {"id": "long"}, {"id": "bug"}, {"id": "none"}, {"text": "no id"}]
    records += [[1], {"id": {"a": 1}, "text": "a"}, {"id": "x" * 201, "text": "a"}, {"id": "bad answer"}]
    given = [json.dumps(record).encode() for record in records] + [b"{broken", b"\xff\xfe"]
    batch = state.batches.create(given, owner="a1")
    state.runner.run_next(picky)
    found = [json.loads(line) for line in results(state, batch)]
    kinds = [line.get("error", {}).get("kind") for line in found]
    assert kinds == [None, "text-too-long", "internal", "no-text", None, "not-object", "bad-id", "bad-id",
                     "internal", "not-json", "not-json"]  # fmt: skip
    assert [line["id"] for line in found] == [
        "ok",
        "long",
        "bug",
        "none",
        None,
        None,
        None,
        None,
        "bad answer",
        None,
        None,
    ]
    assert (now(state, batch).status, now(state, batch).errors) == ("done", 9)


def test_no_text_reaches_database_log_or_error(state: State, caplog: pytest.LogCaptureFixture) -> None:
    def quoting(record: Record) -> Record:
        raise ValueError(record["text"])

    caplog.set_level(0)
    batch = state.batches.create([json.dumps({"id": 1, "text": MARK}).encode()], owner="a1")
    state.runner.run_next(quoting)
    assert MARK not in b"".join(results(state, batch)).decode()
    with state.database.read() as session:
        for name in inspect(state.database.reader).get_table_names():
            assert MARK not in str(session.execute(text(f"SELECT * FROM {name}")).all())
    assert MARK not in caplog.text


def test_every_answer_stands_in_the_audit_log_and_no_error_does(state: State) -> None:
    batch = state.batches.create([*lines(40), b"broken"], owner="a1")
    state.runner.run_next(answer)
    links = list(state.audit.links())
    assert now(state, batch).errors == 1
    assert [(link.who, link.action) for link in links] == [("a1", "batch")] * 40
    assert links[3].input_tag == state.audit.secret.tag("audit", answer({"text": "text 3"})["input_sha256"])


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


def test_a_batch_cancelled_while_it_runs_ends_and_leaves_no_file(state: State) -> None:
    batch = state.batches.create(lines(100), owner="a1")

    def cancelling(record: Record) -> Record:
        if record["id"] == 40:
            state.batches.cancel(batch.id, owner="a1")
        assert record["id"] < 64, "the worker went on"
        return answer(record)

    state.runner.run_next(cancelling)
    assert (now(state, batch).status, now(state, batch).done) == ("cancelled", 32)
    assert state.batches.spool.batches() == []
    assert state.runner.run_next(answer) is None


def test_a_worker_that_is_told_to_stop_gives_the_batch_back(state: State) -> None:
    batch = state.batches.create(lines(50), owner="a1")
    assert run_some(state, 10) == list(range(10))
    assert (now(state, batch).status, now(state, batch).done) == ("queued", 10)
    assert run_some(state, 50) == list(range(10, 50))
    assert ids(results(state, batch)) == list(range(50))


def test_results_so_far_can_be_fetched_while_the_batch_runs(state: State) -> None:
    batch = state.batches.create(lines(50), owner="a1")
    run_some(state, 10)
    assert ids(results(state, batch)) == list(range(10))


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
