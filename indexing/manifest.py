"""The manifest of an index folder: what it was built from and the hash of each of its files."""

import hashlib
from pathlib import Path

from pydantic import BaseModel, ValidationError

from indexing.errors import IndexBroken, IndexMismatch

NAME = "manifest.json"
FORMAT = 4


class Manifest(BaseModel, frozen=True):
    """Contents of manifest.json."""

    format: int
    catalogue_version: str
    encoder: str  # name@hash
    dimension: int
    files: dict[str, str]  # path inside the folder → SHA-256


def sha256(path: Path) -> str:
    """SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_files(folder: Path) -> dict[str, str]:
    """Hash of every file of a folder but the manifest, by its path inside."""
    found = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != NAME)
    return {p.relative_to(folder).as_posix(): sha256(p) for p in found}


def content_hash(files: dict[str, str]) -> str:
    """First 16 hex digits of the hash over names and hashes of files."""
    lines = "".join(f"{name} {digest}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def read(folder: Path) -> Manifest:
    """Read and check a manifest and the files it names. Raises IndexBroken or IndexMismatch."""
    try:
        manifest = Manifest.model_validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError) as exc:
        raise IndexBroken(f"The index manifest {folder / NAME} can't be read. Run `kasip build`.") from exc
    if manifest.format != FORMAT:
        raise IndexMismatch(f"The index has format {manifest.format}, this Kasip reads {FORMAT}. Run `kasip build`.")
    for name, digest in manifest.files.items():
        try:
            actual = sha256(folder / name)
        except OSError as exc:
            raise IndexBroken(f"The index file {folder / name} is missing. Run `kasip build`.") from exc
        if actual != digest:
            raise IndexBroken(f"The index file {folder / name} was changed. Run `kasip build`.")
    return manifest
