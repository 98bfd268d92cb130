"""Texts that commands are given."""

import sys
from pathlib import Path

from corpus.errors import CorpusError
from corpus.readers.files import decode


def read_text(file: str) -> str:
    """Text of a file, or of standard input for "-". Raises CorpusError when it is no text."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as exc:
        raise CorpusError(f"{file} can't be read: {exc.strerror}.") from exc
    return decode(data, "standard input" if file == "-" else Path(file).name) if data.strip() else ""
