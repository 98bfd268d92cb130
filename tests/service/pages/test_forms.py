"""What a browser sends is read in memory."""

import io
from tempfile import SpooledTemporaryFile
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient

from tests.service.pages.apps import tree, words


def docx(*lines: str) -> bytes:
    """A document of Word with some lines."""
    document, out = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def test_a_file_is_answered_like_its_text(pages: TestClient) -> None:
    lines = ("Социальный работник", "Покупать продукты пожилым, убирать, оформлять льготы", "Колледж, опыт от 1 года")
    file = {"text_file": ("cv.docx", docx(*lines))}
    page = tree(pages.post("/", data={"text": ""}, files=file).text)
    assert words(page.get_element_by_id("profession")) == "Социальный работник"
    assert "Покупать продукты" in words(page.xpath("//div[@class='text']")[0])


def test_a_file_that_can_not_be_read_is_told_beside_the_field(pages: TestClient) -> None:
    page = pages.post("/", data={"text": ""}, files={"text_file": ("cv.docx", b"PK\x03\x04 broken")})
    assert page.status_code in (400, 415)
    assert tree(page.text).get_element_by_id("failure") is not None


def test_a_file_of_another_name_is_read_with_a_warning(pages: TestClient) -> None:
    page = pages.post("/", files={"text_file": ("cv.pdf", "Сиделка. Уход за пожилыми на дому.".encode())})
    assert page.status_code == 200
    assert tree(page.text).xpath("//p[@class='notice']")


def test_no_upload_touches_the_disk(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def rollover(self: Any) -> None:
        raise AssertionError("a text was written to the disk")

    monkeypatch.setattr(SpooledTemporaryFile, "rollover", rollover)
    text = ("Сиделка. Уход за пожилыми. " * 60_000).encode()
    assert pages.post("/", files={"text_file": ("cv.txt", text)}).status_code == 413
    assert pages.post("/", files={"text_file": ("cv.txt", text[:30_000])}).status_code == 200


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"x", "multipart/form-data"),
        (b"--b\r\nbroken", "multipart/form-data; boundary=b"),
        (b"\xff=%", "application/x-www-form-urlencoded"),
    ],
)
def test_a_broken_form_is_no_crash(pages: TestClient, content: bytes, kind: str) -> None:
    assert pages.post("/", content=content, headers={"content-type": kind}).status_code in (400, 422)
