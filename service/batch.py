"""Bulk matching: a file of texts in, a file of answers out."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson

from corpus.store import write_atomically
from matching.matcher import Matcher, TextTooLong, UnknownTarget
from matching.result import MatchResult


class BatchError(ValueError):
    """A batch file can't be read or written; the message says why."""


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a jsonl or csv file. Raises BatchError for other kinds and broken files."""
    if path.suffix not in (".jsonl", ".csv"):
        raise BatchError(
            f"{path.name}: the kind {path.suffix or 'without extension'} is not read. Give .jsonl or .csv."
        )
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file) if path.suffix == ".csv" else _json_lines(file)
    except OSError as exc:
        raise BatchError(f"{path} can't be read: {exc.strerror}.") from exc
    except UnicodeDecodeError as exc:
        raise BatchError(f"{path.name} is not UTF-8 text: {exc.reason} at byte {exc.start}.") from exc


def _json_lines(file: Any) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError as exc:
            record = {"id": None, "_broken": f"line {number} is not JSON: {exc}"}
        yield record if isinstance(record, dict) else {"id": None, "_broken": f"line {number} is not an object"}


def match_row(matcher: Matcher, row: dict[str, Any]) -> dict[str, Any]:
    """Answer for one record {"id", "text", "kind"?, "title"?, "target"?}; `error` instead when it can't be read."""
    own = {"id": row["id"]} if row.get("id") is not None else {}
    if "_broken" in row:
        return {**own, "error": row["_broken"]}
    text = row.get("text")
    if not isinstance(text, str):
        return {**own, "error": 'the record has no text: give {"id": …, "text": "…"}'}
    kind = row.get("kind") or "auto"
    if kind not in ("auto", "vacancy", "cv"):
        return {**own, "error": f"kind {kind!r} is unknown: give auto, vacancy or cv"}
    try:
        target = find_target(matcher, row.get("target"))
        result = matcher.match(text, kind=kind, title=row.get("title") or None, target=target)
    except (TextTooLong, UnknownTarget) as exc:
        return {**own, "error": str(exc)}
    return {**own, **result_dict(result)}


def find_target(matcher: Matcher, target: Any) -> str | None:
    """Id for a target {"profession": id} or {"document", "line"}. Raises UnknownTarget."""
    if not target:
        return None
    if isinstance(target, dict) and target.get("profession"):
        return str(target["profession"])
    if isinstance(target, dict) and target.get("document") and isinstance(target.get("line"), int):
        for profession in matcher.index.professions:
            for member in profession.members:
                if member.document == target["document"] and member.line == target["line"]:
                    return member.id
        raise UnknownTarget(f"No card or position starts at line {target['line']} of {target['document']}.")
    raise UnknownTarget('target must be {"profession": id} or {"document": id, "line": number}')


def result_dict(result: MatchResult) -> dict[str, Any]:
    """The answer as plain data, optional fields left out when empty."""
    data: dict[str, Any] = orjson.loads(orjson.dumps(result))
    return {k: v for k, v in data.items() if not (k in ("question", "gaps") and v is None)}


def run(
    matcher: Matcher, source: Path, target: Path, *, done: Callable[[int], None] = lambda count: None
) -> tuple[int, int]:
    """Match every record and write one line each. Returns (records, records with an error)."""
    if target.suffix != ".jsonl":
        raise BatchError(f"{target.name}: answers are written as .jsonl.")
    lines: list[bytes] = []
    errors = 0
    for row in read_rows(source):
        answer = match_row(matcher, row)
        errors += "error" in answer
        lines.append(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))
        done(len(lines))
    write_atomically(target, b"".join(lines))
    return len(lines), errors
