"""One process that reads uploads, as the service sees it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
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


class Worker:
    """A child process and the socket to it, started again after a stop. Used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        self._connection: Connection[bytes, bytes] = Connection(ours.detach())
        self._is_ready = False
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-m", CHILD, self._limits.to_json()],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # readers warn of pieces of the text
                env={},  # no keys of the service
                cwd="/",
                process_group=0,  # not stopped by Ctrl-C; a session of its own would make its low priority void
            )

    def ask(self, data: bytes, gone: threading.Event) -> bytes:
        """Return the answer for a file.

        Raises TooSlow or Broken when none comes, and WorkerFailed when the process does not start; it is started again.
        `gone` is set when nobody waits for the answer any more.
        """
        try:
            self._send(data, gone)
            return self._receive(self._limits.wall_s + GRACE_S, gone)
        except (EOFError, OSError) as exc:
            self._restart()
            raise Broken from exc
        except TooSlow:
            self._restart()
            raise

    def _send(self, data: bytes, gone: threading.Event) -> None:
        """Send a file to a process that is ready; to a new one if this one has died since the last file."""
        if self._process.poll() is not None:
            self._restart()
        if not self._is_ready:
            try:
                self._receive(START_S, gone)
            except EOFError as exc:
                raise WorkerFailed from exc
            self._is_ready = True
        self._connection.send_bytes(data)

    def _receive(self, timeout_s: float, gone: threading.Event) -> bytes:
        deadline = time.monotonic() + timeout_s
        while not self._connection.poll(TICK_S):
            if gone.is_set() or time.monotonic() > deadline:
                raise TooSlow
        return self._connection.recv_bytes()

    def _restart(self) -> None:
        self.stop()
        self._start()

    def stop(self) -> None:
        """Close the socket, upon which the process kills its job and ends; wait for that, so that no zombie stays."""
        self._connection.close()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
