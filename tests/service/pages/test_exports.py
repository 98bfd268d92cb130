"""Sheets and workbooks hold what the page holds, in every alphabet, and open everywhere."""

import io
import re
from dataclasses import replace

import pytest
from docx import Document
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from matching.matcher import Matcher
from service.exports import docx, pdf, xlsx
from service.exports.client import client_sheet
from service.exports.counsellor import counsellor_sheet
from service.exports.paper import FORBIDDEN, Bullets, Heading, Paper, Paragraph, Table, clean, sentence, shortened
from service.pages.answering import Answer, Asked, answer
from service.pages.catalogues import words_of
from service.pages.opening import most_telling
from tests.service.pages.apps import tree, words

SHEETS = ("client", "counsellor")
NASTY = '=HYPERLINK("http://evil","x")\n+1+1\n-2\n@SUM(A1)\nСоциальный работник, уход за пожилыми \x0b 😀 Әлеуметтік'


@pytest.fixture(scope="module")
def answered(matcher: Matcher, cv: str) -> Answer:
    """The answer for the example CV."""
    return answer(matcher, Asked(text=cv))


def paper_of(text: str) -> Paper:
    """A sheet with the same text everywhere."""
    blocks = (
        Heading(text=text),
        Paragraph(text=text, look="lead"),
        Bullets(entries=((text, text), (text, ""))),
        Table(columns=(text, text), rows=((text, text),), widths=(1, 2)),
        Table(columns=(), rows=((text, text),), widths=(1, 2)),
    )
    return Paper(title=text, language="kk", blocks=blocks, footer=text)


def pdf_text(data: bytes) -> str:
    """All words of a PDF."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def docx_text(data: bytes) -> str:
    """All words of a DOCX."""
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([p.text for p in document.paragraphs] + cells)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_files_and_print_view_say_the_same(pages: TestClient, cv: str, sheet: str, language: str) -> None:
    query = {"lang": language}
    shown = words(tree(pages.post(f"/print/{sheet}", data={"text": cv}, params=query).text))
    as_pdf = pages.post(f"/export/{sheet}.pdf", data={"text": cv}, params=query)
    as_docx = pages.post(f"/export/{sheet}.docx", data={"text": cv}, params=query)
    assert as_pdf.headers["content-disposition"] == f'attachment; filename="kasip-{sheet}.pdf"'
    for said in (shown, pdf_text(as_pdf.content), docx_text(as_docx.content)):
        assert "Социальный работник" in said
        assert words_of(language).gettext("Your result" if sheet == "client" else "Sheet of the counsellor") in said


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_both_sheets_are_one_page_for_any_text(matcher: Matcher, cv: str, vacancy: str, language: str) -> None:
    words = words_of(language)
    for text in (cv, cv * 60, vacancy, "привет", "Требуется Java-разработчик, Spring, Kafka, опыт от 3 лет"):
        found = answer(matcher, Asked(text=text))
        for sheet in (client_sheet(matcher, found, words), counsellor_sheet(found, words)):
            assert len(PdfReader(io.BytesIO(pdf.pdf(sheet))).pages) == 1


def test_the_sheet_of_the_counsellor_holds_evidence_and_the_items_that_weigh_most(answered: Answer) -> None:
    said = docx_text(docx.docx(counsellor_sheet(answered, words_of("ru"))))
    assert answered.opened
    first = answered.opened.proofs[0].evidence
    assert shortened(first.quote, 60).rstrip("…") in said
    assert shortened(first.item.text, 60).rstrip("…") in said
    for status in answered.opened.counts:
        told = [one.item.text for one in most_telling(answered.opened, status, 1)]
        assert all(sentence(shortened(text, 60)).rstrip("…") in said for text in told)


def test_places_are_told_by_the_names_of_documents(answered: Answer) -> None:
    said = docx_text(docx.docx(counsellor_sheet(answered, words_of("ru"))))
    assert "Профстандарт № 262 (2023), строка" in said
    assert not re.search(r"\b(?:ps|ork|tkh)-\w+-\d", said)


def test_kazakh_letters_are_in_the_pdf() -> None:
    letters = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ёё № «»"
    assert letters in pdf_text(pdf.pdf(paper_of(letters)))


@given(st.text(max_size=40))
@settings(max_examples=15)
def test_no_text_breaks_a_file(text: str) -> None:
    paper = paper_of(clean(text))
    assert PdfReader(io.BytesIO(pdf.pdf(paper))).pages
    assert Document(io.BytesIO(docx.docx(paper))).paragraphs


@given(st.text(max_size=200), st.integers(10, 60))
def test_shortened_texts_are_short_and_clean(text: str, length: int) -> None:
    short = shortened(text, length)
    assert len(short) <= length + 1
    assert not FORBIDDEN.search(short)


def test_the_workbook_has_every_item_once(answered: Answer) -> None:
    book = load_workbook(io.BytesIO(xlsx.xlsx(answered, words_of("ru"))))
    items = list(book["Пункты"].iter_rows(min_row=2, values_only=True))
    assert answered.opened
    acts = answered.opened.acts
    apart = sum(len(shown) for shown in acts.columns.values()) if acts else 0
    assert apart
    assert len(items) == sum(answered.opened.counts.values()) + apart
    assert book["Пункты"].freeze_panes == "A2"


def test_no_cell_of_a_workbook_is_a_formula(matcher: Matcher) -> None:
    found = answer(matcher, Asked(text=NASTY, kind="cv", target="sotsialnyi-rabotnik"))
    assert found.opened
    evil = replace(found.opened.profession, title=NASTY)
    book = load_workbook(
        io.BytesIO(xlsx.xlsx(replace(found, opened=replace(found.opened, profession=evil)), words_of("ru")))
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert not [cell.value for cell in cells if cell.data_type == "f" or re.match(r"[=+@\t-]", str(cell.value or ""))]


def test_files_name_no_person_and_no_program(answered: Answer) -> None:
    about = Document(io.BytesIO(docx.docx(counsellor_sheet(answered, words_of("kk"))))).core_properties
    assert (about.author, about.language) == ("Kasip", "kk-KZ")
    about = load_workbook(io.BytesIO(xlsx.xlsx(answered, words_of("ru")))).properties
    assert about.creator == "Kasip"


@pytest.mark.parametrize("path", ["/print/nobody", "/export/nobody.pdf", "/export/client.exe"])
def test_what_is_not_offered_is_not_found(pages: TestClient, cv: str, path: str) -> None:
    assert pages.post(path, data={"text": cv}).status_code == 404


def test_a_file_without_a_text_is_told_as_a_page(pages: TestClient) -> None:
    page = pages.post("/export/client.pdf", data={"text": ""})
    assert (page.status_code, "text/html" in page.headers["content-type"]) == (422, True)
