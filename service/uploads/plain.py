"""Bytes of plain text or a web page → text, whatever its encoding."""

import codecs
import re

from charset_normalizer import from_bytes

from service.uploads.errors import UnsupportedKind

# Tried by charset-normalizer; with all of its tables it takes a short Russian line for Japanese.
CANDIDATES = ["utf_8", "utf_16_le", "utf_16_be", "cp1251", "koi8_r", "kz1048", "cp866", "cp1252"]
# KZ-1048 has the Russian letters of CP1251 at the same places, and the Kazakh ones where CP1251 has Serbian.
INSTEAD = {"cp1251": "kz1048"}
SAMPLE = 100_000  # bytes looked at
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WHOLE_PER_BROKEN = 10  # letters of several bytes for each broken one that show a text to be UTF-8
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAX_CONTROL = 0.01  # share of control characters from which on data are no text, beyond
STRAY_CONTROL = 2  # that a short text may have by mishap
UNKNOWN = "application/octet-stream"
CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
CHARSET_HEAD = 4_096  # bytes in which a page names its encoding


def decode(data: bytes, *, found: str = UNKNOWN) -> str:
    """Return the text of plain data, U+FFFD for what could not be read.

    Raises UnsupportedKind with the media type `found` when the data are no text.
    """
    text = _marked(data) or _utf8(data) or _detected(data)
    if text is None or len(CONTROL.findall(text)) > MAX_CONTROL * len(text) + STRAY_CONTROL:
        raise UnsupportedKind(found=found)
    return text


def decode_page(data: bytes) -> str:
    """Return the markup of a page; what it names as its encoding comes after UTF-8, pages are often saved anew."""
    named = CHARSET.search(data[:CHARSET_HEAD])
    if _utf8(data) is None and named is not None:
        try:
            return data.decode(_instead(named[1].decode("ascii", "replace")))
        except (LookupError, UnicodeDecodeError):  # an unknown or a wrong name
            pass
    return decode(data)


def _marked(data: bytes) -> str | None:
    return data.decode("utf-16", "replace") if data.startswith(UTF16_MARKS) else None


def _utf8(data: bytes) -> str | None:
    """The text if it is UTF-8, be it with a few broken bytes. UTF-16 has bytes 0, text in UTF-8 has none."""
    if b"\0" in data:
        return None
    text = data.decode("utf-8-sig", "replace")
    lost = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - lost if lost else 0
    return text if whole >= WHOLE_PER_BROKEN * lost else None


def _detected(data: bytes) -> str | None:
    best = from_bytes(data[:SAMPLE], cp_isolation=CANDIDATES, preemptive_behaviour=False).best()
    return None if best is None else data.decode(_instead(best.encoding), "replace")


def _instead(encoding: str) -> str:
    name = codecs.lookup(encoding).name
    return INSTEAD.get(name, name)
