"""The commands `kasip keys` and `kasip audit`."""

import json
import re
from pathlib import Path

import pytest
import typer
from sqlalchemy import text
from typer.testing import CliRunner, Result

from service import cli_audit, cli_keys
from service.state.errors import BadKey, UnknownKeyId
from service.state.state import State
from tests.service.state.answers import opened

app = typer.Typer()
app.add_typer(cli_keys.app, name="keys")
app.add_typer(cli_audit.app, name="audit")


@pytest.fixture
def known(url: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    """The commands and the test use one database."""
    monkeypatch.setenv("KASIP_HOME", str(home))
    monkeypatch.setenv("KASIP_DATABASE_URL", url)
    monkeypatch.setenv("COLUMNS", "120")
    return opened(url, home)


def kasip(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_made_key_is_all_that_stands_on_standard_output(known: State) -> None:
    done = kasip("keys", "create", "--name", "portal", "--scope", "match", "--scope", "metrics", "--rate", "5/minute")
    assert done.exit_code == 0
    assert re.fullmatch("kasip_[0-9a-f]{12}_[0-9a-f]{64}\n", done.stdout)
    assert "not shown again" in done.stderr
    assert known.keys.caller(done.stdout.strip()).scopes == {"match", "metrics"}
    known.close()


def test_the_list_shows_keys_without_their_secrets(known: State) -> None:
    key = known.keys.create("portal [x]", ["match"], rate="5/minute")
    shown = kasip("keys", "list").stdout
    assert all(part in shown for part in (key.split("_")[1], "portal [x]", "match", "5/minute", "never"))
    assert key.split("_")[2][:8] not in shown
    known.close()


def test_a_key_is_revoked_by_its_id(known: State) -> None:
    identifier = known.keys.create("portal", ["match"]).split("_")[1]
    assert kasip("keys", "revoke", identifier).exit_code == 0
    assert known.keys.all()[0].revoked_at is not None
    known.close()


def test_wrong_wishes_are_errors_of_ours(known: State) -> None:
    assert isinstance(kasip("keys", "create", "--name", "x", "--scope", "root").exception, BadKey)
    assert isinstance(kasip("keys", "revoke", "nobody").exception, UnknownKeyId)
    known.close()


def test_verify_prints_the_place_to_note_and_takes_it_again(known: State) -> None:
    known.keys.create("portal", ["match"])
    noted = kasip("audit", "verify").stdout.strip()
    assert noted == str(known.audit.verify().head)
    known.keys.create("other", ["match"])
    assert kasip("audit", "verify", "--noted", noted).exit_code == 0
    assert kasip("audit", "verify", "--noted", "1:" + "0" * 64).exit_code == 1
    assert kasip("audit", "verify", "--noted", "yesterday").exit_code == 2
    known.close()


def test_verify_names_the_first_broken_row_and_exits_with_1(known: State) -> None:
    for name in "abc":
        known.keys.create(name, ["match"])
    with known.database.write() as session:
        session.execute(text("UPDATE audit SET who = 'b2' WHERE number = 2"))
    done = kasip("audit", "verify")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "row 2 was changed" in done.stderr
    known.close()


def test_an_export_is_jsonl_that_verify_reads(known: State, tmp_path: Path) -> None:
    for name in "ab":
        known.keys.create(name, ["match"])
    printed = kasip("audit", "export").stdout
    assert [json.loads(line)["number"] for line in printed.splitlines()] == [1, 2]
    assert kasip("audit", "export", "--out", str(tmp_path / "log.jsonl")).exit_code == 0
    assert kasip("audit", "verify", "--file", str(tmp_path / "log.jsonl")).exit_code == 0
    changed = (tmp_path / "log.jsonl").read_text().replace("local", "other", 1)
    (tmp_path / "log.jsonl").write_text(changed)
    done = kasip("audit", "verify", "--file", str(tmp_path / "log.jsonl"))
    assert done.exit_code == 1
    assert "row 1 was changed" in done.stderr
    known.close()


def test_pruning_leaves_a_log_in_order(known: State) -> None:
    known.keys.create("a", ["match"])
    assert "0 rows" in kasip("audit", "prune", "--before", "2020-01-01").stderr
    assert "1 rows" in kasip("audit", "prune", "--before", "2100-01-01").stderr
    assert kasip("audit", "verify").exit_code == 0
    known.close()
