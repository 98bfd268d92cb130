"""The catalogue's file: read, and replaced in one step."""

import os
import tempfile
from pathlib import Path

from corpus.catalogue import Catalogue, from_json, to_json
from corpus.errors import CatalogueMissing

NAME = "catalogue.json"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def save(home: Path, catalogue: Catalogue) -> None:
    """Write the catalogue under the home folder."""
    write_atomically(home / NAME, to_json(catalogue))


def load(home: Path) -> Catalogue:
    """Read the catalogue. Raises CatalogueMissing when there is none, CatalogueBroken when it can't be read."""
    path = home / NAME
    try:
        return from_json(path.read_bytes())
    except FileNotFoundError as exc:
        raise CatalogueMissing(f"There is no catalogue at {path}. Run `kasip ingest FILE...` first.") from exc


def load_or_empty(home: Path) -> Catalogue:
    """Read the catalogue, or an empty one when there is none yet."""
    return load(home) if (home / NAME).exists() else Catalogue()
