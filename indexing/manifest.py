"""The manifest of an index folder: what it was built from and the hash of each of its files."""

import hashlib
import re
from pathlib import Path

from pydantic import BaseModel, ValidationError, computed_field

from indexing.errors import IndexBroken, IndexMismatch, IndexMissing

NAME = "manifest.json"
FORMAT = 9


class Manifest(BaseModel, frozen=True):
    """Contents of manifest.json."""

    format: int
    catalogue_version: str
    encoder: str  # name@hash
    dimension: int
    files: dict[str, str]  # path inside the folder → SHA-256

    @computed_field  # type: ignore[prop-decorator]
    @property
    def seal(self) -> str:
        """SHA-256 over the rest, so that a changed manifest is known as such."""
        return hashlib.sha256(self.model_dump_json(exclude={"seal"}).encode()).hexdigest()


def sha256(path: Path) -> str:
    """SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_files(folder: Path) -> dict[str, str]:
    """Hash of every file of a folder but the manifest, by its path inside."""
    found = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != NAME)
    return {p.relative_to(folder).as_posix(): sha256(p) for p in found}


def content_hash(files: dict[str, str]) -> str:
    """First 16 hex digits of the hash over the format, and names and hashes of files."""
    lines = "".join(f"{name} {digest}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256(f"format {FORMAT}\n{lines}".encode()).hexdigest()[:16]


def pointed(pointer: Path) -> Path:
    """The folder that a pointer names. Raises IndexMissing without a pointer, IndexBroken when it names none."""
    try:
        name = pointer.read_bytes().decode("ascii", "replace").strip()
    except FileNotFoundError as exc:
        raise IndexMissing(f"There is no index under {pointer.parent}. Run `kasip build` first.") from exc
    if not re.fullmatch("[0-9a-f]{16}", name) or not (pointer.parent / name).is_dir():
        raise IndexBroken(f"The index pointer {pointer} names no index. Run `kasip build`.")
    return pointer.parent / name


def read(folder: Path) -> Manifest:
    """Read and check a manifest and the files it names. Raises IndexBroken or IndexMismatch."""
    manifest = _sealed(folder)
    for name, digest in manifest.files.items():
        try:
            actual = sha256(folder / name)
        except OSError as exc:
            raise IndexBroken(
                f"The index file {folder / name} can't be read: {exc.strerror}. Run `kasip build`."
            ) from exc
        if actual != digest:
            raise IndexBroken(f"The index file {folder / name} was changed. Run `kasip build`.")
    return manifest


def _sealed(folder: Path) -> Manifest:
    """The manifest itself, byte by byte as it was written, in the folder that it was written for."""
    path = folder / NAME
    try:
        data = path.read_bytes()
        manifest = Manifest.model_validate_json(data)
    except (OSError, ValidationError) as exc:
        raise IndexBroken(f"The index manifest {path} can't be read. Run `kasip build`.") from exc
    if manifest.format != FORMAT:
        raise IndexMismatch(
            f"The index {path} has format {manifest.format}, this Kasip reads {FORMAT}. Run `kasip build`."
        )
    if manifest.model_dump_json(indent=1).encode() != data:
        raise IndexBroken(f"The index manifest {path} was changed. Run `kasip build`.")
    if content_hash({**manifest.files, "encoder": manifest.encoder}) != folder.name:
        raise IndexBroken(f"The index manifest {path} belongs to another folder. Run `kasip build`.")
    return manifest
