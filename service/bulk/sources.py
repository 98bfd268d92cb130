"""Reads the rows of a jsonl, csv or parquet file one after another; no more than a few rows are in memory."""

import csv
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from service.bulk.errors import BulkError
from service.bulk.shards import Row

MAX_ROW_BYTES = 4_000_000  # above what a text of the longest size takes with every character escaped
COLUMNS = ("id", "text", "kind", "title", "target")
DELIMITERS = (",", ";", "\t")  # spreadsheets with Russian or Kazakh settings write semicolons
PARQUET_ROWS = 500  # rows decoded at a time
PARQUET_BUFFER_BYTES = 1 << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of a file; `size` is bytes, for Parquet rows."""

    size: int
    rows: Iterator[Row]


def open_source(path: Path) -> Source:
    """Open a file and read its first row. Raises BulkError for other kinds of files and unreadable ones."""
    kind = KINDS.get(path.suffix)
    if kind is None:
        given = path.suffix or "without extension"
        raise BulkError(f"{path.name}: the kind {given} is not read. Give .jsonl or .csv or .parquet.")
    rows = _told(path, kind.rows)
    first = list(itertools.islice(rows, 1))
    return Source(kind.size(path), itertools.chain(first, rows))


def _told(path: Path, read: Callable[[Path], Iterator[Row]]) -> Iterator[Row]:
    """The rows; what the file system or Parquet says against the file is told in one line."""
    try:
        yield from read(path)
    except (OSError, ValueError) as exc:  # Parquet's ArrowInvalid is a ValueError
        why = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc).splitlines()[0]
        raise BulkError(f"{path} can't be read: {why}.") from exc


def jsonl_rows(path: Path) -> Iterator[Row]:
    """Rows of a file with one JSON object a line; empty lines are passed over."""
    with path.open("rb") as file:
        for line, data in enumerate(_lines(file), start=1):
            if data is None:
                yield Row(line, b"", file.tell(), "too-large")
            elif data.strip():
                yield Row(line, data.strip(), file.tell())


def csv_rows(path: Path) -> Iterator[Row]:
    """Rows of a CSV file in UTF-8 whose first line names the columns. Raises BulkError without a column `text`."""
    csv.field_size_limit(MAX_ROW_BYTES)
    with path.open("rb") as file:
        lines = _CsvLines(file)
        delimiter, names = _header(path, next(lines, ""))
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:  # the reader begins anew with the next line
                yield Row(lines.number, b"", file.tell(), "bad-csv")
                continue
            if len(cells) > len(names):  # a delimiter that is not quoted would cut the text silently
                yield Row(lines.number, b"", file.tell(), "too-many-cells")
            elif cells:
                yield _row(lines.number, dict(zip(names, cells, strict=False)), file.tell())


class _CsvLines(Iterator[str]):
    """Lines of a CSV file as text; bytes that are not UTF-8 stay lone surrogates and are found later."""

    def __init__(self, file: BinaryIO) -> None:
        self._lines = _lines(file)
        self.number = 0  # of the line read last, 1-based

    def __next__(self) -> str:
        data = next(self._lines)
        self.number += 1
        if data is None:
            raise csv.Error("the line is too long")
        return data.decode(errors="surrogateescape")


def _header(path: Path, line: str) -> tuple[str, list[str]]:
    """The delimiter and the names of the columns."""
    for delimiter in DELIMITERS:
        names = [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
        if "text" in names:
            return delimiter, names
    raise BulkError(
        f"{path.name} has no column `text` in its first line. Name the columns {', '.join(COLUMNS)}; save it as UTF-8."
    )


def parquet_rows(path: Path) -> Iterator[Row]:
    """Rows of a Parquet file. Raises BulkError without a column `text`."""
    from pyarrow.parquet import ParquetFile

    # Without these two, a whole row group is held in memory.
    with ParquetFile(path, pre_buffer=False, buffer_size=PARQUET_BUFFER_BYTES) as file:
        names = [name for name in COLUMNS if name in file.schema_arrow.names]
        if "text" not in names:
            raise BulkError(f"{path.name} has no column `text`. Name the columns {', '.join(COLUMNS)}.")
        line = 0
        for batch in file.iter_batches(batch_size=PARQUET_ROWS, columns=names):
            for record in batch.to_pylist():
                line += 1
                yield _row(line, record, line)


def _row(line: int, record: dict[str, Any], end: int) -> Row:
    """A row of the columns that have a value; an empty cell has none, an empty text is one."""
    kept = {name: record[name] for name in COLUMNS if name in record}
    kept = {name: value for name, value in kept.items() if value is not None and (value != "" or name == "text")}
    try:
        return Row(line, orjson.dumps(kept), end)
    except orjson.JSONEncodeError:
        return Row(line, b"", end, "not-text")


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines with their ends; None for one that is longer than MAX_ROW_BYTES, which is never held whole."""
    data = file.readline(MAX_ROW_BYTES + 1).removeprefix(BYTE_ORDER_MARK)
    while data:
        whole = len(data) <= MAX_ROW_BYTES
        yield data if whole else None
        while data and not data.endswith(b"\n"):
            data = file.readline(MAX_ROW_BYTES)
        data = file.readline(MAX_ROW_BYTES + 1)


def _parquet_size(path: Path) -> int:
    from pyarrow.parquet import read_metadata

    return int(read_metadata(path).num_rows)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of file is read."""

    rows: Callable[[Path], Iterator[Row]]
    size: Callable[[Path], int]


def _bytes(path: Path) -> int:
    return path.stat().st_size


KINDS = {
    ".jsonl": Kind(jsonl_rows, _bytes),
    ".csv": Kind(csv_rows, _bytes),
    ".parquet": Kind(parquet_rows, _parquet_size),
}
