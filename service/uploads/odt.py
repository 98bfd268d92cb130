"""ODT → text: paragraphs, lists, tables and text boxes in reading order.

content.xml is read as a stream with defusedxml: no entities, bounded depth, no tree in memory.
"""

from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from service.uploads import archive
from service.uploads.contract import Limits
from service.uploads.errors import Broken, Encrypted

Name = tuple[str | None, str]  # namespace and local name
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
SVG = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
PARAGRAPHS = {(TEXT, "p"), (TEXT, "h")}
ITEM = (TEXT, "list-item")
# Deleted text, comments, footnotes, descriptions of pictures, styles.
SKIPPED = {
    *((TEXT, name) for name in ("tracked-changes", "note", "ruby-text", "bibliography-source", "table-of-content-source")),
    *((OFFICE, name) for name in ("annotation", "scripts", "font-face-decls", "automatic-styles", "forms")),
    *((SVG, name) for name in ("title", "desc")),
}  # fmt: skip
COUNT = (TEXT, "c")
BLANKS: dict[Name, str] = {(TEXT, "tab"): "\t", (TEXT, "line-break"): "\n"}
MOST_BLANKS = 20  # of one <text:s text:c="…"/>
MAX_DEPTH = 256  # elements inside one another, as lxml has it
BULLET = "• "
MANIFEST = "META-INF/manifest.xml"
WHOLLY_ENCRYPTED = "encrypted-package"  # ODF 1.4


def read(data: bytes, limits: Limits) -> str:
    """Return a line for every paragraph; items of lists have a bullet, cells come row by row.

    Raises the errors of `archive.check`, Encrypted, and Broken when its XML is damaged or declares anything.
    """
    with archive.opened(data) as package:
        archive.check(package, limits)
        names = package.namelist()
        if WHOLLY_ENCRYPTED in names or (MANIFEST in names and b"encryption-data" in package.read(MANIFEST)):
            raise Encrypted
        if "content.xml" not in names:
            raise Broken
        with package.open("content.xml") as content:
            return _text(content.read())


def _text(content: bytes) -> str:
    parser = create_parser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    walk = Walk()
    parser.setContentHandler(walk)
    try:
        parser.feed(content)
        parser.close()
    except (SAXException, DefusedXmlException) as exc:
        raise Broken from exc
    return "\n".join(line for line in walk.lines if line.strip(BULLET))


class Walk(ContentHandler):
    """Collects the lines of a document; a paragraph inside another, as in a text box, comes behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[int] = []  # lines that have begun, the innermost last
        self._depth = 0
        self._skipped_at = 0  # depth of the element that is left out, 0 for none
        self._bullet = ""

    def startElementNS(self, name: Name, qname: str | None, attrs: AttributesNSImpl) -> None:  # noqa: N802
        """Begin an element. Raises Broken when it stands too deep."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Broken
        if self._skipped_at:
            return
        if name in SKIPPED:
            self._skipped_at = self._depth
        elif name in PARAGRAPHS:
            self._open.append(len(self.lines))
            self.lines.append(self._bullet)
            self._bullet = ""
        elif name == ITEM:
            self._bullet = BULLET
        else:
            self._add(" " * _blanks(attrs) if name == (TEXT, "s") else BLANKS.get(name, ""))

    def endElementNS(self, name: Name, qname: str | None) -> None:  # noqa: N802
        """End an element."""
        if self._skipped_at == self._depth:
            self._skipped_at = 0
        elif not self._skipped_at and name in PARAGRAPHS:
            self._open.pop()
        elif name == ITEM:
            self._bullet = ""
        self._depth -= 1

    def characters(self, content: str) -> None:
        """Add text to the innermost paragraph; a line end in XML is a blank."""
        self._add(content.replace("\n", " "))

    def _add(self, text: str) -> None:
        if self._open and not self._skipped_at:
            self.lines[self._open[-1]] += text


def _blanks(attrs: AttributesNSImpl) -> int:
    count = attrs.getValue(COUNT) if COUNT in attrs else "1"
    return min(int(count), MOST_BLANKS) if count.isascii() and count.isdigit() and len(count) < 9 else 1
