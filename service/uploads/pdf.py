"""PDF → text with pypdf: page by page, lines joined to paragraphs, divided words put together."""

import re
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PasswordType, PdfReader, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import DictionaryObject

from service.uploads.contract import MEGABYTE, Limits
from service.uploads.errors import Broken, Encrypted, NoText, TooManyPages, UnpacksTooLarge, UploadError
from service.uploads.pdf_columns import PrintedPage, text_of
from service.uploads.pdf_lines import lines_of
from service.uploads.tidy import mended

FEW_LETTERS = 40  # that a page with a picture has at most when it is a scan: «Scanned by …»
LETTER = re.compile(r"[^\W_]")
UNMAPPED = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x80-\x9f]")
MOST_UNMAPPED = 0.1  # share of the characters from which on the fonts don't tell their letters
PAGES_WITHOUT_TEXT = "pages_without_text"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPdf:
    """The text of a PDF; `pictures` counts the pages that are pictures."""

    text: str
    pages: int
    pictures: int


def read(data: bytes, limits: Limits) -> ReadPdf:
    """Return the text of a PDF.

    Raises Encrypted, TooManyPages, UnpacksTooLarge for a stream that is a bomb, NoText for scans, else Broken.
    """
    most = limits.unpacked_bytes
    try:
        with apply_configuration(
            zlib_maximum_output_length=most,
            lzw_maximum_output_length=most,
            run_length_maximum_output_length=most,
            array_based_stream_maximum_output_length=most,
            maximum_declared_stream_length=most,
            jbig2dec_binary=None,
            disable_legacy_handling=True,
        ):
            return _read(_pages(data, limits))
    except (UploadError, MemoryError):
        raise
    except LimitReachedError as exc:
        raise UnpacksTooLarge(limit=most // MEGABYTE, members=limits.members) from exc
    except Exception as exc:  # pypdf lets through what its parsing of damaged objects raises
        raise Broken from exc


def _pages(data: bytes, limits: Limits) -> list[PageObject]:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise Encrypted
    count = len(reader.pages)
    if count > limits.pages:
        raise TooManyPages(pages=count, limit=limits.pages)
    return list(reader.pages)


def _read(pages: list[PageObject]) -> ReadPdf:
    printed = [
        PrintedPage(lines_of(page, number), float(page.mediabox.width), float(page.mediabox.height))
        for number, page in enumerate(pages, start=1)
    ]
    pictures = sum(_is_picture(page, found) for page, found in zip(pages, printed, strict=True))
    text = "\n".join(text_of(printed))
    if pictures == len(pages) or not LETTER.search(text) or len(UNMAPPED.findall(text)) > MOST_UNMAPPED * len(text):
        raise NoText
    return ReadPdf(text=mended(text), pages=len(pages), pictures=pictures)


def _is_picture(page: PageObject, found: PrintedPage) -> bool:
    letters = sum(len(LETTER.findall(line.text)) for line in found.lines)
    return letters <= FEW_LETTERS and _has_image(page)


def _has_image(page: PageObject) -> bool:
    resources = page.get("/Resources", DictionaryObject()).get_object()
    objects = resources.get("/XObject", DictionaryObject()).get_object()
    return any(objects[name].get_object().get("/Subtype") == "/Image" for name in objects)
