"""The commands that hold texts against each other, and the service's own."""

import json
from pathlib import Path

import orjson
import pytest

from service.documentation import description
from service.schemas import PROFESSION
from tests.service.test_cli import CV, VACANCY, kasip


def test_compare_tells_what_is_asked_and_shown(home: Path) -> None:
    found = json.loads(kasip(home, "compare", CV, VACANCY, "--json").stdout)["comparison"]
    assert found["status"] == "by_card"
    assert found["items"]


def test_coverage_is_told_for_the_targets(home: Path) -> None:
    done = kasip(home, "coverage", CV, "--target", PROFESSION, "--json")
    assert [t["profession"] for t in json.loads(done.stdout)["coverage"]["targets"]] == [PROFESSION]


def test_extract_lists_competences_as_a_person_reads_them(home: Path) -> None:
    assert "компетенция" in kasip(home, "extract", VACANCY).stdout.decode()


def test_mask_prints_the_text_without_its_personal_data(tmp_path: Path) -> None:
    done = kasip(tmp_path, "mask", "-", stdin="Иванова Айгуль Маратовна, уход за пожилыми".encode())
    assert done.stdout.decode() == "▒▒▒▒▒▒▒ ▒▒▒▒▒▒ ▒▒▒▒▒▒▒▒▒, уход за пожилыми"


def test_openapi_prints_the_description(tmp_path: Path) -> None:
    assert orjson.loads(kasip(tmp_path, "openapi").stdout) == orjson.loads(orjson.dumps(description()))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_without_keys_the_service_listens_on_this_machine_only(tmp_path: Path, host: str) -> None:
    done = kasip(tmp_path, "serve", "--host", host)
    assert (done.returncode, b"kasip keys create" in done.stderr) == (1, True)
