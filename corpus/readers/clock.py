"""A limit of time for readers of hostile files."""

import time

from corpus.errors import UnreadableDocument


class Deadline:
    """Counts from its making."""

    def __init__(self, seconds: float, name: str) -> None:
        self._seconds = seconds
        self._name = name
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise UnreadableDocument when the time is over."""
        if time.monotonic() > self._end:
            raise UnreadableDocument(
                f"{self._name}: reading took more than {self._seconds:.0f} s. Split the document or give it as DOCX."
            )
