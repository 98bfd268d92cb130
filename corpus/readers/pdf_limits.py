"""What a PDF must be before it is read: whole, and not unpacking without end."""

import re
import zlib

from corpus.errors import UnreadableDocument

MAX_STREAM = 200_000_000  # bytes of one unpacked stream; a page scanned in colour at 600 dpi has 105 MB
STEP = 1_000_000  # bytes unpacked at a time
# The first filter of a stream is Flate; other filters may stand behind it.
STREAM = re.compile(rb"/Filter\s*\[?\s*/FlateDecode[^\0]{0,400}?(?<!end)stream\r?\n")
CHECKSUM = "incorrect data check"  # some programs write wrong ones; the data are whole


def check(data: bytes, name: str) -> None:
    """Raise UnreadableDocument when a PDF is cut off or one of its streams is a bomb."""
    end = data.rfind(b"%%EOF")
    # pdfminer would read what is left of a cut file and say nothing.
    if end < 0 or b" obj" in data[end:]:
        raise UnreadableDocument(f"{name}: the PDF is damaged or cut off, its end is missing. Fetch it again.")
    encrypted = b"/Encrypt" in data  # its streams can't be unpacked without its key
    for found in STREAM.finditer(data):
        if not _unpacks(memoryview(data)[found.end() :], name) and not encrypted:
            # pdfminer would keep what comes before the broken place and say nothing.
            raise UnreadableDocument(f"{name}: the PDF is damaged, a part can't be unpacked. Fetch it again.")


def _unpacks(packed: memoryview, name: str) -> bool:
    unpacker = zlib.decompressobj()
    size = 0
    try:
        for start in range(0, len(packed), STEP):
            rest: bytes | memoryview = packed[start : start + STEP]
            while rest and not unpacker.eof:
                size += len(unpacker.decompress(rest, STEP))
                rest = unpacker.unconsumed_tail
                if size > MAX_STREAM:
                    raise UnreadableDocument(
                        f"{name} holds a stream that unpacks to more than {MAX_STREAM // 1_000_000} MB, as bombs do. "
                        "Print it to a new PDF."
                    )
            if unpacker.eof:
                break
    except zlib.error as exc:
        return CHECKSUM in str(exc)
    return True
