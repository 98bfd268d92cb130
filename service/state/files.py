"""Files that only their owner may read, and that outlive a power cut."""

import os
import tempfile
from pathlib import Path
from typing import BinaryIO


def create_once(path: Path, data: bytes = b"") -> None:
    """Make a file, whole from the first moment and with rights 0600, unless there is one. Raises OSError.

    A file that is there is not even opened: a process that closes an SQLite file which it also uses as a database
    loses its locks on it, and other processes then destroy what it writes (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            sync(file)
        os.link(temporary, path)
    except FileExistsError:
        pass  # another process was first
    finally:
        os.unlink(temporary)


def create(path: Path) -> BinaryIO:
    """Open a file for writing, new or emptied, with rights 0600 if it is new. Raises OSError."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb")


def sync(file: BinaryIO) -> None:
    """Bring what was written into a file onto the disk."""
    file.flush()
    os.fsync(file.fileno())


def sync_path(path: Path) -> None:
    """Bring a closed file, or the names of a folder, onto the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
