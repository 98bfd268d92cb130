"""PDF → blocks."""

import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from PIL import Image

from corpus.blocks import Block, BlockKind
from corpus.errors import UnreadableDocument
from corpus.readers import pdf
from corpus.readers.pdf_paragraphs import join
from tests.corpus.card_documents import MARGIN, Span, as_pdf, new_pdf


def read(document: FPDF | bytes) -> list[Block]:
    return pdf.read(document if isinstance(document, bytes) else bytes(document.output()), "x.pdf")


def cells(blocks: list[Block]) -> list[tuple[int | None, int | None, str]]:
    return [(b.row, b.column, b.text) for b in blocks if b.kind is BlockKind.CELL]


def table(*rows: tuple[str, ...]) -> list[Span]:
    """Cells of one paragraph or, with line ends, several."""
    return [Span(r, c, 1, 1, tuple(text.split("\n"))) for r, row in enumerate(rows) for c, text in enumerate(row)]


def printed(*pages: list[str], start: float = MARGIN + 40) -> FPDF:
    """Pages of lines, one below the other."""
    document = new_pdf()
    for lines in pages:
        document.add_page()
        for number, line in enumerate(lines):
            document.text(MARGIN, start + 12 * number, line)
    return document


def framed(document: FPDF) -> FPDF:
    """With a small ruled table at the end, so that the text around it is read as paragraphs."""
    for x, text in ((MARGIN, "Код"), (MARGIN + 100, "4323")):
        document.rect(x, 600, 100, 20)
        document.text(x + 4, 612, text)
    return document


def test_spanned_cell_is_given_once_and_the_columns_after_it_keep_their_index() -> None:
    spans = [
        Span(0, 0, 2, 1, ("Функция",)), Span(0, 1, 1, 1, ("Умения",)), Span(1, 1, 1, 1, ("Знания",)),
        Span(2, 0, 1, 2, ("Во всю ширину",)),
    ]  # fmt: skip
    assert cells(read(as_pdf(spans, (100, 200)))) == [
        (0, 0, "Функция"), (0, 1, "Умения"), (1, 1, "Знания"), (2, 0, "Во всю ширину"),
    ]  # fmt: skip


def test_wrapped_lines_of_a_cell_are_joined_and_its_paragraphs_kept_apart() -> None:
    text = (
        "Умения и навыки:\n1. Проверять целостность упаковки и сверять число мест с накладной поставщика.\n"
        "2. Оформлять акт.\n- о расхождении\n- о порче товара при перевозке железнодорожным транспортом;\nвести журнал"
    )
    found = cells(read(as_pdf(table(("Задача", text)), (100, 150))))
    assert [t for _, column, t in found if column == 1] == text.split("\n")


@pytest.mark.parametrize("open_breaks", [False, True], ids=["closed", "open"])
def test_row_that_a_page_break_cuts_stays_one_row(open_breaks: bool) -> None:
    items = [f"{n}. Сверять число мест с накладной поставщика и оформлять акт о расхождении." for n in range(1, 60)]
    spans = table(("Функция", "Умения:\n" + "\n".join(items)), ("Связь с КС", "Отсутствует"))
    found = cells(read(as_pdf(spans, (100, 180), open_breaks=open_breaks)))
    assert [t for row, column, t in found if (row, column) == (0, 1)] == ["Умения:", *items]
    assert found[-2:] == [(1, 0, "Связь с КС"), (1, 1, "Отсутствует")]


def test_row_that_opens_a_page_is_a_new_row() -> None:
    rows = [(f"Код {n}", f"Значение {n}.") for n in range(130)]
    found = cells(read(as_pdf(table(*rows), (100, 180))))
    assert found == [(n, c, row[c]) for n, row in enumerate(rows) for c in (0, 1)]


def test_repeated_head_of_a_table_is_left_out() -> None:
    rows = [(str(n), f"Значение {n}.") for n in range(100)]
    head = ("Уровень", "Знания")
    spans = table(head, *rows[:58], head, *rows[58:])  # a page holds 59 lines
    found = cells(read(as_pdf(spans, (100, 180))))
    assert [t for _, column, t in found if column == 0] == ["Уровень", *(n for n, _ in rows)]


