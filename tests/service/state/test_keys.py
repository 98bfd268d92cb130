"""API keys."""

import hashlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text

from service.state.errors import BadKey, KeyRefused, ScopeMissing, StateUnavailable, UnknownKeyId
from service.state.keys import LOCAL, SCOPES
from service.state.state import State
from tests.service.state.answers import Clock, opened


def test_a_key_is_its_id_and_256_random_bits(state: State) -> None:
    first, second = (state.keys.create("portal", ["match"]) for _ in range(2))
    assert re.fullmatch("kasip_[0-9a-f]{12}_[0-9a-f]{64}", first)
    assert first.split("_")[2] != second.split("_")[2]


def test_only_the_digest_of_a_secret_is_stored(state: State) -> None:
    secret = state.keys.create("portal", ["match"]).split("_")[2]
    with state.database.read() as session:
        tables = [str(session.execute(text(f"SELECT * FROM {name}")).all()) for name in ("api_keys", "audit")]
    assert not any(secret in table for table in tables)
    assert hashlib.sha256(secret.encode()).hexdigest() in tables[0]


def test_a_key_tells_who_calls_and_what_they_may(state: State) -> None:
    key = state.keys.create("portal", ["metrics", "match"], rate="5/minute")
    caller = state.keys.caller(key)
    assert (caller.id, caller.scopes, caller.rate) == (key.split("_")[1], frozenset(["match", "metrics"]), "5/minute")
    caller.need("match")
    with pytest.raises(ScopeMissing, match="no scope 'admin'"):
        caller.need("admin")


def test_without_keys_this_machine_may_everything(state: State) -> None:
    assert state.keys.caller(None) is LOCAL
    for scope in SCOPES:
        LOCAL.need(scope)


def test_a_wrong_key_is_refused_even_where_none_is_needed(state: State) -> None:
    with pytest.raises(KeyRefused):
        state.keys.caller("kasip_" + "0" * 12 + "_" + "0" * 64)


@pytest.mark.parametrize("change", [lambda k: None, lambda k: "", lambda k: k[:-1], lambda k: k + "0", lambda k: k + "\n",
                                    lambda k: k[:-1] + ("0" if k[-1] != "0" else "1"), lambda k: k.upper(),
                                    lambda k: "kasip_" + "0" * 12 + k[18:], lambda k: "я" * 83])  # fmt: skip
def test_anything_but_the_key_is_refused(state: State, change: object) -> None:
    key = state.keys.create("portal", ["match"])
    with pytest.raises(KeyRefused):
        state.keys.caller(change(key))  # type: ignore[operator]


def test_a_revoked_key_is_refused_and_the_last_one_does_not_open_the_service(state: State) -> None:
    key = state.keys.create("portal", ["match"])
    assert state.keys.caller(key)
    state.keys.revoke(key.split("_")[1])
    for sent in (key, None):
        with pytest.raises(KeyRefused):
            state.keys.caller(sent)
    assert state.keys.exist()


def test_revoking_is_known_to_other_processes_within_five_seconds(
    state: State, url: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = state.keys.create("portal", ["match"])
    other = opened(url, home)
    other.keys.caller(key)  # notes the day
    clock = Clock()
    monkeypatch.setattr("service.state.keys.time", clock)
    assert other.keys.caller(key)
    state.keys.revoke(key.split("_")[1])
    clock.now_s += 4.9
    assert other.keys.caller(key)
    clock.now_s += 0.2
    with pytest.raises(KeyRefused):
        other.keys.caller(key)
    other.close()


def test_requests_within_five_seconds_do_not_reach_the_database(state: State) -> None:
    key = state.keys.create("portal", ["match"])
    state.keys.caller(key)  # notes the day
    state.keys.caller(key)
    asked: list[str] = []
    event.listen(state.database.reader, "before_cursor_execute", lambda *given: asked.append(given[2]))
    for _ in range(100):
        state.keys.caller(key)
        with pytest.raises(KeyRefused):
            state.keys.caller("kasip_" + "0" * 12 + "_" + "0" * 64)
    assert asked == []


def test_without_its_database_no_key_is_taken(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    key = state.keys.create("portal", ["match"])
    with state.database.write() as session:
        session.execute(text("ALTER TABLE api_keys RENAME TO gone"))
    for sent in (key, None):
        with pytest.raises(StateUnavailable):
            state.keys.caller(sent)


def test_the_last_use_is_known_by_its_day(state: State) -> None:
    key = state.keys.create("portal", ["match"])
    assert state.keys.all()[0].last_used is None
    state.keys.caller(key)
    used = state.keys.all()[0].last_used
    assert used is not None
    assert datetime.now(UTC).date() - used <= timedelta(days=1)


def test_a_key_with_a_wrong_field_is_not_made(state: State) -> None:
    for name in ("", "a\nb", "a" * 81):
        with pytest.raises(BadKey, match="name"):
            state.keys.create(name, ["match"])
    for scopes in ([], ["match", "root"]):
        with pytest.raises(BadKey, match="match, admin, metrics"):
            state.keys.create("a", scopes)
    for rate in ("often", "0/minute", "1/second;5/minute"):
        with pytest.raises(BadKey, match="100/minute"):
            state.keys.create("a", ["match"], rate=rate)
    assert not state.keys.exist()


def test_a_key_is_revoked_once(state: State) -> None:
    identifier = state.keys.create("portal", ["match"]).split("_")[1]
    state.keys.revoke(identifier)
    for unknown in (identifier, "nobody"):
        with pytest.raises(UnknownKeyId, match="kasip keys list"):
            state.keys.revoke(unknown)


def test_making_and_revoking_stand_in_the_audit_log(state: State) -> None:
    identifier = state.keys.create("portal", ["match"], who="a1").split("_")[1]
    state.keys.revoke(identifier)
    rows = [(link.who, link.action, link.decision) for link in state.audit.links()]
    assert rows == [
        ("a1", "key.create", f'{{"key":"{identifier}","scopes":["match"]}}'),
        ("local", "key.revoke", f'{{"key":"{identifier}"}}'),
    ]
