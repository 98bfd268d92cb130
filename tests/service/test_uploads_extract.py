"""Extraction in child processes: isolation, limits, cancelled callers, nothing left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.uploads.contract import Extracted, Limits
from service.uploads.errors import BY_KIND, Broken, Busy, Empty, TooLarge, TooSlow
from service.uploads.extract import Extractor
from tests.service.hostile_files import FILES

TEXT = "Социальный работник, уход за пожилыми".encode()
SLOW = next(hostile for hostile in FILES if hostile.name == "links.rtf")
HEAVY = next(hostile for hostile in FILES if hostile.name == "heavy-elements.docx")


OTHERS: set[int] = set()  # children of this process that other tests left running: servers, a resource tracker


@pytest.fixture(autouse=True)
def _others() -> None:
    OTHERS.clear()
    OTHERS.update(process.pid for process in children())


@pytest.fixture
def extractor() -> Iterator[Extractor]:
    found = Extractor(workers=2)
    yield found
    found.close()
    assert children() == []


@dataclass(frozen=True, slots=True)
class Process:
    """A process as /proc shows it."""

    pid: int
    parent: int
    state: str  # Z: a zombie


def processes() -> list[Process]:
    """All processes."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            pid, _, rest = stat.read_text().partition(" (")
            state, parent = rest.rpartition(") ")[2].split()[:2]
            found.append(Process(int(pid), int(parent), state))
    return found


def children(parent: int | None = None) -> list[Process]:
    """The processes that uploads are read in, with their jobs."""
    found = [process for process in processes() if process.parent == (parent or os.getpid())]
    own = [process for process in found if process.pid not in OTHERS]
    return own + [job for process in own for job in children(process.pid)]


def is_alive(pid: int) -> bool:
    """Whether a process runs, not as a zombie."""
    return any(process.pid == pid and process.state != "Z" for process in processes())


def until(condition: Callable[[], bool]) -> bool:
    """Wait for a condition, at most ten seconds."""
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def extract(extractor: Extractor, data: bytes, filename: str | None = None) -> Extracted:
    return asyncio.run(extractor.extract(data, filename=filename))


def test_text_comes_back_from_another_process(extractor: Extractor) -> None:
    assert extract(extractor, TEXT, "cv.txt") == Extracted(text=TEXT.decode(), kind="txt")


def test_one_extractor_serves_several_event_loops(extractor: Extractor) -> None:
    assert [extract(extractor, TEXT).kind for _ in range(3)] == ["txt"] * 3


@pytest.mark.parametrize(
    ("filename", "warnings"),
    [("cv.pdf", ("other_extension",)), ("CV.TXT", ()), ("cv", ()), (None, ()), ("../../x.txt", ())],
)
def test_name_that_does_not_fit_the_content_gives_a_warning(
    extractor: Extractor, filename: str | None, warnings: tuple[str, ...]
) -> None:
    assert extract(extractor, TEXT, filename).warnings == warnings


def test_size_is_checked_before_anything_is_read() -> None:
    small = Extractor(workers=1, limits=Limits(upload_bytes=2_000_000))
    try:
        with pytest.raises(TooLarge) as caught:
            extract(small, b"x" * 2_000_001)
        assert caught.value.values == {"limit": 2}
        with pytest.raises(Empty):
            extract(small, b" \r\n")
    finally:
        small.close()


def test_other_files_are_read_while_a_hostile_one_is(extractor: Extractor) -> None:
    extract(extractor, TEXT)

    async def both() -> float:
        hostile = asyncio.create_task(extractor.extract(SLOW.make(), filename=None))
        await asyncio.sleep(0.3)
        slowest = 0.0
        for _ in range(20):
            begin = time.monotonic()
            await extractor.extract(TEXT, filename=None)
            slowest = max(slowest, time.monotonic() - begin)
        assert not hostile.done()
        with pytest.raises(TooSlow):
            await hostile
        return slowest

    assert asyncio.run(both()) < 2.0


def test_when_all_workers_are_busy_a_file_is_refused_in_time() -> None:
    extractor = Extractor(workers=1, limits=Limits(wait_s=0.2))

    async def both() -> None:
        await extractor.extract(TEXT, filename=None)
        hostile = asyncio.create_task(extractor.extract(SLOW.make(), filename=None))
        await asyncio.sleep(0.1)
        begin = time.monotonic()
        with pytest.raises(Busy) as caught:
            await extractor.extract(TEXT, filename=None)
        assert time.monotonic() - begin < 2.0
        assert caught.value.status == 429
        with pytest.raises(TooSlow):
            await hostile
        await extractor.extract(TEXT, filename=None)

    try:
        asyncio.run(both())
    finally:
        extractor.close()


def test_job_is_killed_at_the_wall_limit_and_its_worker_lives_on() -> None:
    extractor = Extractor(workers=1, limits=Limits(wall_s=0.5, cpu_s=60))
    try:
        extract(extractor, TEXT)
        worker = children()[0].pid
        begin = time.monotonic()
        with pytest.raises(TooSlow):
            extract(extractor, SLOW.make())
        assert time.monotonic() - begin < 3
        extract(extractor, TEXT)
        assert [child.pid for child in children()] == [worker]
    finally:
        extractor.close()


def test_memory_of_a_job_is_bounded() -> None:
    extractor = Extractor(workers=1, limits=Limits(memory_bytes=220_000_000, cpu_s=20))
    try:
        extract(extractor, TEXT)
        with pytest.raises((TooSlow, Broken)):
            extract(extractor, HEAVY.make())
        assert extract(extractor, TEXT).kind == "txt"
    finally:
        extractor.close()


def test_caller_that_goes_stops_the_work_and_frees_the_worker() -> None:
    extractor = Extractor(workers=1, limits=Limits(wait_s=20, cpu_s=60, wall_s=60))

    async def leave() -> None:
        await extractor.extract(TEXT, filename=None)
        hostile = asyncio.create_task(extractor.extract(SLOW.make(), filename=None))
        await asyncio.sleep(0.3)
        assert len(children()) == 2  # the worker and its job
        hostile.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hostile
        begin = time.monotonic()
        await extractor.extract(TEXT, filename=None)
        assert time.monotonic() - begin < 10

    try:
        asyncio.run(leave())
        assert len(children()) == 1
        assert children()[0].state != "Z"
    finally:
        extractor.close()


def test_no_process_starts_before_the_first_file() -> None:
    extractor = Extractor(workers=2)
    try:
        assert children() == []
        extract(extractor, TEXT)
        assert len(children()) == 1
    finally:
        extractor.close()
    assert children() == []


def test_worker_that_was_killed_is_replaced() -> None:
    extractor = Extractor(workers=1)
    try:
        extract(extractor, TEXT)
        worker = children()[0].pid
        os.kill(worker, signal.SIGKILL)
        assert until(lambda: not is_alive(worker))
        assert extract(extractor, TEXT).kind == "txt"
    finally:
        extractor.close()


def test_child_ends_with_the_service() -> None:
    program = (
        "import asyncio; from service.uploads.extract import Extractor; import os;"
        "e = Extractor(workers=1); asyncio.run(e.extract(b'x', filename=None));"
        "print(e._idle.get()._child.process.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert until(lambda: not is_alive(int(done.stdout)))


CONFINED = """
import errno, resource, tempfile
from service.uploads import child
from service.uploads.contract import Limits
child.confine(Limits())
try:
    with tempfile.NamedTemporaryFile(dir={folder!r}, delete=False) as file:
        file.write(b"x")
except OSError as exc:
    assert exc.errno == errno.EFBIG
else:
    raise SystemExit("a file was written")
try:
    bytearray(600_000_000)
except MemoryError:
    pass
else:
    raise SystemExit("too much memory was given")
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
"""


def test_confined_process_writes_no_byte_and_gets_no_more_memory(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", CONFINED.format(folder=str(tmp_path))], check=True)
    assert all(file.stat().st_size == 0 for file in tmp_path.iterdir())


def test_child_imports_no_index_and_no_torch() -> None:
    program = (
        "import sys; import service.uploads.child;"
        "heavy = {'torch', 'numpy', 'faiss', 'fastapi', 'pydantic', 'matching', 'indexing'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-I", "-c", program], check=True)


def test_every_error_has_a_kind_of_its_own_and_a_status_that_fits() -> None:
    assert {error.status for error in BY_KIND.values()} == {400, 413, 415, 422, 429}
    assert all(kind.startswith("upload-") for kind in BY_KIND)
