"""The audit log in a database."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from service.state.audit import Audit
from service.state.chain import Place, hash_of
from service.state.entries import Entry, decision_entry
from service.state.errors import AuditBroken, BadEntry
from service.state.secret import load_or_make
from service.state.state import State
from service.state.tables import AuditHead, AuditRow
from tests.service.state.answers import ENTRY, answer, append_many, joined, opened, start

ROWS = 5
NEXT_CENTURY = datetime(2100, 1, 1, tzinfo=UTC)


def broken(state: State, noted: Place | None = None) -> tuple[int, str] | None:
    found = state.audit.verify(noted).broken
    return (found.number, found.kind) if found else None


def fill(state: State, count: int = ROWS) -> None:
    for _ in range(count):
        state.audit.append([ENTRY])


def tamper(state: State, sql: str) -> None:
    with state.database.write() as session:
        session.execute(text(sql))


def test_an_empty_log_is_in_order(state: State) -> None:
    verdict = state.audit.verify()
    assert (verdict.rows, verdict.head, verdict.broken) == (0, Place(0, "0" * 64), None)


def test_rows_say_who_did_what_when_with_which_versions_and_input(state: State) -> None:
    result = answer({"text": "Сиделка"})
    state.audit.append([decision_entry(result, who="a1", action="match")])
    [link] = state.audit.links()
    assert (link.number, link.who, link.action) == (1, "a1", "match")
    assert (link.catalogue_version, link.model_version) == ("c1", "m1+ab")
    assert json.loads(link.decision or "") == {"status": "matched", "professions": ["sotsialnyi-rabotnik"], "level": 4}
    assert datetime.now(UTC) - datetime.fromisoformat(link.at) < timedelta(minutes=1)


def test_an_input_is_known_by_a_tag_that_needs_the_secret(state: State) -> None:
    result = answer({"text": "Сиделка"})
    state.audit.append([decision_entry(result, who="a1", action="match")] * 2)
    first, second = state.audit.links()
    assert first.input_tag == second.input_tag == state.audit.secret.tag("audit", result["input_sha256"])
    assert first.input_tag != result["input_sha256"]


@pytest.mark.parametrize(
    "entry",
    [
        Entry(who="Иванова Айгуль", action="match"),
        Entry(who="a1", action="match this"),
        Entry(who="a1", action="a" * 41),
        Entry(who="a1", action="match", catalogue_version="a\nb"),
        Entry(who="a1", action="match", input_sha256="Ищу работу сиделкой"),
        Entry(who="a1", action="match", decision={"quote": "Ищу работу"}),
        Entry(who="a1", action="match", decision={"two words": 1}),
        Entry(who="a1", action="match", decision={"quotes": ["ok", "Ищу работу"]}),
        Entry(who="a1", action="match", override={"note": "не та профессия"}),
        Entry(who="a1", action="match", decision={"a": {"b": "c"}}),  # type: ignore[dict-item]
        Entry(who="a1", action="match", decision={str(n): "x" * 200 for n in range(100)}),
    ],
)
def test_what_may_be_text_is_refused_and_nothing_is_written(state: State, entry: Entry) -> None:
    with pytest.raises(BadEntry):
        state.audit.append([ENTRY, entry])
    assert state.audit.verify().rows == 0


def test_rows_of_an_undone_transaction_are_undone_with_it(state: State) -> None:
    def fail() -> None:
        with state.database.write() as session:
            state.audit.append_in(session, [ENTRY])
            session.flush()
            raise ZeroDivisionError

    fill(state, 1)
    with pytest.raises(ZeroDivisionError):
        fail()
    fill(state, 1)
    assert (state.audit.verify().rows, broken(state)) == (2, None)


def test_processes_that_write_together_make_one_chain(state: State, url: str, home: Path) -> None:
    assert joined([start(append_many, url, home, 50) for _ in range(4)]) == [0, 0, 0, 0]
    assert [link.number for link in state.audit.links()] == list(range(1, 201))
    assert broken(state) is None


def test_the_log_can_be_checked_while_it_is_written(state: State, url: str, home: Path) -> None:
    process = start(append_many, url, home, 200)
    seen = set()
    while process.is_alive():
        verdict = state.audit.verify()
        assert verdict.broken is None
        seen.add(verdict.rows)
    assert joined([process]) == [0]
    assert len(seen) > 2


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE audit SET who = 'b2' WHERE number = 3", (3, "changed")),
        ("UPDATE audit SET decision = NULL WHERE number = 3", (3, "changed")),
        ("DELETE FROM audit WHERE number = 3", (3, "removed")),
        ("DELETE FROM audit WHERE number = 1", (1, "removed")),
        ("DELETE FROM audit WHERE number >= 4", (4, "truncated")),
        ("DELETE FROM audit", (1, "truncated")),
        ("UPDATE audit SET number = 50 WHERE number = 5", (5, "removed")),
        ("UPDATE audit_head SET number = 4", (0, "head")),
        ("UPDATE audit_head SET anchor_number = 1", (0, "head")),
        ("UPDATE audit_head SET signature = 'x'", (0, "head")),
        ("DELETE FROM audit_head", (0, "head")),
    ],
)
def test_a_change_behind_our_back_is_found_and_named(state: State, sql: str, found: tuple[int, str]) -> None:
    fill(state)
    assert broken(state) is None
    tamper(state, sql)
    assert broken(state) == found


def forge(state: State, *, who: str) -> None:
    """Change row 2 and make the chain anew behind it, head and all, as one can who has the database alone."""
    links = list(state.audit.links())
    links[1] = replace(links[1], who=who)
    for number in range(1, len(links)):
        link = replace(links[number], previous_hash=links[number - 1].hash)
        links[number] = replace(link, hash=hash_of(link))
    with state.database.write() as session:
        for link in links:
            own = update(AuditRow).where(AuditRow.number == link.number)
            session.execute(own.values(who=link.who, previous_hash=link.previous_hash, hash=link.hash))
        session.execute(update(AuditHead).values(hash=links[-1].hash))


def test_a_chain_made_anew_without_the_secret_is_found_and_not_continued(state: State) -> None:
    fill(state)
    forge(state, who="b2")
    assert broken(state) == (0, "head")
    with pytest.raises(AuditBroken, match="kasip audit verify"):
        state.audit.append([ENTRY])
    assert broken(state) == (0, "head")


def test_the_head_of_another_secret_is_not_ours(state: State, tmp_path: Path) -> None:
    fill(state)
    other = Audit(state.database, load_or_make(tmp_path / "other"))
    found = other.verify().broken
    assert found is not None
    assert found.kind == "head"


def test_a_log_set_back_to_an_older_copy_is_found_by_a_noted_place(state: State) -> None:
    fill(state)
    with state.database.read() as session:
        head = session.scalars(select(AuditHead)).one()
    fill(state)
    noted = state.audit.verify().head
    assert broken(state, noted) is None
    tamper(state, f"DELETE FROM audit WHERE number > {ROWS}")
    tamper(state, f"UPDATE audit_head SET number = {ROWS}, hash = '{head.hash}', signature = '{head.signature}'")
    assert broken(state) is None
    assert broken(state, noted) == (2 * ROWS, "rolled back")


def test_pruned_rows_are_gone_and_the_rest_is_in_order(state: State) -> None:
    fill(state)
    noted = state.audit.verify().head
    assert state.audit.prune(before=NEXT_CENTURY, who="a1") == ROWS
    fill(state)
    links = list(state.audit.links())
    assert [(link.number, link.action) for link in links[:2]] == [(ROWS + 1, "audit.prune"), (ROWS + 2, "match")]
    assert state.audit.verify(noted).broken is None
    tamper(state, "DELETE FROM audit WHERE number = 6")
    assert broken(state) == (6, "removed")


def test_only_rows_older_than_the_moment_are_pruned(state: State) -> None:
    fill(state)
    between = datetime.now(UTC)
    fill(state, 2)
    assert state.audit.prune(before=between, who="a1") == ROWS
    assert state.audit.prune(before=between, who="a1") == 0
    assert [link.number for link in state.audit.links()] == [6, 7, 8]


def test_more_rows_are_pruned_than_one_transaction_takes(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.state.audit.PAGE", 2)
    fill(state)
    assert state.audit.prune(before=NEXT_CENTURY, who="a1") == ROWS
    assert broken(state) is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit SET who = 'b2' WHERE number = 2",
        "DELETE FROM audit WHERE number = 2",
        "UPDATE audit_head SET anchor_hash = 'x'",
    ],
)
def test_pruning_does_not_wipe_the_traces_of_a_change(state: State, sql: str) -> None:
    fill(state)
    tamper(state, sql)
    with pytest.raises(AuditBroken):
        state.audit.prune(before=NEXT_CENTURY, who="a1")
    assert broken(state) is not None
    assert len(list(state.audit.links())) >= ROWS - 1


def test_pruning_does_not_wipe_a_last_row_made_anew(state: State) -> None:
    fill(state)
    last = replace(list(state.audit.links())[-1], who="b2")
    tamper(state, f"UPDATE audit SET who = 'b2', hash = '{hash_of(last)}' WHERE number = {ROWS}")
    with pytest.raises(AuditBroken):
        state.audit.prune(before=NEXT_CENTURY, who="a1")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A closed SQLite database with some rows, some pruned, to be copied and changed."""
    home = tmp_path_factory.mktemp("written")
    state = opened(f"sqlite:///{home / 'kasip.sqlite3'}", home)
    fill(state)
    state.audit.prune(before=NEXT_CENTURY, who="a1")
    state.audit.append([replace(ENTRY, input_sha256="ab" * 32, catalogue_version="c1", override={"level": 5})] * ROWS)
    state.close()
    yield home
    shutil.rmtree(home)


