"""The secret of an installation."""

import re
import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from service.state.errors import StateUnavailable, WrongSecret
from service.state.secret import load_or_make
from service.state.state import State
from tests.service.state.answers import opened


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    made, read = (load_or_make(tmp_path / "home" / "secret") for _ in range(2))
    assert made == read
    assert len(made.key) == 32
    assert stat.S_IMODE((tmp_path / "home" / "secret").stat().st_mode) == 0o600


def test_tags_depend_on_secret_purpose_and_data(tmp_path: Path) -> None:
    one, other = load_or_make(tmp_path / "one"), load_or_make(tmp_path / "other")
    tags = [one.tag("a", "x"), one.tag("a", "y"), one.tag("b", "x"), other.tag("a", "x")]
    assert len(set(tags)) == 4
    assert one.tag("a", "x") == tags[0]
    assert all(re.fullmatch("[0-9a-f]{64}", tag) for tag in tags)


def test_a_secret_does_not_show_itself(tmp_path: Path) -> None:
    secret = load_or_make(tmp_path / "secret")
    assert secret.key.hex() not in repr(secret)
    assert repr(secret.key) not in repr(secret)


@pytest.mark.parametrize("content", ["", "abc", "Ж" * 64, "0" * 63])
def test_a_file_that_holds_no_secret_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret").write_text(content, encoding="utf-8")
    with pytest.raises(WrongSecret, match="holds no secret"):
        load_or_make(tmp_path / "secret")


def test_a_secret_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    with pytest.raises(StateUnavailable, match="can't be read"):
        load_or_make(tmp_path / "secret")


def test_a_replica_with_another_secret_is_refused(state: State, url: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSecret, match=r"Copy the secret.*KASIP_SECRET_FILE"):
        opened(url, tmp_path / "replica")


def test_a_replica_with_the_same_secret_goes_on(state: State, url: str, tmp_path: Path) -> None:
    (tmp_path / "replica").mkdir()
    (tmp_path / "replica" / "secret").write_bytes((tmp_path / "home" / "secret").read_bytes())
    opened(url, tmp_path / "replica").close()


def test_the_secret_does_not_stand_in_the_database(state: State, home: Path) -> None:
    with state.database.read() as session:
        values = [value for row in session.execute(text("SELECT * FROM installation")) for value in row]
    assert (home / "secret").read_text().strip() not in values