def test_running_headers_and_page_numbers_are_left_out() -> None:
    document = framed(printed(["Первая страница."], ["Вторая страница."], ["Третья страница."]))
    for number in (1, 2, 3):
        document.page = number
        document.text(MARGIN, 25, "Профессиональный стандарт")
        document.text(300, 820, f"- {number} -")
    assert [b.text for b in read(document) if b.kind is BlockKind.PARAGRAPH] == [
        "Первая страница.",
        "Вторая страница.",
        "Третья страница.",
    ]


def test_text_around_tables_is_joined_to_paragraphs_over_a_page_break() -> None:
    full = "Настоящий стандарт применяется в организациях торговли и описывает требования к"
    document = framed(printed([f"1. {full}", "умениям.", f"2. {full}"], ["знаниям работников."]))
    blocks = [b for b in read(document) if b.kind is BlockKind.PARAGRAPH]
    assert [b.text for b in blocks] == [f"1. {full} умениям.", f"2. {full} знаниям работников."]
    assert [(b.page, b.line) for b in blocks] == [(1, 1), (1, 2)]


def test_without_ruled_tables_the_lines_are_given_as_printed() -> None:
    blocks = read(printed(["Карточка профессии", "Наставник"], ["Код"]))
    assert [(b.kind, b.text.strip()) for b in blocks] == [
        (BlockKind.LINE, "Карточка профессии"),
        (BlockKind.LINE, "Наставник"),
        (BlockKind.LINE, "Код"),
    ]
    assert blocks[2].text.startswith("\f")
    assert all(a.line < b.line for a, b in pairwise(blocks))


@pytest.mark.parametrize(
    ("text", "rest", "joined"),
    [
        ("социаль-", "ная работа", "социальная работа"),
        ("медико-", "социальной", "медико-социальной"),
        ("профессиональног", "о образования", "профессионального образования"),
        ("работа с", "детьми", "работа с детьми"),
    ],
)
def test_divided_words_are_put_together_when_the_document_has_them(text: str, rest: str, joined: str) -> None:
    assert join(text, rest, frozenset({"социальная", "профессионального", "с", "работа"})) == joined


def scan() -> bytes:
    picture = BytesIO()
    Image.new("L", (200, 280), 255).save(picture, "PNG")
    document = FPDF(unit="pt", format="A4")
    document.add_page()
    document.image(picture, 0, 0, document.w, document.h)
    return bytes(document.output())


def encrypted() -> bytes:
    document = printed(["тайна"])
    document.set_encryption("owner", "user", encryption_method=EncryptionMethod.RC4)
    return bytes(document.output())


def bomb() -> bytes:
    packed = zlib.compress(bytes(201_000_000), 1)
    return b"%PDF-1.4\n1 0 obj << /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream endobj\n%%EOF"


def broken_stream() -> bytes:
    data = bytes(printed(["Карточка профессии"] * 30).output())
    start = data.index(b"stream\n") + 60
    return data[:start] + b"\xaa" * 20 + data[start + 20 :]


def blank(pages: int) -> bytes:
    document = FPDF()
    for _ in range(pages):
        document.add_page()
    return bytes(document.output())


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (scan, "is a scan: 1 of 1 pages are pictures.*OCR"),
        (lambda: blank(2), "no text layer.*OCR"),
        (encrypted, "is encrypted"),
        (lambda: bytes(printed(["x"]).output())[:-200], "damaged or cut off"),
        (lambda: b"%PDF-1.4\nnothing\n%%EOF", "damaged"),
        (broken_stream, "damaged"),
        (bomb, "bombs"),
        (lambda: blank(1_001), "1,001 pages"),
    ],
    ids=["scan", "blank", "encrypted", "cut", "garbage", "broken", "bomb", "pages"],
)
def test_pdf_without_readable_text_is_refused_with_the_reason(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"x\.pdf.*{reason}"):
        read(make())


def test_reading_stops_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", -1.0)
    with pytest.raises(UnreadableDocument, match="Split the document"):
        read(printed(["x"]))
