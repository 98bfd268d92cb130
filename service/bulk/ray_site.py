"""How a node of a cluster comes to the index: its own, where it has the same one, else a copy sent once a node."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from indexing.build import FOLDER, POINTER
from indexing.errors import IndexMissing
from models import encoders, model_files
from service.bulk.errors import BulkError
from service.settings import Settings

Files = Mapping[str, bytes]  # path inside a home folder → contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The index and encoder that every node must have."""

    index: str  # content hash, the name of its folder
    encoder: str  # name under the home folder
    digest: str  # of the files that are sent


def packed(settings: Settings) -> tuple[Site, Files]:
    """The current index and its encoder as files of a home folder. Raises IndexMissing or EncoderMissing."""
    index, place = _current(settings.home), settings.home / FOLDER
    if index is None:
        raise IndexMissing(f"There is no index under {place}. Run `kasip build` first.")
    encoder = Path(settings.encoder).name if Path(settings.encoder).is_dir() else settings.encoder
    files = {
        **_files(place / index, f"{FOLDER}/{index}"),
        **_files(_encoder_folder(settings), f"{encoders.FOLDER}/{encoder}"),
        f"{FOLDER}/{POINTER}": index.encode(),
    }
    return Site(index=index, encoder=encoder, digest=_digest(files)), files


def settings_here(site: Site, fetch: Callable[[], Files]) -> Settings:
    """Settings with which this node loads the index: its own home when that has it, else a copy of what is sent."""
    own = Settings()
    if _current(own.home) == site.index and encoders.folder_of(own.home, site.encoder).is_dir():
        return own.model_copy(update={"encoder": site.encoder})
    return own.model_copy(update={"home": unpacked(site, fetch, cache_folder()), "encoder": site.encoder})


def unpacked(site: Site, fetch: Callable[[], Files], cache: Path) -> Path:
    """The home folder made of the files that are sent; the first process of a node makes it, the others wait."""
    home = cache / site.digest
    with (cache / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            _write(fetch(), home)
    return home


def cache_folder() -> Path:
    """A folder of this user alone for copies of indexes. Raises BulkError when somebody else has made it."""
    folder = Path(tempfile.gettempdir()) / f"kasip-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise BulkError(f"{folder} belongs to somebody else or is open to others. Remove it, or set TMPDIR.")
    return folder


def _write(files: Files, home: Path) -> None:
    work = Path(tempfile.mkdtemp(dir=home.parent, prefix=".unpacking-"))
    try:
        for name, data in files.items():
            path = work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        work.rename(home)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _current(home: Path) -> str | None:
    try:
        return (home / FOLDER / POINTER).read_text(encoding="utf-8").strip()
    except OSError:
        return None


def _encoder_folder(settings: Settings) -> Path:
    folder = encoders.folder_of(settings.home, settings.encoder)
    if folder.is_dir() or settings.encoder == encoders.DEFAULT:
        return folder
    return model_files.find(settings.encoder, revision=settings.encoder_revision, download=False)


def _files(folder: Path, name: str) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in found}


def _digest(files: Files) -> str:
    total = hashlib.sha256()
    for name, data in files.items():
        total.update(f"{name} {hashlib.sha256(data).hexdigest()}\n".encode())
    return total.hexdigest()[:32]
