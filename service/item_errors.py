"""Errors of single items of a batch in the language of whoever reads the results."""

import orjson

from matching.matcher import MAX_CHARACTERS
from service.bulk.match_shard import KINDS
from service.messages import message
from service.state.answering import LONGEST_ID

MARK = b'"error":'
MOST_BYTES = 4_000  # of a line with an error: its id, its kind, a sentence
VALUES = {"limit": MAX_CHARACTERS, "longest": LONGEST_ID, "expected": ", ".join(KINDS)}


def in_language(line: bytes, language: str) -> bytes:
    """The line of an answer as it is; of an error, with its detail in ru, kk or en."""
    if len(line) > MOST_BYTES or MARK not in line:
        return line
    record = orjson.loads(line)
    error = record.get("error")
    if error is None:  # the mark stood in a quote
        return line
    told = message(f"item.{error['kind']}", language, **VALUES, reason=error["detail"])
    return orjson.dumps({**record, "error": {**error, "detail": told}}, option=orjson.OPT_APPEND_NEWLINE)
