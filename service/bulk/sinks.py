"""Writes lines of answers as jsonl, or as a table with one row a text: csv or parquet."""

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from corpus.export import guarded
from service.bulk.errors import BulkError

COLUMNS = ("id", "status", "kind", "language", "profession", "title", "confidence", "level", "error")
GROUP_ROWS = 1000  # rows of a Parquet row group: what is held in memory

Write = Callable[[Iterable[bytes], Path], None]


def sink(path: Path) -> Write:
    """How a file is written, by its extension. Raises BulkError for others."""
    if path.suffix not in SINKS:
        given = path.suffix or "without extension"
        raise BulkError(f"{path.name}: the kind {given} is not written. Give .jsonl or .csv or .parquet.")
    return SINKS[path.suffix]


def to_jsonl(lines: Iterable[bytes], path: Path) -> None:
    """One answer a line."""
    with path.open("wb") as file:
        file.writelines(lines)


def to_csv(lines: Iterable[bytes], path: Path) -> None:
    """One row an answer; UTF-8 with a byte order mark, and no cell that a spreadsheet takes for a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for line in lines:
            writer.writerow({name: guarded(value) for name, value in flat(orjson.loads(line)).items()})


def to_parquet(lines: Iterable[bytes], path: Path) -> None:
    """One row an answer, with the whole answer as JSON in the column `result`."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    numbers = {"confidence": pa.float64(), "level": pa.int64()}
    schema = pa.schema([(name, numbers.get(name, pa.string())) for name in (*COLUMNS, "result")])
    with ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _groups(_with_result(line) for line in lines):
            writer.write_table(pa.Table.from_pylist(rows, schema))


def flat(answer: dict[str, Any]) -> dict[str, Any]:
    """The columns of an answer: the first profession, also when the status says that it is only the nearest."""
    identifier = answer.get("id")
    own = {"id": None if identifier is None else str(identifier)}
    if "error" in answer:
        error = answer["error"]
        return {**own, "error": f"{error['kind']}: {error['detail']} (line {error['line']})"}
    first: dict[str, Any] = next(iter(answer["professions"]), {})
    return {
        **own,
        **{name: answer[name] for name in ("status", "kind", "language")},
        "profession": first.get("id"),
        "title": first.get("title"),
        "confidence": first.get("confidence"),
        "level": answer["level"]["value"],
    }


def _with_result(line: bytes) -> dict[str, Any]:
    return {**flat(orjson.loads(line)), "result": line.decode().rstrip("\n")}


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, GROUP_ROWS)):
        yield group


SINKS: dict[str, Write] = {".jsonl": to_jsonl, ".csv": to_csv, ".parquet": to_parquet}
