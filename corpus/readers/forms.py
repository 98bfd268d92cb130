"""File forms by content, never by name: which reader takes the bytes, and the way out for those that none takes."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from corpus.errors import UnreadableDocument
from corpus.readers import docx_package


class Form(StrEnum):
    """A form that has a reader."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TEXT = "text"


HEAD = 1_024  # bytes in which PDF may have its mark (ISO 32000-1, annex H)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # compound files: DOC, XLS and encrypted DOCX
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OCR = "Recognise its text (OCR) and give the result as PDF with a text layer, DOCX or plain text."
SAVE_AS_DOCX = "Open it in a word processor and save it as DOCX."
# First bytes → what the file is and the way out.
REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "an RTF file", SAVE_AS_DOCX),
    (b"\xff\xd8\xff", "a JPEG picture", OCR),
    (b"\x89PNG", "a PNG picture", OCR),
    (b"II*\x00", "a TIFF picture", OCR),
    (b"MM\x00*", "a TIFF picture", OCR),
    (b"AT&TFORM", "a DjVu scan", OCR),
    (b"MIME-Version:", "a web archive (MHTML)", "Save the page as HTML only."),
    (b"From: <Saved by", "a web archive (MHTML)", "Save the page as HTML only."),
    (b"Rar!", "an archive", "Unpack it and give the documents one by one."),
    (b"7z\xbc\xaf", "an archive", "Unpack it and give the documents one by one."),
    (b"\x1f\x8b", "an archive", "Unpack it and give the documents one by one."),
)
PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf|\s+|<!--.*?-->|<\?xml[^>]*>)+", re.DOTALL)
HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|section|div|span|center|font|table|tbody|tr|td"
    rb"|h[1-6]|p|b|i|ol|ul|a|br|hr)\b",
    re.IGNORECASE,
)


# Lines that no HTML page has: «## Heading», «| cell | cell |», «cell⇥cell⇥cell» outside tags.
MARKDOWN = re.compile(rb"^(?:#{1,6} \S|\|[^\n]*\|[^\n]*\||[^\t\n<]{1,80}\t[^\t\n]*\t[^\t\n]*\t)", re.MULTILINE)


def form_of(data: bytes, name: str) -> Form:
    """Return the form of a file. Raises UnreadableDocument for known forms without a reader."""
    if b"%PDF-" in data[:HEAD]:
        return Form.PDF
    if data.startswith(OLE):
        raise UnreadableDocument(_compound(data, name))
    if data.startswith(ZIP):
        _check_archive(data, name)
        return Form.DOCX
    for mark, what, way_out in REFUSED:
        if data.startswith(mark):
            raise UnreadableDocument(f"{name} is {what}, which is not read. {way_out}")
    return Form.HTML if is_html(data) else Form.TEXT


def is_html(data: bytes) -> bool:
    """Whether the first thing in a text is an HTML tag; Markdown with HTML tables inside is a text."""
    if MARKDOWN.search(data):
        return False
    prologue = PROLOGUE.match(data)
    return HTML_START.match(data, prologue.end() if prologue else 0) is not None


def _compound(data: bytes, name: str) -> str:
    """What a compound file is by the names of its streams, which are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"{name} is encrypted. Save it without a password."
    if "WordDocument".encode("utf-16-le") in data:
        return f"{name} is a document of Word 97-2003 (.doc), which is not read. {SAVE_AS_DOCX}"
    return f"{name} is a file of an old office program, which is not read. {SAVE_AS_DOCX}"


def _check_archive(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = {info.filename for info in archive.infolist()[: docx_package.MAX_MEMBERS + 1]}
    except docx_package.DAMAGE as exc:
        raise UnreadableDocument(f"{name}: the DOCX or archive is damaged or cut off ({exc}). Fetch it again.") from exc
    if docx_package.MAIN_PART in members:
        return
    if "content.xml" in members:
        raise UnreadableDocument(f"{name} is an OpenDocument file, which is not read. {SAVE_AS_DOCX}")
    if any(member.startswith(("xl/", "ppt/")) for member in members):
        raise UnreadableDocument(f"{name} is a spreadsheet or presentation. Give its text as DOCX or plain text.")
    if len(members) > docx_package.MAX_MEMBERS:
        raise UnreadableDocument(
            f"{name} holds more than {docx_package.MAX_MEMBERS:,} files. Give the documents one by one."
        )
    raise UnreadableDocument(f"{name} is an archive. Unpack it and give the documents one by one.")
