"""The kind of an upload is told by its content."""

import pytest

from service.uploads.errors import Encrypted, LegacyWord, UnsupportedKind
from service.uploads.kinds import kind_of
from tests.service.hostile_files import docx, odt, ole, pages_pdf, png, zipped


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("docx", docx({})),
        ("docx", docx({"word/document2.xml": "<x/>"})),
        ("odt", odt("<text:p>x</text:p>")),
        ("pdf", pages_pdf(1)),
        ("pdf", b"\r\n\r\n" + pages_pdf(1)),
        ("rtf", rb"{\rtf1\ansi x}"),
        ("html", b"<!DOCTYPE html><html><body>x</body></html>"),
        ("html", '<?xml version="1.0"?>\n<html><body>Резюме</body></html>'.encode()),
        ("txt", "Социальный работник".encode()),
        ("txt", "Социальный работник".encode("cp1251")),
        ("txt", "Уход за детьми <3 лет".encode()),
    ],
)
def test_kind_is_told_by_content(kind: str, data: bytes) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    "text",
    ["BMW: водитель", "MZ завод", "PK: курьер", "ID3 тест", "From: a@b.kz\nTo: c\n\nРезюме", "#!/bin/sh\nПример"],
)
def test_text_that_begins_like_a_binary_is_text(text: str) -> None:
    assert kind_of(text.encode()) == "txt"
    assert kind_of(text.encode("cp1251")) == "txt"


@pytest.mark.parametrize(
    ("found", "data"),
    [
        ("image/png", png()),
        ("ELF executable", b"\x7fELF\x02\x01\x01" + bytes(500)),
        ("application/zip", zipped([("xl/workbook.xml", "x")])),
        ("application/zip", zipped([("cv.txt", "x")])),
        ("application/x-ole-storage", ole("Workbook")),
        ("multipart/related", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
        ("application/xml", b'<?xml version="1.0"?><w:wordDocument/>'),
        ("application/octet-stream", bytes(range(256)) * 4),
    ],
)
def test_other_kinds_are_refused_by_name(found: str, data: bytes) -> None:
    with pytest.raises(UnsupportedKind) as caught:
        kind_of(data)
    assert caught.value.values == {"found": found}
    assert caught.value.status == 415


def test_old_word_document_is_refused_as_such() -> None:
    with pytest.raises(LegacyWord) as caught:
        kind_of(ole("WordDocument"))
    assert (caught.value.kind, caught.value.status) == ("upload-doc", 415)


def test_encrypted_word_document_is_refused_as_such() -> None:
    with pytest.raises(Encrypted):
        kind_of(ole("EncryptedPackage"))
