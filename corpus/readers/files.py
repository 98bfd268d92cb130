"""Files of documents → text → blocks."""

from pathlib import Path

from corpus.blocks import Block
from corpus.errors import UnreadableDocument
from corpus.readers import text

ENCODINGS = ("utf-8-sig", "cp1251", "koi8-r")
MAX_BYTES = 20_000_000
# Russian prose has these far above anything a wrong decoding makes of it.
COMMON = set("оеаинтсрвл ")


def decode(data: bytes, name: str) -> str:
    """Return the text of a plain file in UTF-8, CP1251 or KOI8-R. Raises UnreadableDocument for anything else."""
    if b"\0" in data:
        raise UnreadableDocument(f"{name} is not a text but binary data. Give the document as plain text.")
    texts = []
    for encoding in ENCODINGS:
        try:
            texts.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
        if encoding == ENCODINGS[0]:
            break
    if not texts:
        raise UnreadableDocument(f"{name}: the encoding is not UTF-8, CP1251 or KOI8-R. Save the text as UTF-8.")
    return max(texts, key=_russian).replace("\r\n", "\n").replace("\r", "\n")


def _russian(decoded: str) -> float:
    sample = decoded[:20_000]
    return sum(c in COMMON for c in sample) / max(1, len(sample))


def load(path: Path) -> tuple[list[Block], str, bytes]:
    """Read a document's file. Returns blocks, text and bytes. Raises UnreadableDocument with the reason."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableDocument(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB. Split the document.")
        data = path.read_bytes()
    except OSError as exc:
        raise UnreadableDocument(f"{path} can't be read: {exc.strerror}.") from exc
    decoded = decode(data, path.name)
    if not decoded.strip():
        raise UnreadableDocument(f"{path.name} is empty.")
    return text.read(decoded), decoded, data
