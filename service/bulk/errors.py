"""Errors of bulk matching: `BulkError`, which ends a run, and `RowError`, which becomes the answer of one row."""


class BulkError(Exception):
    """A run can't begin or go on; the message says why and what to do."""


class RowError(Exception):
    """One row has no answer; `kind` is a short name for programs, `detail` says why and never quotes the text."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail
