"""A build that is killed at any moment leaves the old index or the new one."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from service.settings import PROJECT

ROUNDS = 50


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Any:
    home = tmp_path_factory.mktemp("killed")
    command = [sys.executable, "-m", "tests.indexing.killed_build", str(home), str(ROUNDS)]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=600, check=True)
    return json.loads(run.stdout), home


def test_killed_build_leaves_the_old_or_the_new_index(outcome: tuple[dict[str, Any], Path]) -> None:
    found, _ = outcome
    versions = found["versions"]
    assert len(versions) == 1 + ROUNDS + 4
    assert len(set(versions)) == 2  # of two catalogues; a broken index would be a third outcome


def test_kills_struck_before_and_after_the_switch(outcome: tuple[dict[str, Any], Path]) -> None:
    found, _ = outcome
    changes = sum(before != after for before, after in pairwise(found["versions"]))
    assert 0 < changes < ROUNDS


def test_build_after_all_kills_is_served(outcome: tuple[dict[str, Any], Path]) -> None:
    found, _ = outcome
    assert found["last"] in found["versions"]
