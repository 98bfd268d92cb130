"""Files built to harm a reader, made in memory: name → bytes and the kinds of error that may answer them.

No bomb is kept in the repository. `python -m tests.service.hostile_files FOLDER` writes them for a look with other tools.
"""

import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from PIL import Image

MEGABYTE = 1_000_000
ODT_TYPE = "application/vnd.oasis.opendocument.text"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
BOMB_DOCTYPE = f"<!DOCTYPE x [{LAUGHS}]>"
XXE_DOCTYPE = '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file; `name` is that it is sent by."""

    name: str
    make: Callable[[], bytes]
    kinds: tuple[str, ...]  # of the errors that are right


# ZIP packages


def zipped(members: Iterable[tuple[str, bytes | str]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with the given members."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, data in members:
            package.writestr(name, data)
    return buffer.getvalue()


@cache
def docx_members() -> dict[str, bytes]:
    """The members of a sound DOCX with one line."""
    document = Document()
    document.add_paragraph("Социальный работник")
    buffer = BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        return {name: package.read(name) for name in package.namelist()}


def docx(changed: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A sound DOCX with members changed or added."""
    return zipped({**docx_members(), **changed}.items(), method)


def docx_body(body: str, doctype: str = "") -> bytes:
    """A DOCX with the given body."""
    document = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return docx({"word/document.xml": document})


def odt(body: str, doctype: str = "", more: dict[str, bytes | str] | None = None) -> bytes:
    """An ODT with the given text."""
    content = (
        f'<?xml version="1.0"?>{doctype}<office:document-content {ODT_NAMES}><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    return zipped([("mimetype", ODT_TYPE), ("content.xml", content), *(more or {}).items()])


def nested(tag: str, depth: int) -> str:
    """Elements inside one another."""
    return f"<{tag}>" * depth + "x" + f"</{tag}>" * depth


def numbered(element: str, count: int) -> str:
    """Elements that differ, so that they pack no better than a document's."""
    return "".join(element.format(n * n % 99_991) for n in range(count))


def lying_docx() -> bytes:
    """A package whose directory says 1,000 bytes where 50 MB are packed."""
    data = bytearray(docx({"word/media/image1.png": bytes(50 * MEGABYTE)}))
    size = struct.pack("<I", 50 * MEGABYTE)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(data)


def flagged_docx() -> bytes:
    """A package whose members are marked as encrypted."""
    data = bytearray(docx({}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


# PDF


def pdf(objects: dict[int, bytes | str], root: int = 1) -> bytes:
    """A PDF of the given objects with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body.encode() if isinstance(body, str) else body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    return bytes(out) + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, root, start)


def stream(data: bytes, filters: int = 1) -> bytes:
    """A stream packed `filters` times."""
    for _ in range(filters):
        data = zlib.compress(data, 9)
    return b"<</Length %d/Filter[%b]>>stream\n%b\nendstream" % (len(data), b"/FlateDecode" * filters, data)


def page_pdf(content: bytes, font: str = FONT, more: dict[int, bytes | str] | None = None) -> bytes:
    """A PDF of one page with the given content stream."""
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf({1: "<</Type/Catalog/Pages 2 0 R>>", 2: pages, 3: PAGE, 4: content, 5: font, **(more or {})})


def looping_pdf() -> bytes:
    """A page tree whose nodes hold one another."""
    return pdf({
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2000000000>>",
        3: "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R]/Count 1000000000>>",
    })  # fmt: skip


def letters_pdf() -> bytes:
    """A font that maps four thousand million codes."""
    cmap = b"1 beginbfrange\n<00000000> <FFFFFFFF> <0041>\nendbfrange\n" * 1_000
    return page_pdf(
        stream(b"BT /F 12 Tf (A) Tj ET"),
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R>>",
        {6: stream(cmap)},
    )


def pages_pdf(count: int) -> bytes:
    """A sound PDF of many pages."""
    document = FPDF()
    document.set_font("Helvetica")
    for _ in range(count):
        document.add_page()
        document.cell(text="Social worker")
    return bytes(document.output())


def locked_pdf() -> bytes:
    """A PDF with a password."""
    document = FPDF()
    document.set_encryption(owner_password="o", user_password="u", encryption_method=EncryptionMethod.AES_256)
    document.add_page()
    document.set_font("Helvetica")
    document.cell(text="Secret")
    return bytes(document.output())


def scanned_pdf() -> bytes:
    """Pages that are pictures."""
    document = FPDF()
    for _ in range(2):
        document.add_page()
        document.image(Image.new("RGB", (200, 300), "white"), x=0, y=0, w=200)
    return bytes(document.output())


# others


def png() -> bytes:
    """A picture."""
    buffer = BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    return buffer.getvalue()


def ole(stream_name: str) -> bytes:
    """What is looked at of a compound file: its mark and the name of a stream."""
    return OLE + bytes(504) + stream_name.encode("utf-16-le").ljust(512, b"\0")


def rtf(body: str) -> bytes:
    """An RTF with the given body."""
    return f"{{\\rtf1\\ansi {body}}}".encode()


BROKEN, KIND, SLOW = "upload-broken", "upload-kind", "upload-too-slow"
UNPACKS, LOCKED, MACROS = "upload-unpacks-too-large", "upload-encrypted", "upload-macros"

FILES: tuple[Hostile, ...] = (
    Hostile("zip-bomb.docx", lambda: docx({"word/media/a.png": bytes(300 * MEGABYTE)}), (UNPACKS,)),
    Hostile("zip-bomb.odt", lambda: odt(" " * 50 * MEGABYTE), (UNPACKS,)),
    Hostile("zip-that-lies.docx", lying_docx, (BROKEN,)),
    Hostile("many-members.docx", lambda: docx({f"word/media/{n}.png": b"" for n in range(20_000)}), (UNPACKS,)),
    Hostile("bzip2.docx", lambda: docx({}, zipfile.ZIP_BZIP2), (BROKEN,)),
    Hostile("path-traversal.docx", lambda: docx({"../../../../tmp/kasip-was-here": "x"}), (BROKEN,)),
    Hostile("absolute-path.docx", lambda: docx({"C:\\Windows\\x.dll": "x"}), (BROKEN,)),
    Hostile("deep.docx", lambda: docx_body(nested("w:p", 100_000)), (BROKEN,)),
    Hostile("deep.odt", lambda: odt(nested("text:section", 100_000)), (BROKEN,)),
    Hostile("entities.docx", lambda: docx_body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", BOMB_DOCTYPE), (BROKEN,)),
    Hostile("entities.odt", lambda: odt("<text:p>&l9;</text:p>", BOMB_DOCTYPE), (BROKEN,)),
    Hostile("external-entity.docx", lambda: docx_body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", XXE_DOCTYPE), (BROKEN,)),
    Hostile("external-entity.odt", lambda: odt("<text:p>&l9;</text:p>", XXE_DOCTYPE), (BROKEN,)),
    Hostile("many-elements.docx", lambda: docx_body(numbered("<w:p><w:pPr/>{}</w:p>", 800_000)), (SLOW, BROKEN)),
    Hostile("heavy-elements.docx", lambda: docx_body(numbered("<w:p w:a='{}'/>", 1_000_000)), (SLOW, BROKEN)),
    Hostile("wide-table.docx",
            lambda: docx_body(f"<w:tbl><w:tr>{numbered('<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>', 350_000)}"
                              "</w:tr></w:tbl>"), (SLOW, BROKEN)),
    Hostile("many-paragraphs.odt", lambda: odt(numbered("<text:p>{}<text:s/></text:p>", 500_000)), ("upload-too-long", SLOW)),
    Hostile("truncated.docx", lambda: docx({})[:-2_000], (BROKEN,)),
    Hostile("macros.docm", lambda: docx({"word/vbaProject.bin": OLE}), (MACROS,)),
    Hostile("macros.odt", lambda: odt("<text:p>x</text:p>", more={"Basic/Standard/Module1.xml": "<x/>"}), (MACROS,)),
    Hostile("locked.docx", lambda: ole("EncryptedPackage"), (LOCKED,)),
    Hostile("locked-members.docx", flagged_docx, (LOCKED,)),
    Hostile("locked.odt",
            lambda: odt("", more={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}), (LOCKED,)),
    Hostile("locked.pdf", locked_pdf, (LOCKED,)),
    Hostile("old.doc", lambda: ole("WordDocument"), ("upload-doc",)),
    Hostile("huge-object.pdf", lambda: page_pdf(stream(bytes(300 * MEGABYTE))), (UNPACKS,)),
    Hostile("bomb-in-bomb.pdf", lambda: page_pdf(stream(bytes(300 * MEGABYTE), filters=3)), (UNPACKS,)),
    Hostile("long-content.pdf", lambda: page_pdf(stream(b"BT /F 1 Tf (A) Tj ET\n" * 900_000)), (SLOW, BROKEN, UNPACKS)),
    Hostile("page-loop.pdf", looping_pdf, (BROKEN, UNPACKS)),
    Hostile("letters.pdf", letters_pdf, (BROKEN, UNPACKS, SLOW, "upload-no-text", "upload-empty")),
    Hostile("many-pages.pdf", lambda: pages_pdf(51), ("upload-too-many-pages",)),
    Hostile("truncated.pdf", lambda: pages_pdf(3)[:700], (BROKEN,)),
    Hostile("scan.pdf", scanned_pdf, ("upload-no-text",)),
    Hostile("program.pdf", lambda: b"\x7fELF\x02\x01\x01" + bytes(500), (KIND,)),
    Hostile("picture.docx", png, (KIND,)),
    Hostile("table.docx", lambda: zipped([("xl/workbook.xml", "<x/>")]), (KIND,)),
    Hostile("bomb.txt", lambda: zlib.compress(bytes(300 * MEGABYTE)), (KIND,)),
    Hostile("noise.txt", lambda: bytes(range(256)) * 400, (KIND,)),
    Hostile("groups.rtf", lambda: rtf("{\\b" * 1_600_000), (SLOW, BROKEN, "upload-empty")),
    Hostile("links.rtf", lambda: rtf("{\\field{\\*\\fldinst{HYPERLINK \"" * 20_000), (SLOW, BROKEN)),
    Hostile("deep.html", lambda: nested("div", 100_000).encode(), (BROKEN,)),
    Hostile("spans.html", lambda: (b"<table>" + b"<tr><td colspan=1000 rowspan=65534>x" * 100_000), (BROKEN, SLOW)),
    Hostile("entities.xml", lambda: f"<?xml version='1.0'?>{BOMB_DOCTYPE}<x>&l9;</x>".encode(), (KIND,)),
    Hostile("long.txt", lambda: "слово ".encode() * 40_000, ("upload-too-long",)),
    Hostile("large.txt", lambda: b"x " * 2_500_001, ("upload-too-large",)),
    Hostile("empty.pdf", lambda: b"", ("upload-empty",)),
)  # fmt: skip


def main() -> None:
    """Write the files into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for hostile in FILES:
        (folder / hostile.name).write_bytes(hostile.make())


if __name__ == "__main__":
    main()
