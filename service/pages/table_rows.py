"""Rows of a table as records of a batch: which column is the text, which the title."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import orjson

from service.pages.table_reading import Row

KINDS = {"vacancy", "cv"}
MARK = "table"  # of records that come from here, see `service.pages.table_line`
LONGEST_ID = 200  # characters, as the batches take them


def records(rows: Sequence[Row], kind: str) -> Iterator[bytes]:
    """One jsonl line a row. Without a column of texts all columns but id and title are the text, under their headings."""
    names = {name: column_of(name) for name in dict.fromkeys(n for row in rows for n in row)}
    whole = any(column == "text" for column in names.values())
    for number, row in enumerate(rows, start=1):
        values = {column: row[name] for name, column in names.items() if column and row.get(name)}
        text = values.get("text", "") if whole else _joined(row, names)
        own_kind = values.get("kind", "").lower()
        yield orjson.dumps(
            {
                "id": values.get("id", "")[:LONGEST_ID] or str(number),
                "title": values.get("title") or None,
                "text": "\n".join(filter(None, (values.get("title"), text))),
                "kind": own_kind if own_kind in KINDS else kind,
                MARK: True,
            }
        )


def column_of(heading: str) -> str | None:
    """What a column holds: id, title, kind or text; None for any other."""
    return next((name for name, pattern in _columns() if pattern.fullmatch(heading.strip().lower())), None)


def _joined(row: Row, names: dict[str, str | None]) -> str:
    return "\n".join(f"{name}:\n{value}" for name, value in row.items() if value and names[name] is None)


@cache
def _columns() -> list[tuple[str, re.Pattern[str]]]:
    text = files("service").joinpath("pages", "columns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [(name, re.compile(pattern)) for name, pattern, _ in rows]
