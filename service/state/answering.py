"""Answers one line of a batch; whatever goes wrong with it stays with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from service.state.entries import Entry, check, decision_entry

LONGEST_ID = 200  # characters
Record = dict[str, Any]
MatchLine = Callable[[Record], Record]


class ItemFailed(Exception):
    """One item can't be answered; `kind` and `detail` are told its owner."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the results, and what the audit log says about it."""

    line: bytes
    entry: Entry | None  # None for an error: nothing was decided


def answer(line: bytes, match_line: MatchLine, *, owner: str) -> Answer:
    """The answer for a line, or its error in the form {"id", "error": {"kind", "detail"}}."""
    identifier = None
    try:
        record = _record(line)
        identifier = record.get("id")
        result = match_line(record)
        if "error" in result:
            return _error(identifier, **result["error"])
        entry = decision_entry(result, who=owner, action="batch")
        check(entry)
        return Answer(_line({"id": identifier, **result}), entry)
    except ItemFailed as exc:
        return _error(identifier, exc.kind, exc.detail)
    except Exception as exc:  # noqa: BLE001  # an item must not end the others; its message may quote the text
        return _error(identifier, "internal", f"The item was not processed ({type(exc).__name__}). Tell the operator.")


def gave_up(line: bytes) -> Answer:
    """The error for a line at which workers died again and again."""
    try:
        identifier = _record(line).get("id")
    except ItemFailed:
        identifier = None
    says = "The service ended or hung at this item again and again. Shorten the text, or tell the operator."
    return _error(identifier, "worker-lost", says)


def _record(line: bytes) -> Record:
    """The record of a line. Raises ItemFailed when it is none."""
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as exc:
        raise ItemFailed("not-json", "The line is not JSON in UTF-8.") from exc
    if not isinstance(record, dict):
        raise ItemFailed("not-object", 'The line is not an object. Give {"id": …, "text": "…"}.')
    if not _is_id(record.get("id")):
        raise ItemFailed("bad-id", f"The id is neither a number nor a text of at most {LONGEST_ID} characters.")
    return record


def _is_id(value: object) -> bool:
    return value is None or isinstance(value, int) or (isinstance(value, str) and len(value) <= LONGEST_ID)


def _error(identifier: Any, kind: str, detail: str) -> Answer:
    return Answer(_line({"id": identifier, "error": {"kind": kind, "detail": detail}}), None)


def _line(value: Record) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
