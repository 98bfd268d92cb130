"""Batches as their owners see them."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from service.state.errors import BatchEmpty, BatchMissing, BatchTooLarge, QueueFull, ResultsErased, StateUnavailable
from service.state.state import State
from service.state.tables import BatchRow
from tests.service.state.answers import answer, lines

ITEMS, SIZE_BYTES, UNFINISHED = 200, 50_000_000, 3  # as the fixture sets them


def files(state: State) -> list[str]:
    """Names of all files in the spool."""
    return sorted(path.name for path in state.batches.spool.folder.rglob("*") if path.is_file())


def aged(state: State, *, days: float) -> None:
    """Let all batches be older."""
    earlier = datetime.now(UTC) - timedelta(days=days)
    with state.database.write() as session:
        session.execute(update(BatchRow).values(created_at=earlier))
        session.execute(update(BatchRow).where(BatchRow.finished_at.is_not(None)).values(finished_at=earlier))


def test_a_new_batch_waits_with_all_its_items(state: State) -> None:
    made = state.batches.create(lines(5), owner="a1")
    assert (made.status, made.items, made.done, made.errors) == ("queued", 5, 0, 0)
    assert state.batches.get(made.id, owner="a1") == made
    assert list(state.batches.results(made.id, owner="a1")) == []


def test_empty_lines_line_ends_and_a_byte_order_mark_are_no_items(state: State) -> None:
    made = state.batches.create(
        [b"\xef\xbb\xbf" + b'{"id":1}\r\n', b"\n", b"  \n", b'{"id":2}\n{"id":3}', b""], owner="a1"
    )
    assert made.items == 3
    assert list(state.batches.spool.lines(made.id, skip=0)) == [b'{"id":1}\n', b'{"id":2}\n', b'{"id":3}\n']


def test_files_are_readable_by_their_owner_alone(state: State) -> None:
    before = os.umask(0)
    try:
        made = state.batches.create(lines(1), owner="a1")
    finally:
        os.umask(before)
    folder = state.batches.spool.folder
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder / made.id, folder / made.id / "input.jsonl")]
    assert modes == [0o700, 0o600]


def test_a_batch_without_items_is_refused(state: State) -> None:
    with pytest.raises(BatchEmpty):
        state.batches.create([b"", b"\n"], owner="a1")
    assert state.batches.spool.batches() == []


def test_too_many_items_or_bytes_are_refused_and_leave_no_file(state: State) -> None:
    state.batches.create(lines(ITEMS), owner="a1")
    for given in (lines(ITEMS + 1), [b"x" * SIZE_BYTES]):
        with pytest.raises(BatchTooLarge, match=f"at most {ITEMS} items and {SIZE_BYTES} bytes"):
            state.batches.create(given, owner="a1")
    assert len(state.batches.spool.batches()) == 1


def test_a_body_that_breaks_off_leaves_nothing(state: State) -> None:
    def broken() -> Iterator[bytes]:
        yield b'{"id": 1}'
        raise ConnectionError

    with pytest.raises(StateUnavailable):
        state.batches.create(broken(), owner="a1")
    assert state.batches.spool.batches() == []


def test_an_owner_has_so_many_unfinished_batches_and_others_do_not_count(state: State) -> None:
    for _ in range(UNFINISHED):
        state.batches.create(lines(1), owner="a1")
    with pytest.raises(QueueFull):
        state.batches.create(lines(1), owner="a1")
    state.batches.create(lines(1), owner="b2")
    state.runner.run_next(answer)
    state.batches.create(lines(1), owner="a1")


def test_a_spool_that_cannot_be_written_is_named(state: State) -> None:
    state.batches.spool.folder.write_text("")
    with pytest.raises(StateUnavailable, match="spool"):
        state.batches.create(lines(1), owner="a1")


def test_nobody_else_sees_or_ends_a_batch(state: State) -> None:
    made = state.batches.create(lines(1), owner="a1")
    for call in (state.batches.get, state.batches.results, state.batches.cancel):
        for identifier, owner in ((made.id, "b2"), ("nothing", "a1"), ("../../home", "a1")):
            with pytest.raises(BatchMissing):
                call(identifier, owner=owner)
    assert state.batches.get(made.id, owner="a1").status == "queued"


def test_a_cancelled_batch_is_not_run_and_its_files_are_gone(state: State) -> None:
    made = state.batches.create(lines(3), owner="a1")
    ended = state.batches.cancel(made.id, owner="a1")
    assert ended.status == "cancelled"
    assert ended.finished_at is not None
    assert files(state) == []
    assert state.runner.run_next(answer) is None
    with pytest.raises(ResultsErased):
        state.batches.results(made.id, owner="a1")


def test_cancelling_a_finished_batch_deletes_its_results_at_once(state: State) -> None:
    made = state.batches.create(lines(3), owner="a1")
    state.runner.run_next(answer)
    ended = state.batches.cancel(made.id, owner="a1")
    assert (ended.status, ended.done) == ("done", 3)
    assert files(state) == []
    assert state.batches.cancel(made.id, owner="a1") == ended


def test_results_are_deleted_after_their_days_and_not_before(state: State) -> None:
    made = state.batches.create(lines(3), owner="a1")
    state.runner.run_next(answer)
    aged(state, days=6.9)
    state.batches.purge()
    assert len(list(state.batches.results(made.id, owner="a1"))) == 3
    aged(state, days=7.1)
    state.batches.purge()
    assert files(state) == []
    assert state.batches.get(made.id, owner="a1").erased_at is not None
    with pytest.raises(ResultsErased):
        state.batches.results(made.id, owner="a1")


def test_a_batch_that_was_never_run_does_not_keep_its_texts_for_ever(state: State) -> None:
    made = state.batches.create(lines(3), owner="a1")
    aged(state, days=7.1)
    state.batches.purge()
    ended = state.batches.get(made.id, owner="a1")
    assert (ended.status, ended.failure) == ("failed", "expired")
    assert files(state) == []
    assert state.runner.run_next(answer) is None


def test_an_input_that_a_crash_left_behind_is_deleted(state: State) -> None:
    made = state.batches.create(lines(3), owner="a1")
    state.runner.run_next(answer)
    (state.batches.spool.folder / made.id / "input.jsonl").write_bytes(b"left")
    state.batches.purge()
    assert files(state) == ["results.1.jsonl"]


def test_files_of_no_batch_are_deleted_after_an_hour(state: State) -> None:
    for name, age_s in (("coming", 60), ("left", 3700)):
        folder = state.batches.spool.folder / name
        folder.mkdir(parents=True)
        (folder / ".input.jsonl").write_bytes(b"half")
        changed_s = datetime.now(UTC).timestamp() - age_s
        os.utime(folder, (changed_s, changed_s))
    state.batches.purge()
    assert [name for name, _ in state.batches.spool.batches()] == ["coming"]


def test_results_stay_readable_while_they_are_read(state: State) -> None:
    made = state.batches.create(lines(3), owner="a1")
    state.runner.run_next(answer)
    results = state.batches.results(made.id, owner="a1")
    state.batches.cancel(made.id, owner="a1")
    assert len(list(results)) == 3


def test_a_row_that_cannot_be_written_leaves_no_file(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.state.batches.secrets.token_hex", lambda size: "same")
    state.batches.create(lines(1), owner="a1")
    state.batches.spool.erase("same")
    with pytest.raises(Exception, match="batches"):
        state.batches.create(lines(1), owner="a1")
    assert files(state) == []
    with state.database.read() as session:
        assert session.scalar(select(func.count()).select_from(BatchRow)) == 1


def test_a_spool_elsewhere_is_used(tmp_path: Path) -> None:
    from service.state.options import StateSettings
    from service.state.state import open_state

    state = open_state(tmp_path / "home", StateSettings.model_validate({"spool": tmp_path / "other"}))
    state.batches.create(lines(1), owner="a1")
    assert len(list((tmp_path / "other").iterdir())) == 1
    state.close()
