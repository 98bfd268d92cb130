"""Finding a Ray cluster."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.bulk import ray_address
from service.bulk.errors import BulkError


@pytest.fixture
def server() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture(autouse=True)
def _no_cluster(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    monkeypatch.setenv("RAY_TMPDIR", str(tmp_path))


def note(folder: Path, address: str) -> None:
    (folder / "ray").mkdir()
    (folder / "ray" / "ray_current_cluster").write_text(address + "\n", encoding="utf-8")


def test_an_address_that_answers_is_taken(server: str) -> None:
    assert ray_address.checked(server) == server


@pytest.mark.parametrize("address", ["ray://127.0.0.1:10001", "127.0.0.1", "localhost:http", "somewhere", ":", ""])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(BulkError, match="HOST:PORT"):
        ray_address.checked(address)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1:99999999"])
def test_an_address_without_an_answer_is_told_at_once(address: str) -> None:
    with pytest.raises(BulkError, match="Nothing answers"):
        ray_address.checked(address)


def test_auto_finds_what_ray_noted_last(server: str, tmp_path: Path) -> None:
    note(tmp_path, server)
    assert ray_address.running() == server


def test_auto_finds_nothing_where_nothing_runs() -> None:
    assert ray_address.running() is None


def test_the_note_of_a_cluster_that_was_killed_is_passed_over(tmp_path: Path) -> None:
    note(tmp_path, "127.0.0.1:1")
    assert ray_address.running() is None


def test_the_environment_comes_first(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note(tmp_path, "127.0.0.1:1")
    monkeypatch.setenv("RAY_ADDRESS", server)
    assert ray_address.running() == server


def test_an_address_in_the_environment_that_is_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
    with pytest.raises(BulkError, match="Nothing answers"):
        ray_address.running()
