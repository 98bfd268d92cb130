"""Files → readers: form by content, encodings, limits."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from corpus.blocks import BlockKind
from corpus.errors import UnreadableDocument
from corpus.ingest import read_document
from corpus.readers.files import broken, decode, decode_page, load
from tests.corpus.card_documents import as_docx, as_pdf, spans
from tests.corpus.test_standard_page import CARD

RUSSIAN = "Приказ Министра труда от 5 мая 2021 года N 17\n" * 40


def zipped(*names: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def written(folder: Path, data: bytes, name: str = "x.bin") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RUSSIAN.encode(), BlockKind.LINE),
        (b"\xef\xbb\xbf  <!-- saved --><!DOCTYPE html><p>x", BlockKind.PARAGRAPH),
        (b"<table><tr><td>x</td></tr></table>", BlockKind.CELL),
        (b"# Markdown\n<table><tr><td>x</td></tr></table>", BlockKind.LINE),
        (as_docx(spans(CARD, 3)), BlockKind.CELL),
        (as_pdf(spans(CARD, 3), (150, 150, 190)), BlockKind.CELL),
    ],
    ids=["text", "html", "fragment", "markdown", "docx", "pdf"],
)
def test_form_is_told_by_content_not_by_name(data: bytes, kind: BlockKind, tmp_path: Path) -> None:
    blocks, text, read = load(written(tmp_path, data, "document.txt"))
    assert (blocks[0].kind, read) == (kind, data)
    assert blocks[0].text.strip() in text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"<html><body><script>x</script></body></html>", "empty"),
        (b"{\\rtf1 x}", "RTF file.*save it as DOCX"),
        (b"\xff\xd8\xff\xe0", "JPEG picture.*OCR"),
        (b"MIME-Version: 1.0\n", r"web archive.*HTML only"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word 97-2003.*save it as DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted.*without a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office program"),
        (zipped("content.xml", "mimetype"), "OpenDocument.*save it as DOCX"),
        (zipped("xl/workbook.xml"), "spreadsheet"),
        (zipped("a.txt"), "archive. Unpack it"),
        (zipped("word/document.xml")[:-30], "damaged or cut off.*Fetch it again"),
        (zipped("word/document.xml"), "damaged.*save it again"),
        (b"\x01\x02\x03\x04\xff" * 50, "binary data"),
        (("Знание\n" * 50).encode() + b"\xff" * 5, "5 broken bytes, the first in line 51"),
    ],
)
def test_file_that_gives_no_text_is_refused_with_the_way_out(data: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=rf"x\.bin.*(?:{reason})"):
        load(written(tmp_path, data))


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UnreadableDocument, match=r"large\.pdf is larger than 20 MB\. Split"):
        load(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_text_is_read_in(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), "x") == RUSSIAN


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1251", "windows-1251"), ("utf-8", "windows-1251"), ("cp1251", "nonsense"), ("koi8-r", "")],
)
def test_page_is_read_in_what_it_is_and_else_in_what_it_names(encoding: str, named: str) -> None:
    page = f'<html><head><meta charset="{named}"></head><body><p>{RUSSIAN}</p></body></html>'
    assert decode_page(page.encode(encoding), "x.html") == page


def test_single_broken_bytes_are_replaced_and_told(tmp_path: Path) -> None:
    data = CARD.encode().replace("Сверка накладных".encode(), "Сверка ".encode() + b"\xff" + "накладных".encode())
    ingested = read_document(written(tmp_path, data + b" \n" * 500, "standard.txt"), {})
    problems = [(p.kind, p.line) for p in ingested.parsed.problems if p.kind == "broken-bytes"]
    assert problems == [("broken-bytes", CARD[: CARD.index("Сверка")].count("\n") + 1)]
    assert ingested.parsed.cards[0].functions[0].tasks[0].title == "Сверка \ufffdнакладных"


def test_sound_text_has_no_broken_bytes(tmp_path: Path) -> None:
    blocks, _, _ = load(written(tmp_path, CARD.encode()))
    assert broken(blocks, "x") == ()
