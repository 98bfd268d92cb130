"""What a ZIP must be before its members are read: whole, of bearable size, without tricks."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from corpus.readers.docx_package import DAMAGE
from service.uploads.contract import MEGABYTE, Limits
from service.uploads.errors import Broken, Encrypted, Macros, UnpacksTooLarge

MARK = (b"PK\x03\x04", b"PK\x05\x06")
# Members that lead out of a folder: /etc/passwd, ../../x, C:\x, \\server\x.
ESCAPES = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
MACROS = re.compile(r"(?:^|/)vbaProject\.bin$|^(?:Basic|Scripts)/", re.IGNORECASE)
ENCRYPTED = 1  # flag bit of a member
# Other methods unpack without a bound on what one step gives; office programs use none of them.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
STEP = 65_536


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP in memory. Raises Broken when it is damaged."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            yield package
    except DAMAGE as exc:
        raise Broken from exc


def check(package: zipfile.ZipFile, limits: Limits) -> None:
    """Raise the error of a package that is too large by its directory, encrypted, carries macros or plays tricks."""
    members = package.infolist()
    declared = sum(member.file_size for member in members)
    if len(members) > limits.members or declared > limits.unpacked_bytes:
        raise _too_large(limits)
    for member in members:
        if member.flag_bits & ENCRYPTED:
            raise Encrypted
        if MACROS.search(member.filename):
            raise Macros
        if ESCAPES.search(member.filename) or member.compress_type not in METHODS:
            raise Broken
    _unpack(package, members, limits)


def _unpack(package: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Unpack everything once, counting: the directory may lie. zipfile checks each member's sum."""
    size = 0
    for member in members:
        with package.open(member) as stream:
            while step := stream.read(STEP):
                size += len(step)
                if size > limits.unpacked_bytes:
                    raise _too_large(limits)


def _too_large(limits: Limits) -> UnpacksTooLarge:
    return UnpacksTooLarge(limit=limits.unpacked_bytes // MEGABYTE, members=limits.members)
