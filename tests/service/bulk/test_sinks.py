"""Writing answers as jsonl, csv and parquet."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from service.bulk.errors import BulkError
from service.bulk.sinks import COLUMNS, sink

MATCHED: dict[str, Any] = {
    "id": "=cmd()",
    "status": "matched",
    "kind": "cv",
    "language": "kk",
    "professions": [
        {"id": "p1", "title": "@Психолог", "confidence": 0.91},
        {"id": "p2", "title": "", "confidence": 0.1},
    ],
    "level": {"value": 6, "distribution": {}, "reasons": []},
}
FAILED: dict[str, Any] = {"id": 7, "error": {"kind": "no-text", "detail": "The record has no text.", "line": 3}}
NAMELESS: dict[str, Any] = {**MATCHED, "professions": [], "level": {"value": None}}
del NAMELESS["id"]
LINES = [json.dumps(answer, ensure_ascii=False).encode() + b"\n" for answer in (MATCHED, FAILED, NAMELESS)]


def test_csv_has_a_row_an_answer_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    sink(path)(LINES, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        list(COLUMNS),
        ["'=cmd()", "matched", "cv", "kk", "p1", "'@Психолог", "0.91", "6", ""],
        ["7", "", "", "", "", "", "", "", "no-text: The record has no text. (line 3)"],
        ["", "matched", "cv", "kk", "", "", "", "", ""],
    ]


def test_csv_begins_as_spreadsheets_want_it(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    sink(path)(LINES, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_parquet_has_typed_columns_and_the_whole_answer(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    sink(path)(LINES, path)
    rows = pq.read_table(path).to_pylist()
    assert [json.loads(row["result"]) for row in rows] == [MATCHED, FAILED, NAMELESS]
    assert (rows[0]["id"], rows[0]["confidence"], rows[0]["level"], rows[1]["id"]) == ("=cmd()", 0.91, 6, "7")


def test_parquet_is_written_in_groups(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    sink(path)((LINES[0] for _ in range(2500)), path)
    assert [pq.ParquetFile(path).metadata.row_group(n).num_rows for n in range(3)] == [1000, 1000, 500]


def test_jsonl_is_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    sink(path)(LINES, path)
    assert path.read_bytes() == b"".join(LINES)


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet"])
def test_no_rows_give_a_readable_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    sink(path)([], path)
    assert pq.read_table(path).num_rows == 0 if name == "out.parquet" else len(path.read_text().splitlines()) <= 1


def test_other_kinds_are_refused() -> None:
    with pytest.raises(BulkError, match=r"out\.xlsx.*Give \.jsonl"):
        sink(Path("out.xlsx"))
