"""What goes into an extraction and what comes out: limits, the extracted text, and both as JSON between processes."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from service.uploads.errors import Empty, TooLarge, Value

Kind = Literal["txt", "pdf", "docx", "odt", "rtf", "html"]
MEGABYTE = 1_000_000
NAME = "upload"  # of any document, for readers that want one for their errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may be and what reading it may cost."""

    upload_bytes: int = 5 * MEGABYTE
    unpacked_bytes: int = 20 * MEGABYTE  # of all members of a DOCX or ODT, and of one stream of a PDF
    members: int = 200
    pages: int = 50
    characters: int = 200_000
    memory_bytes: int = 512 * 1024 * 1024  # address space of a job
    cpu_s: int = 5
    wall_s: float = 8.0
    wait_s: float = 1.0  # for a free worker

    def to_json(self) -> str:
        """The limits as an argument of the child process."""
        return json.dumps(asdict(self))


def check_size(data: bytes, limits: Limits) -> None:
    """Raise TooLarge or Empty."""
    if len(data) > limits.upload_bytes:
        raise TooLarge(limit=limits.upload_bytes // MEGABYTE)
    if not data.strip():
        raise Empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of an upload. Offsets of evidence count its characters."""

    text: str
    kind: Kind
    pages: int | None = None  # of a PDF
    warnings: tuple[str, ...] = ()  # keys of messages `warning.…`


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An UploadError between processes."""

    error: str  # its kind
    values: dict[str, Value]


def to_json(answer: Extracted | Failed) -> bytes:
    """The answer of a job."""
    return json.dumps(asdict(answer), ensure_ascii=False).encode()
