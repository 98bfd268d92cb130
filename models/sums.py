"""SHA-256 sums of the files of an encoder, in a file beside them as `sha256sum` writes it."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from models.errors import EncoderBroken, EncoderMissing

NAME = "SHA256SUMS"
LINE = re.compile(r"([0-9a-f]{64})  ([^/\n]+)\n")


def write(folder: Path, names: Sequence[str]) -> None:
    """Write the sums of the named files."""
    (folder / NAME).write_text("".join(f"{_sum(folder / name)}  {name}\n" for name in names), encoding="utf-8")


def checked(folder: Path, names: Sequence[str], *, advice: str) -> dict[str, str]:
    """The sums of the named files by name. Raises EncoderMissing or EncoderBroken that names the file at fault."""
    try:
        told = (folder / NAME).read_bytes().decode("ascii", "replace")
        known = {name: digest for digest, name in LINE.findall(told)}
        if list(known) != list(names) or LINE.sub("", told):
            raise EncoderBroken(f"The encoder file {folder / NAME} was changed. {advice}")
        for name, digest in known.items():
            if _sum(folder / name) != digest:
                raise EncoderBroken(f"The encoder file {folder / name} is not that of its {NAME}. {advice}")
    except FileNotFoundError as exc:
        raise EncoderMissing(f"The encoder file {exc.filename} is missing. {advice}") from exc
    except OSError as exc:
        raise EncoderBroken(f"The encoder file {exc.filename} can't be read: {exc.strerror}. {advice}") from exc
    return known


def is_whole(folder: Path, names: Sequence[str]) -> bool:
    """Whether the named files are there and as they were written."""
    try:
        checked(folder, names, advice="")
    except (EncoderMissing, EncoderBroken):
        return False
    return True


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
