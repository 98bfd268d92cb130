"""Files of batches: `<spool>/<batch>/input.jsonl` and `results.<attempt>.jsonl`.

They hold CVs, so folders are 0700 and files 0600, the input goes as soon as its results are complete, and everything
goes after its time (`Batches.purge`). Deleting unlinks a file, it does not overwrite the disk: where that matters, the
spool belongs on an encrypted one. Workers on several machines need one shared spool folder.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from service.state import files
from service.state.errors import BatchEmpty, BatchTooLarge, StateUnavailable

INPUT = "input.jsonl"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Spool:
    """One folder of batches. Its methods raise OSError where nothing else is said."""

    folder: Path

    def store(self, batch: str, lines: Iterable[bytes], *, items: int, size_bytes: int) -> int:
        """Write an input, whole or not at all, and return how many items it has.

        Raises BatchEmpty, BatchTooLarge above `items` or `size_bytes`, StateUnavailable when the disk won't take it.
        """
        folder = self.folder / batch
        try:
            folder.mkdir(mode=0o700, parents=True)
            with files.create(folder / f".{INPUT}") as file:
                count = _write(file, lines, items=items, size_bytes=size_bytes)
                files.sync(file)
            os.rename(folder / f".{INPUT}", folder / INPUT)
            files.sync_path(folder)
        except BaseException as exc:
            self.erase(batch)
            if isinstance(exc, OSError):
                raise StateUnavailable(f"The spool {self.folder} can't be written: {exc.strerror}.") from exc
            raise
        return count

    def lines(self, batch: str, *, skip: int) -> Iterator[bytes]:
        """The input's lines after the first ones."""
        with (self.folder / batch / INPUT).open("rb") as file:
            yield from islice(file, skip, None)

    def continue_results(self, batch: str, attempt: int, *, keep: int) -> BinaryIO:
        """A results file of this attempt's own, with the first lines of the one before; the rest of it is dropped.

        A worker that lost the batch without knowing may still write into its own file, where it does no harm.
        """
        folder = self.folder / batch
        temporary = folder / f".results.{attempt}"
        file = files.create(temporary)
        try:
            kept = 0
            for line in self.results(batch, keep):
                file.write(line)
                kept += 1
            if kept < keep:
                raise OSError(f"{keep} results were written, {kept} are there")
            files.sync(file)
            earlier = _results(folder)
            os.rename(temporary, folder / _name(attempt))
            for path in earlier:
                path.unlink(missing_ok=True)
            files.sync_path(folder)
        except BaseException:
            file.close()
            temporary.unlink(missing_ok=True)
            raise
        return file

    def results(self, batch: str, count: int) -> Iterator[bytes]:
        """The first results; the file stays readable while they are read, even if it is deleted."""
        while found := _results(self.folder / batch):
            try:
                file = found[-1].open("rb")
            except FileNotFoundError:  # another attempt has replaced it just now
                continue
            return _first(file, count)
        return iter(())

    def erase_input(self, batch: str) -> None:
        """Delete the input alone."""
        (self.folder / batch / INPUT).unlink(missing_ok=True)

    def erase(self, batch: str) -> None:
        """Delete all files of a batch; what a worker makes anew meanwhile is left to the next purge."""
        shutil.rmtree(self.folder / batch, ignore_errors=True)

    def batches(self) -> list[tuple[str, float]]:
        """Batches that have files, with the time of their last change in seconds since 1970."""
        if not self.folder.is_dir():
            return []
        with os.scandir(self.folder) as found:
            return [(entry.name, entry.stat().st_mtime) for entry in found if entry.is_dir()]


def append(file: BinaryIO, lines: Iterable[bytes]) -> None:
    """Write lines so that they outlive a power cut."""
    file.write(b"".join(lines))
    files.sync(file)


def _write(file: BinaryIO, lines: Iterable[bytes], *, items: int, size_bytes: int) -> int:
    count = size = 0
    for line in _tidy(lines):
        count, size = count + 1, size + len(line) + 1
        if count > items or size > size_bytes:
            raise BatchTooLarge(items, size_bytes)
        file.write(line + b"\n")
    if not count:
        raise BatchEmpty('The batch has no item. Give one JSON object a line: {"id": …, "text": "…"}.')
    return count


def _tidy(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without line ends, empty ones left out: each is one item."""
    for number, given in enumerate(lines):
        for line in (given if number else given.removeprefix(BYTE_ORDER_MARK)).split(b"\n"):
            if line.strip():
                yield line.strip()


def _results(folder: Path) -> list[Path]:
    """Results files, the newest attempt last."""
    return sorted(folder.glob("results.*.jsonl"), key=lambda path: int(path.name.split(".")[1]))


def _name(attempt: int) -> str:
    return f"results.{attempt}.jsonl"


def _first(file: BinaryIO, count: int) -> Iterator[bytes]:
    with file:
        yield from islice(file, count)
