"""Bytes of an upload → its text: kind by content, the reader of the kind, one form of text, the limits on it."""

import re

from corpus.blocks import Block
from corpus.errors import UnreadableDocument
from corpus.readers import html
from service.uploads import docx, kinds, odt, pdf, plain, rtf
from service.uploads.contract import NAME, Extracted, Kind, Limits
from service.uploads.errors import Broken, Empty, TooLong
from service.uploads.tidy import tidy

LETTER = re.compile(r"[^\W_]")
BROKEN_CHARACTERS = "broken_characters"
REPLACEMENT = "\ufffd"


def read(data: bytes, limits: Limits) -> Extracted:
    """Return the text of an upload. Raises an UploadError that says why there is none."""
    kind = kinds.kind_of(data)
    pages, warnings = None, []
    if kind == "pdf":
        found = pdf.read(data, limits)
        text, pages = found.text, found.pages
        warnings += [pdf.PAGES_WITHOUT_TEXT] if found.pictures else []
    else:
        text = _text(kind, data, limits)
    text = tidy(text)
    _check_text(text, limits)
    warnings += [BROKEN_CHARACTERS] if REPLACEMENT in text else []
    return Extracted(text=text, kind=kind, pages=pages, warnings=tuple(warnings))


def _text(kind: Kind, data: bytes, limits: Limits) -> str:
    if kind == "docx":
        return docx.read(data, limits)
    if kind == "odt":
        return odt.read(data, limits)
    if kind == "rtf":
        return rtf.read(data)
    if kind == "html":
        return "\n".join(block.text for block in _page(data))
    return plain.decode(data)


def _page(data: bytes) -> list[Block]:
    try:
        return html.read(plain.decode_page(data), NAME)
    except UnreadableDocument as exc:
        raise Broken from exc


def _check_text(text: str, limits: Limits) -> None:
    if not LETTER.search(text):
        raise Empty
    if len(text) > limits.characters:
        raise TooLong(characters=len(text), limit=limits.characters)
