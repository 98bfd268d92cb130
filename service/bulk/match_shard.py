"""The one function that every runner calls: rows in, lines of answers out."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from pydantic import ValidationError
from threadpoolctl import threadpool_limits

from matching.matcher import Matcher, TextTooLong, UnknownTarget
from service.bulk.errors import RowError
from service.bulk.shards import Row
from service.bulk.sources import MAX_ROW_BYTES
from service.results import answer_dict
from service.schemas import Target
from service.targets import target_id

KINDS = ("auto", "vacancy", "cv")
ID_CHARACTERS = 200
FAULTS = {  # what a source says of a row that gives no record
    "too-large": f"The row is longer than {MAX_ROW_BYTES} bytes. Shorten the text.",
    "not-text": "The row is not UTF-8, or a column is neither text nor whole number. Save it as UTF-8.",
    "bad-csv": f"The record can't be read: a quote is not closed, or a cell is longer than {MAX_ROW_BYTES} bytes.",
    "too-many-cells": "The record has more cells than the first line has columns. Quote texts that hold a delimiter.",
}
TARGET = 'The target is none of {"profession": id}, {"card": id}, {"document": id, "line": n}, or an id alone.'
# Bulk answers must be the same bytes whoever computes them, so the time is not told; 0 says that it was not measured.
PROCESSING_MS = 0.0
COMPRESSION = 1  # the fastest; answers shrink five times


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers of a shard: one line of JSON a row, zlib-compressed together, in the order of the rows."""

    rows: int
    errors: int
    packed: bytes


def match_shard(rows: Sequence[Row], matcher: Matcher) -> Answered:
    """Answer every row. The result depends on the rows and the matcher only: sums run on one thread, in one order."""
    with threadpool_limits(limits=1):
        answers = [answer_row(row, matcher) for row in rows]
    lines = b"".join(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE) for answer in answers)
    return Answered(len(rows), sum("error" in answer for answer in answers), zlib.compress(lines, COMPRESSION))


def answer_row(row: Row, matcher: Matcher) -> dict[str, Any]:
    """The match result of a row with its id, or {"id"?, "error": {"kind", "detail", "line"}}."""
    own: dict[str, Any] = {}
    try:
        record = _record(row)
        own = _own_id(record)
        return {**own, **answer(record, matcher)}
    except RowError as exc:
        return {**own, "error": {"kind": exc.kind, "detail": exc.detail, "line": row.line}}


def answer(record: dict[str, Any], matcher: Matcher) -> dict[str, Any]:
    """The match result of a record {"text", "kind"?, "title"?, "target"?}. Raises RowError."""
    text, title, kind = record.get("text"), record.get("title") or None, record.get("kind") or "auto"
    if not isinstance(text, str):
        raise RowError("no-text", 'The record has no text. Give {"id": …, "text": "…"}.')
    if kind not in KINDS:
        raise RowError("bad-kind", f"The kind is none of {', '.join(KINDS)}.")
    if not isinstance(title, str | None):
        raise RowError("bad-title", "The title is not a text.")
    target = find_target(record.get("target"), matcher)
    try:
        result = matcher.match(text, kind=kind, title=title, target=target)
        return {**answer_dict(result, matcher.index.catalogue), "processing_ms": PROCESSING_MS}
    except TextTooLong as exc:
        raise RowError("text-too-long", str(exc)) from exc
    except UnknownTarget as exc:
        raise RowError("unknown-target", "The target is no profession, card or position of the catalogue.") from exc
    except Exception as exc:  # one text must not end the others; its message may quote it
        raise RowError("internal", f"The text was not processed ({type(exc).__name__}). Tell the operator.") from exc


def find_target(target: Any, matcher: Matcher) -> str | None:
    """The id that a target names: one as `POST /v1/match` takes it, or an id alone, as cells hold it. Raises RowError."""
    if target is None or isinstance(target, str):
        return target
    try:
        return target_id(matcher, Target.model_validate(target))
    except ValidationError as exc:
        raise RowError("bad-target", TARGET) from exc
    except UnknownTarget as exc:
        raise RowError("unknown-target", "No card or position begins at that line of that document.") from exc


def _record(row: Row) -> dict[str, Any]:
    if row.fault:
        raise RowError(row.fault, FAULTS[row.fault])
    try:
        record = orjson.loads(row.data)
    except orjson.JSONDecodeError as exc:
        raise RowError("not-json", "The line is not JSON in UTF-8.") from exc
    if not isinstance(record, dict):
        raise RowError("not-object", 'The line is not an object. Give {"id": …, "text": "…"}.')
    return record


def _own_id(record: dict[str, Any]) -> dict[str, Any]:
    identifier = record.get("id")
    if identifier is None:
        return {}
    if isinstance(identifier, bool) or not isinstance(identifier, int | str):
        raise RowError("bad-id", "The id is neither a text nor a whole number.")
    if isinstance(identifier, str) and len(identifier) > ID_CHARACTERS:
        raise RowError("bad-id", f"The id is longer than {ID_CHARACTERS} characters.")
    return {"id": identifier}
