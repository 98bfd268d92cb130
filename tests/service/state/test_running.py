"""Running batches: order, answers and errors, what is stored, and stopping."""

import json
from typing import Any

import pytest
from sqlalchemy import inspect, text

from service.state.answering import ItemFailed, Record
from service.state.state import State
from tests.service.state.answers import answer, ids, lines
from tests.service.state.batch_runs import now, results, run_some, spool_files

MARK = "Ищу работу сиделкой, Айгуль Иванова, 87011234567"


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
