"""Text of uploaded files, for the service: `Extractor`.

Files of strangers are parsed in child processes with limits on memory, CPU and wall time, never in the service, which
holds the index. Errors are those of `service.uploads.errors`.
"""

import asyncio
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath

from pydantic import TypeAdapter, ValidationError

from service.uploads.contract import Extracted, Failed, Limits, check_size
from service.uploads.errors import BY_KIND, Broken, Busy
from service.uploads.worker import Worker

WAITING = 32  # threads beside those of the workers; they wait for one that is free
OTHER_EXTENSION = "other_extension"
# Extensions that a file of a kind may have without a warning.
EXTENSIONS = {
    "txt": {".txt", ".text", ".md"},
    "pdf": {".pdf"},
    "docx": {".docx"},
    "odt": {".odt"},
    "rtf": {".rtf", ".doc"},  # job sites give RTF by the name of DOC
    "html": {".html", ".htm", ".xhtml"},
}
ANSWER: TypeAdapter[Extracted | Failed] = TypeAdapter(Extracted | Failed)


class Extractor:
    """Reads uploads in `workers` child processes. Made once when the service starts, closed when it ends."""

    def __init__(self, *, workers: int = 2, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for _ in range(workers):
            self._idle.put(Worker(self.limits))
        self._threads = ThreadPoolExecutor(workers + WAITING, thread_name_prefix="upload")

    async def extract(self, data: bytes, *, filename: str | None) -> Extracted:
        """Return the text of a file; its kind is told by its content, another extension gives a warning.

        Raises an UploadError. A caller that is cancelled stops the work on its file.
        """
        check_size(data, self.limits)
        gone = threading.Event()
        task = self._threads.submit(self._answer, data, gone, time.monotonic() + self.limits.wait_s)
        try:
            answer = await asyncio.wrap_future(task)
        finally:
            gone.set()
        return _named(_checked(answer), filename)

    def close(self) -> None:
        """Wait for the work in hand, then stop the child processes."""
        self._threads.shutdown(cancel_futures=True)
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().stop()

    def _answer(self, data: bytes, gone: threading.Event, deadline: float) -> bytes:
        try:
            worker = self._idle.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise Busy(retry_s=round(self.limits.wall_s)) from None
        try:
            return b"" if gone.is_set() else worker.ask(data, gone)
        finally:
            self._idle.put(worker)


def _checked(answer: bytes) -> Extracted:
    """The answer of a child process, which a file may have turned against us: taken only if it is as it must be."""
    try:
        found = ANSWER.validate_json(answer, strict=True)
    except ValidationError as exc:
        raise Broken from exc
    if isinstance(found, Failed):
        raise BY_KIND.get(found.error, Broken)(**found.values)
    return found


def _named(found: Extracted, filename: str | None) -> Extracted:
    extension = PurePath(filename or "").suffix.lower()
    if not extension or extension in EXTENSIONS[found.kind]:
        return found
    return replace(found, warnings=(*found.warnings, OTHER_EXTENSION))
