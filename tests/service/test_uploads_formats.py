"""The same text comes back from every format."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from fpdf import FPDF
from fpdf.enums import EncryptionMethod
from PIL import Image

from service.uploads.contract import Extracted, Limits
from service.uploads.errors import NoText, TooLong
from service.uploads.reading import read
from tests.corpus.card_documents import MARGIN, new_pdf
from tests.service.hostile_files import odt

RUSSIAN = "Оказывает социально-бытовые услуги пожилым людям на дому, ведёт учёт."
KAZAKH = "Әлеуметтік қызметкер: үйде күтім жасау, жәрдемақы, ұйым, өңір, ғылым, һәм іс."
LINES = ("Резюме", RUSSIAN, f"• {KAZAKH}", "Период", "Должность", "2018–2024", "Санитар")


def extracted(data: bytes) -> Extracted:
    return read(data, Limits())


def saved(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_docx() -> bytes:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Верхний колонтитул"
    document.sections[0].footer.paragraphs[0].text = "Нижний колонтитул"
    document.add_heading("Резюме", 1)
    document.add_paragraph(RUSSIAN)
    document.add_paragraph(KAZAKH, style="List Bullet")
    table = document.add_table(2, 2)
    for number, text in enumerate(LINES[3:]):
        table.cell(number // 2, number % 2).text = text
    return saved(document)


def as_odt() -> bytes:
    cells = "".join(f"<text:p>{text}</text:p>" for text in LINES[3:])
    return odt(
        f"<text:h>Резюме</text:h><text:p>Оказывает<text:s text:c='3'/>социально-<text:span>бытовые</text:span>\n"
        f"услуги{RUSSIAN.partition('услуги')[2]}</text:p>"
        f"<text:list><text:list-item><text:p>{KAZAKH}</text:p></text:list-item></text:list>{cells}"
    )


def escaped(text: str) -> str:
    """Russian letters as bytes of CP1251, the others by number."""
    return "".join(_escaped(char) for char in text)


def _escaped(char: str) -> str:
    if char < "\x80":
        return char
    try:
        return "".join(f"\\'{byte:02x}" for byte in char.encode("cp1251"))
    except UnicodeEncodeError:
        return f"\\u{ord(char)}?"


def as_rtf(fonts: str = r"{\fonttbl{\f0\fcharset204 Times New Roman;}}") -> bytes:
    rows = [
        r"\trowd " + "".join(f"{escaped(text)}\\cell " for text in row) + r"\row" for row in (LINES[3:5], LINES[5:])
    ]
    parts = [r"{\rtf1\ansi\ansicpg1251\deff0" + fonts, r"\f0\uc1 ", escaped("Резюме"), r"\par ", escaped(RUSSIAN)]
    parts += [r"\par {\listtext\'b7\tab}", escaped(KAZAKH), r"\par ", *rows, "}"]
    return "".join(parts).encode("ascii")


def as_html(encoding: str = "utf-8") -> bytes:
    rows = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (LINES[3:5], LINES[5:]))
    return (
        f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>Х</title><style>p {{}}</style></head><body>'
        f"<script>var a = '<p>нет</p>';</script><h1>Резюме</h1><p>{RUSSIAN}</p><ul><li>{KAZAKH}</li></ul>"
        f"<table>{rows}</table></body></html>"
    ).encode(encoding)


def as_pdf() -> bytes:
    document = new_pdf()
    document.add_page()
    for number, line in enumerate(LINES):
        document.text(MARGIN, MARGIN + 40 + 30 * number, line)
    return bytes(document.output())


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("docx", as_docx()),
        ("odt", as_odt()),
        ("rtf", as_rtf()),
        ("html", as_html()),
        ("html", as_html("kz1048")),
        ("pdf", as_pdf()),
        ("txt", "\r\n".join(LINES).encode()),
    ],
)
def test_every_format_gives_the_same_lines(kind: str, data: bytes) -> None:
    found = extracted(data)
    assert found.kind == kind
    assert found.text.split("\n") == list(LINES)
    assert found.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "kz1048"])
def test_kazakh_text_is_read_in(encoding: str) -> None:
    assert extracted("\n".join(LINES).encode(encoding)).text == "\n".join(LINES)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
@pytest.mark.parametrize("text", [RUSSIAN.replace("–", "-"), "Менеджер по продажам", f"{RUSSIAN}\n" * 200])
def test_russian_text_is_read_in(encoding: str, text: str) -> None:
    assert extracted(text.encode(encoding)).text == text.strip()


def test_text_of_utf8_with_a_broken_byte_is_read_with_a_warning() -> None:
    data = f"{RUSSIAN}\n{KAZAKH}".encode()
    found = extracted(data[:19] + b"\xff" + data[19:])
    assert found.warnings == ("broken_characters",)
    assert found.text.count("\ufffd") == 1
    assert found.text.endswith(KAZAKH)


def test_text_of_200_000_characters_is_read_and_of_one_more_is_not() -> None:
    assert len(extracted(b"a" * 200_000).text) == 200_000
    with pytest.raises(TooLong) as caught:
        extracted(b"a" * 200_001)
    assert caught.value.values == {"characters": 200_001, "limit": 200_000}


# DOCX


def test_text_boxes_of_a_docx_are_read_once_behind_their_paragraph() -> None:
    inner = (
        "<w:txbxContent><w:p><w:r><w:t>Навыки</w:t></w:r></w:p><w:p><w:r><w:t>уход</w:t></w:r></w:p></w:txbxContent>"
    )
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    run = (
        f"<w:r {names}><mc:AlternateContent><mc:Choice><w:drawing>{inner}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = Document()
    paragraph: Any = document.add_paragraph("Иванов Иван")
    paragraph._p.append(parse_xml(run))
    document.add_paragraph("Опыт")
    assert extracted(saved(document)).text.split("\n") == ["Иванов Иван", "Навыки", "уход", "Опыт"]


def test_numbers_of_a_docx_list_are_printed() -> None:
    document = Document()
    for text in ("уход", "кормление"):
        document.add_paragraph(text, style="List Number")
    assert extracted(saved(document)).text.split("\n") == ["1. уход", "2. кормление"]


# ODT


def test_text_box_of_an_odt_stands_behind_its_paragraph_and_notes_and_comments_are_left_out() -> None:
    names = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    svg = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    body = (
        f"<text:p>Иванов<draw:frame {names}><draw:text-box><text:p>Навыки</text:p></draw:text-box>"
        f"<svg:desc {svg}>Фото</svg:desc></draw:frame> Иван<text:note><text:p>сноска</text:p></text:note>"
        "<office:annotation><text:p>примечание</text:p></office:annotation></text:p>"
        "<text:tracked-changes><text:p>стёрто</text:p></text:tracked-changes><text:p>а<text:tab/>б<text:line-break/>в</text:p>"
    )
    assert extracted(odt(body)).text.split("\n") == ["Иванов Иван", "Навыки", "а\tб", "в"]


# RTF


def test_rtf_whose_fonts_name_no_cyrillic_is_read_as_cp1251() -> None:
    data = r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 Arial;}}\f0 " + escaped(RUSSIAN) + "}"
    assert extracted(data.encode("ascii")).text == RUSSIAN


def test_emoji_of_an_rtf_is_one_character() -> None:
    assert extracted(rb"{\rtf1\ansi\uc1 a \u-10179?\u-8704? b}").text == "a \U0001f600 b"


# PDF


def printed(*pages: list[str], document: FPDF | None = None, header: str = "", footer: str = "") -> bytes:
    """Pages of lines, one below the other."""
    document = document or new_pdf()
    for page, lines in enumerate(pages, start=1):
        document.add_page()
        document.text(MARGIN, 25, header)
        for number, line in enumerate(lines):
            document.text(MARGIN, MARGIN + 60 + 12 * number, line)
        document.text(300, 820, footer.format(page))
    return bytes(document.output())


FULL = "Принимала заявления граждан, выявляла семьи в трудной жизненной ситуации, составляла планы помощи и вела учёт в"


def test_wrapped_lines_are_joined_and_short_ones_kept_apart() -> None:
    found = extracted(
        printed(["Иванова Айгүл", "Социальный работник", FULL, "системе «Е-Собес»", "Обучала новых работников"])
    )
    assert found.text.split("\n") == [
        "Иванова Айгүл", "Социальный работник", f"{FULL} системе «Е-Собес»", "Обучала новых работников",
    ]  # fmt: skip


def test_paragraph_goes_on_over_a_page_break_and_running_lines_are_left_out() -> None:
    pages = ([FULL], ["системе.", "Обучала."])
    found = extracted(printed(*pages, header="Резюме Ивановой", footer="Страница {} из 2"))
    assert (found.text, found.pages) == (f"{FULL} системе.\nОбучала.", 2)


@pytest.mark.parametrize(
    ("head", "tail", "joined"),
    [
        ("соци-", "альный работник", "социальный работник"),
        ("социально-", "бытовые услуги", "социально-бытовые услуги"),
        ("әлеу-", "меттік қызметкер", "әлеуметтік қызметкер"),
        ("бизнес-", "план", "бизнес-план"),
    ],
)
def test_word_that_a_line_end_divides_is_put_together(head: str, tail: str, joined: str) -> None:
    start = FULL.rsplit(" ", 1)[0]
    assert extracted(printed([f"{start} {head}", f"{tail}."])).text == f"{start} {joined}."


def test_columns_are_read_one_after_the_other() -> None:
    document = new_pdf()
    document.add_page()
    for x, lines in ((MARGIN, ["Контакты", "Алматы", "Навыки"]), (250, ["Сериков Бауыржан", "Санитар", "Опыт"])):
        for number, line in enumerate(lines):
            document.text(x, 100 + 14 * number, line)
    assert extracted(bytes(document.output())).text.split("\n") == [
        "Контакты", "Алматы", "Навыки", "Сериков Бауыржан", "Санитар", "Опыт",
    ]  # fmt: skip


def picture(document: FPDF) -> None:
    document.add_page()
    document.image(Image.new("RGB", (20, 30), "white"), x=0, y=0, w=200)


def test_scanned_pdf_says_that_it_has_no_text() -> None:
    document = new_pdf()
    picture(document)
    document.text(MARGIN, 700, "Scanned by a scanner")
    with pytest.raises(NoText):
        extracted(bytes(document.output()))


def test_pdf_with_a_scanned_page_is_read_with_a_warning() -> None:
    document = new_pdf()
    picture(document)
    found = extracted(printed([RUSSIAN], document=document))
    assert (found.text, found.pages, found.warnings) == (RUSSIAN, 2, ("pages_without_text",))


def test_pdf_that_only_forbids_changes_is_read() -> None:
    document = new_pdf()
    document.set_encryption(owner_password="o", user_password="", encryption_method=EncryptionMethod.AES_128)
    assert extracted(printed([RUSSIAN], document=document)).text == RUSSIAN


def test_pdf_whose_fonts_tell_no_letters_says_that_it_has_no_text() -> None:
    data = printed([RUSSIAN, KAZAKH])
    assert b"/ToUnicode" in data
    with pytest.raises(NoText):
        extracted(data.replace(b"/ToUnicode", b"/ToUnknown"))
