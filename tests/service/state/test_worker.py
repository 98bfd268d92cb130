"""The thread that runs batches while the service serves."""

import logging
import time

import pytest
from sqlalchemy import text

from service.state.answering import Record
from service.state.state import State
from service.state.worker import Worker
from tests.service.state.answers import answer, lines, wait_until


def test_batches_are_run_as_they_come_until_the_worker_is_stopped(state: State) -> None:
    worker = Worker(state.runner, answer)
    worker.start()
    for _ in range(2):
        made = state.batches.create(lines(40), owner="a1")
        worker.wake()
        wait_until(lambda made=made: state.batches.get(made.id, owner="a1").status == "done")  # type: ignore[misc]
    worker.stop()
    made = state.batches.create(lines(1), owner="a1")
    worker.wake()
    time.sleep(0.1)
    assert state.batches.get(made.id, owner="a1").status == "queued"


def test_stopping_gives_the_batch_at_hand_back(state: State) -> None:
    def slow(record: Record) -> Record:
        time.sleep(0.02)
        return answer(record)

    made = state.batches.create(lines(200), owner="a1")
    worker = Worker(state.runner, slow)
    worker.start()
    wait_until(lambda: state.batches.get(made.id, owner="a1").done > 0)
    worker.stop()
    found = state.batches.get(made.id, owner="a1")
    assert found.status == "queued"
    assert 0 < found.done < 200


def test_the_worker_outlives_a_failure_and_says_what_failed(
    state: State, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.state.worker.POLL_S", 0.01)
    with state.database.write() as session:
        session.execute(text("ALTER TABLE batches RENAME TO away"))
    caplog.set_level(logging.ERROR)
    worker = Worker(state.runner, answer)
    worker.start()
    wait_until(lambda: "StateUnavailable" in caplog.text)
    with state.database.write() as session:
        session.execute(text("ALTER TABLE away RENAME TO batches"))
    made = state.batches.create(lines(1), owner="a1")
    worker.wake()
    wait_until(lambda: state.batches.get(made.id, owner="a1").status == "done")
    worker.stop()


def test_old_files_are_cleared_away_when_the_worker_begins(state: State) -> None:
    made = state.batches.create(lines(1), owner="a1")
    state.runner.run_next(answer)
    (state.batches.spool.folder / made.id / "input.jsonl").write_bytes(b"left")
    worker = Worker(state.runner, answer)
    worker.start()
    wait_until(lambda: not (state.batches.spool.folder / made.id / "input.jsonl").exists())
    worker.stop()