COLUMNS = [("audit", column.key) for column in AuditRow.__table__.columns]
COLUMNS += [("audit_head", column.key) for column in AuditHead.__table__.columns]
VALUES = st.none() | st.integers(-(2**62), 2**62) | st.text(max_size=70) | st.binary(max_size=8) | st.floats()


@hypothesis_settings(max_examples=150)
@given(column=st.sampled_from(COLUMNS), row=st.integers(0, ROWS), value=VALUES)
def test_any_value_changed_anywhere_in_the_tables_is_found(
    written: Path, column: tuple[str, str], row: int, value: Any
) -> None:
    copy = written / f"{uuid4().hex}.sqlite3"
    shutil.copy(written / "kasip.sqlite3", copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        before = connection.execute(f"SELECT * FROM {column[0]}").fetchall()
        where = f"rowid = (SELECT rowid FROM {column[0]} ORDER BY rowid LIMIT 1 OFFSET {row})"
        try:
            connection.execute(f"UPDATE {column[0]} SET {column[1]} = ? WHERE {where}", (value,))
        except sqlite3.IntegrityError:
            assume(False)
        after = connection.execute(f"SELECT * FROM {column[0]}").fetchall()
    assume(before != after)
    with closing(opened(f"sqlite:///{copy}", written)) as state:
        assert state.audit.verify().broken is not None
