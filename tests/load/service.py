"""A service of its own process for load, on loopback and a free port, and how much memory its processes take."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from indexing.build import FOLDER
from models import encoders
from service.settings import PROJECT, Settings
from tests.load.client import HOST, Answer, ask

KASIP = [sys.executable, "-m", "service"]
PATIENCE_S = 120.0
WORKER = b"spawn_main"  # in the command line of a worker process


class Service:
    """A running service; a context manager that ends it."""

    def __init__(self, home: Path, *, workers: int = 1, core: int | None = None) -> None:
        """`core`: the one that all its processes share; none for any."""
        with socket.socket() as sock:
            sock.bind((HOST, 0))
            self.port: int = sock.getsockname()[1]
        self.home = home
        command = [*KASIP, "serve", "--host", HOST, "--port", str(self.port), "--workers", str(workers)]
        pinned = ["taskset", "-c", str(core)] if core is not None else []
        with (home / "log").open("w") as log:
            self.process = subprocess.Popen(
                [*pinned, *command], cwd=PROJECT, env=environment(home), stdout=log, stderr=log
            )

    def __enter__(self) -> "Service":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            for pid in {*self.workers(), self.process.pid}:
                os.kill(pid, signal.SIGKILL)
            self.process.wait()

    async def ready(self, *, poll_s: float = 0.1) -> None:
        """Wait until it is ready."""
        for _ in range(int(PATIENCE_S / poll_s)):
            if self.process.poll() is not None:
                raise RuntimeError(f"The service ended: {(self.home / 'log').read_text()}")
            if (await ask(self.port, "GET", "/readyz")).status == 200:
                return
            await asyncio.sleep(poll_s)
        raise TimeoutError(f"The service was not ready within {PATIENCE_S:.0f} s.")

    async def match(self, text: str) -> Answer:
        """Ask for a match on a connection of its own."""
        return await ask(self.port, "POST", "/v1/match", {"text": text})

    def memory_mb(self) -> float:
        """Resident memory of the process that was started."""
        return rollup_mb(self.process.pid)["Rss"]

    def workers(self) -> list[int]:
        """Ids of the processes that serve: the children of a supervisor, or the only one."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        found = [int(pid) for pid in children if WORKER in Path(f"/proc/{pid}/cmdline").read_bytes()]
        return found or [self.process.pid]


def rollup_mb(pid: int) -> dict[str, float]:
    """Memory of a process by kind: Rss is resident, Pss shares what several processes have among them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) * 1024 / 1e6 for line in lines}


@contextmanager
def own_home(*, with_index: bool = False) -> Iterator[Path]:
    """A folder with the encoders of the project's home, and its indexes if wanted; else nothing."""
    folder = Path(tempfile.mkdtemp(prefix="kasip-load-"))
    try:
        for name in (encoders.FOLDER, *([FOLDER] if with_index else [])):
            (folder / name).symlink_to(Settings().home.resolve() / name)
        yield folder
    finally:
        shutil.rmtree(folder)


def environment(home: Path) -> dict[str, str]:
    """The environment of all commands."""
    return {**os.environ, "KASIP_HOME": str(home)}
