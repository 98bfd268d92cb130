"""Files that only their owner may read."""

import os
import tempfile
from pathlib import Path


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
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        pass  # another process was first
    finally:
        os.unlink(temporary)
