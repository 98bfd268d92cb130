"""Tables of vacancies or CVs: XLSX, CSV or JSON lines as rows of named values."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import islice
from zipfile import BadZipFile

from service.pages.failures import Failure
from service.uploads import archive
from service.uploads.contract import MEGABYTE, Limits
from service.uploads.errors import UploadError

LIMITS = Limits(unpacked_bytes=60 * MEGABYTE, members=300)
DELIMITERS = ";,\t"
LONGEST_CELL = 400_000  # characters; more is refused later as too long a text
Row = dict[str, str]


def read_table(data: bytes, *, most: int) -> list[Row]:
    """The rows of a table, each by the headings of its columns; empty rows left out. Raises Failure."""
    if data.startswith(archive.MARK):
        rows = _workbook(data)
    else:
        text = _decoded(data)
        rows = _json_lines(text) if text.lstrip().startswith("{") else _csv(text)
    found = [row for row in islice(rows, most + 1) if any(row.values())]
    if not found:
        raise Failure(422, "empty-table", field="table")
    if len(found) > most:
        raise Failure(413, "long-table", field="table", limit=most)
    return found


def _decoded(data: bytes) -> str:
    """UTF-8, or CP1251 as older office programs write it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def _workbook(data: bytes) -> Iterator[Row]:
    """The first sheet of a workbook. It is checked as a package first: a small file can hold a lot."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with archive.opened(data) as package:
            archive.check(package, LIMITS)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        values = book.worksheets[0].iter_rows(values_only=True)
        yield from _named(["" if v is None else str(v) for v in row] for row in values)
    except UploadError as exc:
        raise Failure(exc.status, exc.kind, field="table", **exc.values) from exc
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, OSError) as exc:
        raise Failure(400, "broken-table", field="table") from exc


def _csv(text: str) -> Iterator[Row]:
    """Values divided by the sign that the heading has most of."""
    heading = text.split("\n", 1)[0]
    csv.field_size_limit(LONGEST_CELL)
    try:
        yield from _named(csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=heading.count)))
    except csv.Error as exc:
        raise Failure(400, "broken-table", field="table") from exc


def _named(rows: Iterator[list[str]]) -> Iterator[Row]:
    headings = [value.strip() for value in next(rows, [])]
    for row in rows:
        yield {name: value.strip() for name, value in zip(headings, row, strict=False) if name}


def _json_lines(text: str) -> Iterator[Row]:
    for line in text.split("\n"):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as exc:
            raise Failure(400, "broken-table", field="table") from exc
        if not isinstance(record, dict):
            raise Failure(400, "broken-table", field="table")
        yield {str(name): "" if value is None else str(value) for name, value in record.items()}
