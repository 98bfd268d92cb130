"""What a DOCX must be before it is unpacked: a sound ZIP of bearable size whose XML declares nothing."""

import zipfile
import zlib
from io import BytesIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import parse as sax_parse

from corpus.errors import UnreadableDocument

MAX_MEMBERS = 2_000
MAX_UNPACKED = 100_000_000  # bytes of all members
MAX_XML = 40_000_000  # bytes of one XML part; Word writes about 20 KB a page
MAX_RATIO = 200  # unpacked : packed of a member; Word's XML packs 10 to 40 times
SMALL = 1_000_000  # bytes below which a member may pack as well as it likes
# What zipfile raises for broken packages, beside its own error.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
MAIN_PART = "word/document.xml"
RESAVE = "Open it in a word processor and save it again as DOCX."


class RootReached(SAXException):
    """The document element has begun: nothing can be declared any more."""


class _Prologue(ContentHandler):
    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # the name that SAX calls
        raise RootReached(name)


def check(data: bytes, name: str) -> None:
    """Raise UnreadableDocument when a DOCX is damaged, a ZIP bomb, encrypted, or declares entities."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.infolist()
            _check_sizes(members, name)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    _check_prologue(package, member, name)
    except DAMAGE as exc:
        raise UnreadableDocument(f"{name}: the DOCX is damaged or cut off ({exc}). Fetch it again.") from exc


def _check_sizes(members: list[zipfile.ZipInfo], name: str) -> None:
    """Sizes are those that the directory declares; zipfile never unpacks more than it declares."""
    if len(members) > MAX_MEMBERS:
        raise UnreadableDocument(f"{name} holds {len(members):,} files, at most {MAX_MEMBERS:,} are read. {RESAVE}")
    unpacked = sum(m.file_size for m in members)
    if unpacked > MAX_UNPACKED:
        reason = f"{name} unpacks to {unpacked // 1_000_000:,} MB, at most {MAX_UNPACKED // 1_000_000} MB are read."
        raise UnreadableDocument(f"{reason} Take the pictures out or split the document.")
    for member in members:
        if member.flag_bits & 1:
            raise UnreadableDocument(f"{name} is encrypted. Save it without a password.")
        if member.file_size > SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise UnreadableDocument(f"{name} unpacks more than {MAX_RATIO} times, as ZIP bombs do. {RESAVE}")
        if member.filename.endswith(".xml") and member.file_size > MAX_XML:
            raise UnreadableDocument(f"{name}: {member.filename} has more than {MAX_XML // 1_000_000} MB of text. "
                                     "Split the document.")  # fmt: skip


def _check_prologue(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    """Read an XML part up to its first element; a document type before it is refused."""
    with package.open(member) as part:
        try:
            sax_parse(part, _Prologue(), forbid_dtd=True)
        except RootReached:
            return
        except DefusedXmlException as exc:
            reason = f"{name}: {member.filename} declares entities or a document type, which no word processor does."
            raise UnreadableDocument(f"{reason} {RESAVE}") from exc
        except SAXException as exc:
            raise UnreadableDocument(f"{name}: {member.filename} is not XML, the DOCX is damaged. {RESAVE}") from exc
