"""Runs a part of the benchmarks as a process of its own: pinned to a core, one thread, bounded in time."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from bench.figures import Results
from service.settings import PROJECT

ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


def cores() -> list[int]:
    """Cores that this process may use."""
    return sorted(os.sched_getaffinity(0))


class PartFailed(RuntimeError):
    """A part has ended with an error, which stands above in what it printed."""


def run(part: str, *, limit_s: float) -> Results:
    """Run `python -m bench.PART FILE`; what it did not reach within the limit is told as a note. Raises PartFailed."""
    with tempfile.TemporaryDirectory(prefix="kasip-bench-") as folder:
        file = Path(folder) / "results.json"
        command = [sys.executable, "-m", f"bench.{part}", str(file)]
        began_s = time.monotonic()
        process = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, **ONE_THREAD}, start_new_session=True)
        try:
            code = process.wait(limit_s)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            _end(process)
        sys.stdout.write(f"{part}: {time.monotonic() - began_s:.0f} s\n")
        if code:
            raise PartFailed(f"The part {part} ended with {code}.")
        results = Results.read(file) if file.exists() else Results()
        if code is None:
            results.notes.append(f"The part {part} was stopped after {limit_s:.0f} s; its figures are not complete.")
        return results


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a part with all that it has started, if anything of it still runs."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def given_file() -> Path:
    """The file that a part is told to write."""
    return Path(sys.argv[1])
