"""Files of documents → blocks: the form by content, the encoding, the limits."""

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from corpus.blocks import Block
from corpus.cards import Problem
from corpus.errors import UnreadableDocument
from corpus.readers import text
from corpus.readers.forms import Form, form_of

ENCODINGS = ("cp1251", "koi8-r")
MAX_BYTES = 20_000_000
MAX_BROKEN = 0.001  # share of bytes that may be broken in a UTF-8 text
WHOLE_PER_BROKEN = 10  # letters of several bytes for each broken one that show a text to be UTF-8
MAX_CONTROL = 0.01  # share of control characters from which on data are no text
REPLACEMENT = "\ufffd"
# Russian prose has these far above anything a wrong decoding makes of it.
COMMON = set("оеаинтсрвл ")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
CHARSET_HEAD = 4_096  # bytes in which a page names its encoding


def load(path: Path) -> tuple[list[Block], str, bytes]:
    """Read a document's file. Returns blocks, text and bytes. Raises UnreadableDocument with the reason."""
    data = _bytes(path)
    if not data.strip():
        raise UnreadableDocument(f"{path.name} is empty. Fetch it again.")
    form = form_of(data, path.name)
    if form is Form.TEXT:
        decoded = decode(data, path.name)
        blocks = text.read(decoded)
    else:
        blocks = _read(form, data, path.name)
        decoded = "\n".join(block.text for block in blocks)
    if not decoded.strip():
        raise UnreadableDocument(f"{path.name} is empty: no text was found in it. Give the document as DOCX or text.")
    return blocks, decoded, data


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableDocument(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB. Split the document.")
        return path.read_bytes()
    except OSError as exc:
        raise UnreadableDocument(f"{path} can't be read: {exc.strerror}.") from exc


def _read(form: Form, data: bytes, name: str) -> list[Block]:
    if form is Form.PDF:
        from corpus.readers import pdf  # only who meets such a file needs its library

        return pdf.read(data, name)
    if form is Form.DOCX:
        from corpus.readers import docx

        return docx.read(data, name)
    from corpus.readers import html

    return html.read(decode_page(data, name), name)


def decode(data: bytes, name: str) -> str:
    """Return the text of a plain file in UTF-8, CP1251, KOI8-R or marked UTF-16.

    A UTF-8 text with single broken bytes is read with U+FFFD in their place, which `broken` then reports.
    Raises UnreadableDocument for anything else.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _with_newlines(data.decode("utf-16", "replace"))
    if b"\0" in data:
        raise UnreadableDocument(f"{name} is not a text but binary data. Give the document as plain text.")
    try:
        return _with_newlines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as exc:
        mended = _mended(data, name, data[: exc.start].count(b"\n") + 1)
    return _with_newlines(mended or _eight_bit(data, name))


def decode_page(data: bytes, name: str) -> str:
    """Return the text of a web page: UTF-8 if it is, else in the encoding that it names, else as a plain file.

    What a page names comes second: pages are often saved as UTF-8 under their old name.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = CHARSET.search(data[:CHARSET_HEAD])
    encoding = named[1].decode("ascii", "replace").lower() if named else ""
    if encoding in ("", "utf-8", "utf8"):
        return decode(data, name)
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):  # an unknown or a wrong name
        return decode(data, name)


def broken(blocks: Sequence[Block], document: str) -> tuple[Problem, ...]:
    """Return a problem for every block in which bytes or glyphs could not be read."""
    return tuple(
        Problem(
            kind="broken-bytes",
            document=document,
            line=block.line,
            text=f"Нечитаемых знаков: {block.text.count(REPLACEMENT)}; на их месте стоит «{REPLACEMENT}»",
        )
        for block in blocks
        if REPLACEMENT in block.text
    )


def _mended(data: bytes, name: str, line: int) -> str | None:
    """The text with U+FFFD for broken bytes; None when it is not UTF-8 at all; refused when much is broken."""
    mended = data.decode("utf-8-sig", "replace")
    lost = mended.count(REPLACEMENT)
    whole = sum(char > "\x7f" for char in mended) - lost
    if whole < WHOLE_PER_BROKEN * lost:
        return None
    if lost > MAX_BROKEN * len(data):
        reason = f"{name} is UTF-8 with {lost:,} broken bytes, the first in line {line}."
        raise UnreadableDocument(f"{reason} Fetch it again or save it as UTF-8.")
    return mended


def _eight_bit(data: bytes, name: str) -> str:
    """The more Russian of CP1251 and KOI8-R."""
    texts = []
    for encoding in ENCODINGS:
        try:
            texts.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    best = max(texts, key=_russian, default="")
    if len(CONTROL.findall(best)) > MAX_CONTROL * len(best):
        raise UnreadableDocument(f"{name} is not a text but binary data. Give the document as plain text.")
    return best


def _russian(decoded: str) -> float:
    sample = decoded[:20_000]
    return sum(c in COMMON for c in sample) / max(1, len(sample))


def _with_newlines(decoded: str) -> str:
    return decoded.replace("\r\n", "\n").replace("\r", "\n")
