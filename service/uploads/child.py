"""The process that reads uploads, started as `python -I -B -m service.uploads.child LIMITS`.

A new interpreter for every file would spend 0.3 s on imports, so this one imports the readers once and forks for every
file, which costs 10 ms: each job begins warm, with a CPU limit of its own, and what a file breaks breaks in its job only.
It talks through its standard input, a socket: bytes of a file in, JSON out. It ends when the other side is closed; a job
that runs then is killed. It needs no network and no disk.
"""

import gc
import json
import os
import resource
import select
import signal
import sys
import time
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection

from service.uploads import hyphens
from service.uploads.contract import Failed, Limits, to_json
from service.uploads.errors import Broken, TooSlow, UploadError
from service.uploads.reading import read

SERVICE = 0  # file descriptor of the socket
READY = b""
NICE = 15  # of a job: requests that are no uploads go first
OPEN_FILES = 32
STEP = 65_536
BYTES_PER_CHARACTER = 6  # that JSON needs at most
MORE_BYTES = 10_000  # of an answer beside its text
CODECS = ("cp1251", "cp1252", "cp866", "koi8_r", "kz1048", "utf_16", "utf_16_be", "utf_16_le")
# What readers import late, and each job would again.
LATE = ("pypdf.filters", *(f"encodings.{codec}" for codec in CODECS))


def main() -> None:
    """Confine this process, say that it is ready, then serve until the other side is closed."""
    limits = Limits(**json.loads(sys.argv[1]))
    confine(limits)
    _warm()
    connection: Connection[bytes, bytes] = Connection(SERVICE)
    connection.send_bytes(READY)
    with suppress(EOFError, OSError):
        while True:
            connection.send_bytes(_job(connection.recv_bytes(limits.upload_bytes), limits))


def confine(limits: Limits) -> None:
    """Set the limits that jobs inherit: memory, no file may grow, few open files, no core dumps."""
    _limit(resource.RLIMIT_AS, limits.memory_bytes)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(name: int, value: int) -> None:
    try:
        resource.setrlimit(name, (value, value))
    except (ValueError, OSError):
        if sys.platform == "linux":  # macOS knows limits on memory by name only
            raise


def _warm() -> None:
    for name in LATE:
        import_module(name)
    hyphens.dictionary()
    gc.freeze()  # or collecting would copy the pages that jobs share


def _job(data: bytes, limits: Limits) -> bytes:
    """Read a file in a process of its own and return its answer; a job that is killed has none."""
    answers, answer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(SERVICE)
        _run(data, limits, answer)
    os.close(answer)
    try:
        found = _received(answers, limits)
    finally:
        os.close(answers)
        os.kill(process, signal.SIGKILL)  # it may have closed its end and live
        _, status = os.waitpid(process, 0)
    if found:
        return found
    is_slow = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
    return _failed(TooSlow() if is_slow else Broken())


def _run(data: bytes, limits: Limits, answer: int) -> None:
    """What a job does; it never returns."""
    try:
        os.nice(NICE)
        _limit(resource.RLIMIT_CPU, limits.cpu_s)
        found = _answer(data, limits)
        while found:
            found = found[os.write(answer, found) :]
    finally:
        os._exit(0)


def _answer(data: bytes, limits: Limits) -> bytes:
    try:
        return to_json(read(data, limits))
    except UploadError as exc:
        return _failed(exc)
    except MemoryError:
        return _failed(TooSlow())
    except Exception:  # noqa: BLE001  # whatever a reader did not foresee, the file is at fault
        return _failed(Broken())


def _failed(error: UploadError) -> bytes:
    return to_json(Failed(error=error.kind, values=error.values))


def _received(answers: int, limits: Limits) -> bytes:
    """What a job writes until it ends; nothing when it takes or writes too much, or when nobody waits any more."""
    deadline = time.monotonic() + limits.wall_s
    most = limits.characters * BYTES_PER_CHARACTER + MORE_BYTES
    found = bytearray()
    while len(found) <= most:
        ready, _, _ = select.select([answers, SERVICE], [], [], max(0.0, deadline - time.monotonic()))
        if answers not in ready:
            return b""
        step = os.read(answers, STEP)
        if not step:
            return bytes(found)
        found += step
    return b""


if __name__ == "__main__":
    main()
