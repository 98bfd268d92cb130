"""Reading rows from files."""

import csv
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.bulk import sources
from service.bulk.errors import BulkError
from service.bulk.sources import open_source

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def read(path: Path) -> list[tuple[int, Any]]:
    """Line and record, or fault, of every row."""
    return [(r.line, r.fault or orjson.loads(r.data)) for r in open_source(path).rows]


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_jsonl_passes_over_the_mark_and_empty_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "in.jsonl", b'\xef\xbb\xbf{"id":1}\r\n\n  \n{"id":2}')
    assert read(path) == [(1, {"id": 1}), (4, {"id": 2})]


def test_a_line_too_long_is_a_fault_and_the_next_one_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_ROW_BYTES", 20)
    path = written(tmp_path, "in.jsonl", '{"id":1}\n{"text":"' + "x" * 100 + '"}\n{"id":2}\n' + "y" * 50)
    assert read(path) == [(1, {"id": 1}), (2, "too-large"), (3, {"id": 2}), (4, "too-large")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_tells_its_delimiter_by_the_header(tmp_path: Path, delimiter: str) -> None:
    lines = [["ID", "Text", "other"], ["7", 'a, b; c\td "e"\nf', "x"]]
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)
    assert read(path) == [(3, {"id": "7", "text": 'a, b; c\td "e"\nf'})]


@given(st.lists(st.tuples(texts, texts), max_size=8))
def test_csv_cells_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([("title", "text"), *cells])
    assert [row for _, row in read(path)] == [{"text": b} | ({"title": a} if a else {}) for a, b in cells]


def test_csv_faults_stay_with_their_row(tmp_path: Path) -> None:
    lines = [
        b"id,text",
        b"1,fine",
        b"2,a,b,c",
        b'3,"a"b',
        "4,Бағ".encode("cp1251", "replace"),
        b"5",
        b'6,"never closed',
    ]
    rows = read(written(tmp_path, "in.csv", b"\n".join(lines)))
    told = [{"id": "1", "text": "fine"}, "too-many-cells", "bad-csv", "not-text", {"id": "5"}, "bad-csv"]
    assert rows == list(zip(range(2, 8), told, strict=True))


def test_a_csv_line_too_long_is_a_fault_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_ROW_BYTES", 30)
    rows = read(written(tmp_path, "in.csv", "id,text\n1," + "x" * 100 + "\n2,fine\n"))
    assert rows == [(2, "bad-csv"), (3, {"id": "2", "text": "fine"})]


def test_parquet_gives_rows_with_numbers_structures_and_empty_cells(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    table = {"id": [1, 2], "text": ["a", None], "target": [{"document": "d", "line": 3}, None], "other": [0, 0]}
    pq.write_table(pa.table(table), path)
    assert read(path) == [(1, {"id": 1, "text": "a", "target": {"document": "d", "line": 3}}), (2, {"id": 2})]


def test_parquet_values_that_json_has_not_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table({"text": [b"\xff"]}), path)
    assert read(path) == [(1, "not-text")]


@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "in.parquet"])
def test_the_last_row_ends_where_the_input_does(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "in.parquet":
        pq.write_table(pa.table({"text": ["a", "b", "c"]}), path)
    else:
        path.write_text('text\n"a"\n"b"\n' if name == "in.csv" else '{"text":"a"}\n{}\n', encoding="utf-8")
    source = open_source(path)
    assert [row.end for row in source.rows][-1] == source.size


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("in.docx", b"", "Give .jsonl or .csv or .parquet"),
        ("in", b"", "without extension"),
        ("in.csv", b"id,body\n1,a\n", "no column `text`"),
        ("in.csv", b"", "no column `text`"),
        ("in.parquet", b"PAR1 or not", "can't be read"),
    ],
)
def test_files_that_cannot_be_read_are_told_at_once(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(BulkError, match=says):
        open_source(written(tmp_path, name, data))


def test_a_missing_file_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BulkError, match="No such file"):
        open_source(tmp_path / "in.jsonl")


def test_an_empty_jsonl_has_no_rows(tmp_path: Path) -> None:
    assert read(written(tmp_path, "in.jsonl", b"")) == []
