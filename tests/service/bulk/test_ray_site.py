"""How a node comes to the index."""

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from indexing.errors import IndexMissing
from indexing.index import load
from matching.matcher import Matcher
from models import encoders
from service.bulk import ray_site
from service.bulk.engine import Versions
from service.bulk.errors import BulkError
from service.bulk.ray_site import Files, Site, packed, settings_here, unpacked
from service.settings import Settings

SITE = Site(index="i1", encoder="e1", digest="d1")
FILES: Files = {"indexes/current": b"i1", "encoders/e1/config.json": b"{}"}


def counted() -> tuple[list[int], Callable[[], Files]]:
    calls: list[int] = []

    def fetch() -> Files:
        calls.append(1)
        return FILES

    return calls, fetch


def test_a_copy_answers_as_the_original(home: Path, matcher: Matcher, tmp_path: Path) -> None:
    site, files = packed(Settings(home=home))
    copy = unpacked(site, lambda: files, tmp_path)
    found = Matcher(load(copy, encoders.load(copy, site.encoder)))
    assert Versions.of(found) == Versions.of(matcher)


def test_the_processes_of_a_node_make_one_copy_together(tmp_path: Path) -> None:
    calls, fetch = counted()
    threads = [threading.Thread(target=unpacked, args=(SITE, fetch, tmp_path)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(calls), sorted(path.name for path in tmp_path.iterdir())) == (1, ["d1", "lock"])


def test_a_copy_that_failed_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        unpacked(SITE, lambda: {"indexes/current": None}, tmp_path)  # type: ignore[dict-item]
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


def test_a_node_with_the_same_index_uses_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KASIP_HOME", str(home))
    site, _ = packed(Settings(home=home))
    calls, fetch = counted()
    assert (settings_here(site, fetch).home, calls) == (home, [])


def test_a_node_with_another_index_gets_a_copy(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KASIP_HOME", str(home))
    monkeypatch.setattr(ray_site, "cache_folder", lambda: tmp_path)
    calls, fetch = counted()
    found = settings_here(SITE, fetch)
    assert (found.home, found.encoder, len(calls)) == (tmp_path / "d1", "e1", 1)


def test_a_folder_open_to_others_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = ray_site.cache_folder()
    assert ray_site.cache_folder() == folder
    folder.chmod(0o777)
    with pytest.raises(BulkError, match="open to others"):
        ray_site.cache_folder()


def test_the_digest_changes_with_any_file(home: Path) -> None:
    site, files = packed(Settings(home=home))
    name = min(files)
    assert ray_site._digest({**files, name: files[name] + b" "}) != site.digest


def test_a_home_without_an_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="kasip build"):
        packed(Settings(home=tmp_path))
