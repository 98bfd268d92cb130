"""The work folder of a run, `OUT.parts/`: the answers of finished shards, one file each.

A part is written beside its place and renamed, so that it is there whole or not at all; its name holds the hash of all
that its answers depend on, its first line the SHA-256 of the rest. Answers quote texts, so the folder is 0700 and its
files 0600. The folder is deleted when the output stands.
"""

import fcntl
import hashlib
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson

from service.bulk.errors import BulkError
from service.bulk.match_shard import Answered
from service.state import files

SUFFIX = ".parts"
LOCK = "lock"
OUTPUT = "output"  # the output while it is put together
PART = ".part"


@dataclass(frozen=True, slots=True)
class Parts:
    """A work folder that this process alone writes."""

    folder: Path

    def find(self, name: str) -> Answered | None:
        """The answers kept under a name; None when there are none, or the file was cut or changed."""
        try:
            head, _, packed = (self.folder / (name + PART)).read_bytes().partition(b"\n")
            told = orjson.loads(head)
            answered = Answered(told["rows"], told["errors"], packed)
        except (FileNotFoundError, orjson.JSONDecodeError, KeyError, TypeError):
            return None
        return answered if told.get("sha256") == _checksum(answered) else None

    def write(self, name: str, answered: Answered) -> None:
        """Keep the answers of a shard so that they outlive a power cut."""
        told = {"rows": answered.rows, "errors": answered.errors, "sha256": _checksum(answered)}
        temporary = self.folder / f".{name}"
        with files.create(temporary) as file:
            file.write(orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE) + answered.packed)
            files.sync(file)
        os.rename(temporary, self.folder / (name + PART))

    def lines(self, names: Iterable[str]) -> Iterator[bytes]:
        """Every line of the named parts, in their order. Raises BulkError when one is gone or was changed."""
        for name in names:
            answered = self.find(name)
            if answered is None:
                raise BulkError(f"The part {self.folder / name} was changed meanwhile. Go on with --resume.")
            yield from zlib.decompress(answered.packed).splitlines(keepends=True)

    @property
    def output(self) -> Path:
        """Where the output is put together; the folder keeps it from other eyes until it is in its place."""
        return self.folder / OUTPUT

    def finish(self, target: Path) -> None:
        """Put the output in its place and delete the folder."""
        files.sync_path(self.output)
        os.replace(self.output, target)
        files.sync_path(target.parent)
        shutil.rmtree(self.folder)


def folder_of(target: Path) -> Path:
    """The work folder beside an output."""
    return target.with_name(target.name + SUFFIX)


def count(target: Path) -> int:
    """How many shards of an unfinished run stand beside an output."""
    return sum(1 for _ in folder_of(target).glob("*" + PART))


@contextmanager
def opened(target: Path, *, resume: bool) -> Iterator[Parts]:
    """Hold the work folder of an output. Raises BulkError when another run holds it, or one was left unfinished."""
    folder = folder_of(target)
    if folder.exists() and not (folder / LOCK).exists():  # it would be deleted in the end
        raise BulkError(f"{folder} is there and is no work folder of a run. Move it, or give the output another name.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with files.create(folder / LOCK) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise BulkError(f"Another run is writing {target} just now. Wait for it, or give another name.") from exc
        if not resume and (found := count(target)):
            raise BulkError(
                f"{folder} holds {found} finished shards of an earlier run. Go on with --resume, or delete the folder."
            )
        try:
            yield Parts(folder)
        finally:
            if not count(target):
                shutil.rmtree(folder, ignore_errors=True)


def _checksum(answered: Answered) -> str:
    return hashlib.sha256(b"%d %d " % (answered.rows, answered.errors) + answered.packed).hexdigest()
