"""One process that reads uploads, as the service sees it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from service.uploads.contract import Limits
from service.uploads.errors import Broken, TooSlow

CHILD = "service.uploads.child"
START_S = 30.0  # until the readers are imported; 0.5 s on a machine that is not busy
GRACE_S = 0.5  # over the wall limit, which the process holds itself
STOP_S = 0.5
TICK_S = 0.1  # between looks whether the caller has gone


class WorkerFailed(RuntimeError):
    """The process that reads uploads does not start."""

    def __init__(self) -> None:
        super().__init__(
            f"The process that reads uploads does not start. Run `python -I -m {CHILD} '{{}}'` to see why."
        )


@dataclass(slots=True)
class Child:
    """A process that runs, and the socket to it."""

    process: subprocess.Popen[bytes]
    connection: "Connection[bytes, bytes]"
    is_ready: bool = False

    def receive(self, timeout_s: float, gone: threading.Event) -> bytes:
        """What it sends next. Raises TooSlow when nothing comes, EOFError when it has ended."""
        deadline = time.monotonic() + timeout_s
        while not self.connection.poll(TICK_S):
            if gone.is_set() or time.monotonic() > deadline:
                raise TooSlow
        return self.connection.recv_bytes()


class Worker:
    """A child process, started with its first file and again after a stop. Used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: Child | None = None

    def ask(self, data: bytes, gone: threading.Event) -> bytes:
        """Return the answer for a file.

        Raises TooSlow or Broken when none comes, and WorkerFailed when the process does not start; it is started again.
        `gone` is set when nobody waits for the answer any more.
        """
        try:
            child = self._ready(gone)
            child.connection.send_bytes(data)
            return child.receive(self._limits.wall_s + GRACE_S, gone)
        except (EOFError, OSError) as exc:
            self._restart()
            raise Broken from exc
        except TooSlow:
            self._restart()
            raise

    def _ready(self, gone: threading.Event) -> Child:
        """The process, ready for a file; a new one before the first file, or if it has died since the last."""
        child = self._child
        if child is None or child.process.poll() is not None:
            child = self._restart()
        if not child.is_ready:
            try:
                child.receive(START_S, gone)
            except EOFError as exc:
                raise WorkerFailed from exc
            child.is_ready = True
        return child

    def _restart(self) -> Child:
        self.stop()
        self._child = self._start()
        return self._child

    def _start(self) -> Child:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-m", CHILD, self._limits.to_json()],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # readers warn of pieces of the text
                env={},  # no keys of the service
                cwd="/",
                process_group=0,  # not stopped by Ctrl-C; a session of its own would make its low priority void
            )
        return Child(process, Connection(ours.detach()))

    def stop(self) -> None:
        """Close the socket, upon which the process kills its job and ends; wait for that, so that no zombie stays."""
        child, self._child = self._child, None
        if child is None:
            return
        child.connection.close()
        try:
            child.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
