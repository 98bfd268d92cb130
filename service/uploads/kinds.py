"""The kind of an upload by its content; its name tells nothing.

puremagic names binary data. ZIP and OLE containers are looked into, since their first bytes are all alike, and what
puremagic takes for a binary after two or three bytes of a text («BMW …» for a bitmap) is a text all the same.
"""

import zipfile

import puremagic

from corpus.readers.docx_package import DAMAGE
from corpus.readers.forms import is_html
from service.uploads import archive, plain
from service.uploads.contract import Kind
from service.uploads.errors import Encrypted, LegacyWord, UnsupportedKind

PDF_HEAD = 1_024  # bytes in which the mark may stand (ISO 32000-1, annex H)
WEB_ARCHIVE = (b"MIME-Version:", b"From: <Saved by")
CONTENT_TYPES = "[Content_Types].xml"
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def kind_of(data: bytes) -> Kind:
    """Return pdf, docx, odt, rtf, html or txt.

    Raises UnsupportedKind, LegacyWord or Encrypted for what is none of them, Broken for a ZIP that is none.
    """
    found = _media_types(data)
    for recognises in (_pdf, _rtf, _zip, _ole, _text):
        kind = recognises(data, found)
        if kind is not None:
            return kind
    raise UnsupportedKind(found=found[0])


def _media_types(data: bytes) -> list[str]:
    """What puremagic takes the data for, the likeliest first: media types, names where it knows none; never empty."""
    try:
        matches = puremagic.magic_string(data)
    except puremagic.PureError:
        matches = []
    return [match.mime_type or match.name for match in matches] or [plain.UNKNOWN]


def _pdf(data: bytes, found: list[str]) -> Kind | None:
    return "pdf" if "application/pdf" in found or b"%PDF-" in data[:PDF_HEAD] else None


def _rtf(data: bytes, found: list[str]) -> Kind | None:
    return "rtf" if "application/rtf" in found else None


def _zip(data: bytes, found: list[str]) -> Kind | None:
    if not data.startswith(archive.MARK):
        return None
    with archive.opened(data) as package:
        names = set(package.namelist())
        if CONTENT_TYPES in names and any(name.startswith("word/") for name in names):
            return "docx"
        if _is_odt(package):
            return "odt"
    raise UnsupportedKind(found="application/zip")


def _is_odt(package: zipfile.ZipFile) -> bool:
    try:
        with package.open("mimetype") as member:
            return member.read(len(ODT_TYPE) + 1).strip() == ODT_TYPE
    except (KeyError, *DAMAGE):
        return False


def _ole(data: bytes, found: list[str]) -> Kind | None:
    """What is in a compound file the names of its streams tell, which are UTF-16."""
    if "application/msword" not in found:
        return None
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Encrypted
    if "WordDocument".encode("utf-16-le") in data:
        raise LegacyWord
    raise UnsupportedKind(found="application/x-ole-storage")


def _text(data: bytes, found: list[str]) -> Kind | None:
    if data.startswith(WEB_ARCHIVE):
        raise UnsupportedKind(found="multipart/related")
    if is_html(data):
        return "html"
    if "application/xml" in found:
        raise UnsupportedKind(found="application/xml")
    plain.decode(data, found=found[0])
    return "txt"
