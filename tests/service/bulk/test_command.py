"""The command `kasip batch`, called in this process."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer
from typer.testing import CliRunner, Result

from matching.matcher import Matcher
from service import cli_batch
from service.bulk.runners import InProcess, Runner
from service.settings import PROJECT
from tests.service.bulk.made_up import CannedRunner, records, write_jsonl

SCHEMA: dict[str, Any] = json.loads((PROJECT / "tests" / "data" / "match_result.schema.json").read_text("utf-8"))
app = typer.Typer()
app.command()(cli_batch.batch)


def answered_by(monkeypatch: pytest.MonkeyPatch, runner: Runner) -> None:
    @contextmanager
    def ready(*_: object) -> Iterator[Runner]:
        yield runner

    monkeypatch.setattr(cli_batch, "_runner", ready)


@pytest.fixture
def _real(monkeypatch: pytest.MonkeyPatch, matcher: Matcher) -> None:
    answered_by(monkeypatch, InProcess(matcher))


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.mark.usefixtures("_real")
def test_each_line_of_the_output_is_a_match_result(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", records(5))
    assert call(source, tmp_path / "out.jsonl").exit_code == 0
    schema = {**SCHEMA, "properties": {**SCHEMA["properties"], "processing_ms": {"const": 0}}}
    for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines():
        jsonschema.validate(json.loads(line), schema)


@pytest.mark.usefixtures("_real")
def test_csv_in_and_parquet_in_say_the_same(tmp_path: Path) -> None:
    given = [{key: str(value) for key, value in record.items()} for record in records(6)]
    with (tmp_path / "in.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, ["id", "text", "kind"], delimiter=";")
        writer.writeheader()
        writer.writerows(given)
    pq.write_table(pa.Table.from_pylist(given), tmp_path / "in.parquet")
    for name in ("csv", "parquet"):
        assert call(tmp_path / f"in.{name}", tmp_path / f"from-{name}.csv").exit_code == 0
        assert call(tmp_path / f"in.{name}", tmp_path / f"from-{name}.parquet").exit_code == 0
    assert (tmp_path / "from-csv.csv").read_bytes() == (tmp_path / "from-parquet.csv").read_bytes()
    assert pq.read_table(tmp_path / "from-csv.parquet").equals(pq.read_table(tmp_path / "from-parquet.parquet"))


@pytest.mark.usefixtures("_real")
def test_rows_with_errors_are_counted_and_tell_by_the_exit_code(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", [*records(3), {"id": 7}, [1]])
    done = call(source, tmp_path / "out.jsonl", "--json")
    assert done.exit_code == 1
    assert "5 records, 2 with an error" in done.stderr
    summary = json.loads(done.stdout)
    assert (summary["rows"], summary["errors"], summary["reused"]) == (5, 2, 0)


def test_an_interrupted_run_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = write_jsonl(tmp_path / "in.jsonl", records(9)), tmp_path / "out.jsonl"
    answered_by(monkeypatch, CannedRunner(limit=2))
    done = call(source, target, "--shard-rows", "2", "--json")
    assert (done.exit_code, done.stdout) == (130, "")
    assert "2 finished shards are kept" in done.stderr
    answered_by(monkeypatch, CannedRunner())
    refused = call(source, target)
    assert "--resume" in str(refused.exception)
    done = call(source, target, "--shard-rows", "2", "--json", "--resume")
    assert (done.exit_code, json.loads(done.stdout)["reused"]) == (0, 4)


@pytest.mark.parametrize(
    "options", [("--workers", "0"), ("--shard-rows", "0"), ("--workers", "2", "--ray", "auto"), ("--unknown",)]
)
def test_wrong_usage_is_exit_2(tmp_path: Path, options: tuple[str, ...]) -> None:
    source = write_jsonl(tmp_path / "in.jsonl", records(1))
    assert call(source, tmp_path / "out.jsonl", *options).exit_code == 2
