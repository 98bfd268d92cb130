"""DOCX → blocks."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from corpus.blocks import Block, BlockKind
from corpus.errors import UnreadableDocument
from corpus.readers import docx


def saved(document: WordDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(document: WordDocument) -> list[Block]:
    return docx.read(saved(document), "x.docx")


def cells(blocks: list[Block]) -> list[tuple[int | None, int | None, int | None, str]]:
    return [(b.table, b.row, b.column, b.text) for b in blocks if b.kind is BlockKind.CELL]


def xml(markup: str) -> Any:
    return parse_xml(markup.replace(">", f" {nsdecls('w')}>", 1))


def numbered(document: WordDocument, text: str, number: int, level: int = 0) -> Paragraph:
    paragraph = document.add_paragraph(text)
    marks = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(xml(marks))
    return paragraph


def with_lists(*levels: str, overrides: str = "") -> WordDocument:
    """A document whose list 91 has the given levels; 92 counts on with it, with overrides."""
    document = Document()
    root = document.part.numbering_part.element
    root.insert(0, xml(f'<w:abstractNum w:abstractNumId="90">{"".join(levels)}</w:abstractNum>'))
    root.append(xml('<w:num w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    root.append(xml(f'<w:num w:numId="92"><w:abstractNumId w:val="90"/>{overrides}</w:num>'))
    return document


def level(depth: int, style: str, text: str) -> str:
    marks = f'<w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{marks}</w:lvl>'


def test_body_comes_in_order_with_headings_and_tables() -> None:
    document = Document()
    document.add_heading("Глава 1", 1)
    document.add_paragraph("До таблицы")
    document.add_table(1, 1).cell(0, 0).text = "Ячейка"
    document.add_paragraph("После")
    blocks = read(document)
    kinds = [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.PARAGRAPH]
    assert [(b.kind, b.text, b.line) for b in blocks] == list(
        zip(kinds, ["Глава 1", "До таблицы", "Ячейка", "После"], [1, 2, 3, 4], strict=True)
    )


def test_merged_cell_is_given_once_and_the_columns_after_it_keep_their_index() -> None:
    document = Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "вниз"
    table.cell(2, 0).merge(table.cell(2, 1)).text = "вправо"
    found = [(row, column, text) for _, row, column, text in cells(read(document))]
    assert found == [(0, 0, "вниз"), (0, 1, "01"), (0, 2, "02"), (1, 1, "11"), (1, 2, "12"), (2, 0, "вправо"), (2, 2, "22")]  # fmt: skip


def test_table_inside_a_cell_is_read_in_its_place() -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "до"
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "внутри", "рядом"
    cell.add_paragraph("после")
    assert [text for *_, text in cells(read(document))] == ["до", "внутри", "рядом", "после"]


def test_lists_print_their_numbers() -> None:
    document = with_lists(level(0, "decimal", "%1."), level(1, "russianLower", "%1.%2)"), level(2, "bullet", "\uf0b7"))
    for text, depth in [("а", 0), ("б", 0), ("в", 1), ("г", 1), ("д", 2), ("е", 0), ("ё", 1)]:
        numbered(document, text, 91, depth)
    assert [b.text for b in read(document)] == ["1. а", "2. б", "2.а) в", "2.б) г", "• д", "3. е", "3.а) ё"]


def test_second_list_counts_on_unless_it_starts_anew() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for overrides, expected in (("", "2. б"), (restart, "1. б")):
        document = with_lists(level(0, "decimal", "%1."), overrides=overrides)
        numbered(document, "а", 91)
        numbered(document, "б", 92)
        assert [b.text for b in read(document)] == ["1. а", expected]


def test_hard_line_breaks_split_a_paragraph() -> None:
    document = Document()
    run = document.add_paragraph("Знания:").runs[0]
    run.add_break(WD_BREAK.LINE)
    run.add_text("основ права")
    assert [b.text for b in read(document)] == ["Знания:", "основ права"]


def test_deleted_and_hidden_text_is_not_printed_but_inserted_text_is() -> None:
    document = Document()
    paragraph = document.add_paragraph("a")._p
    paragraph.append(xml("<w:del><w:r><w:delText>b</w:delText><w:t>b</w:t></w:r></w:del>"))
    paragraph.append(xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t>c</w:t></w:r>"))
    paragraph.append(xml("<w:ins><w:r><w:t>d</w:t></w:r></w:ins>"))
    paragraph.append(xml('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'))
    assert [b.text for b in read(document)] == ["ad²"]


def test_paragraphs_in_content_controls_are_read() -> None:
    document = Document()
    control = xml("<w:sdt><w:sdtContent><w:p><w:r><w:t>внутри</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    document.element.body.insert(0, control)
    assert [b.text for b in read(document)] == ["внутри"]


def rezipped(
    change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None, packing: int = zipfile.ZIP_DEFLATED
) -> bytes:
    document = Document()
    document.add_paragraph("Карточка профессии")
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(saved(document))) as old,
        zipfile.ZipFile(buffer, "w", packing) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return buffer.getvalue()


def same(name: str, data: bytes) -> bytes:
    return data


def with_entity(name: str, data: bytes) -> bytes:
    declared = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return data.replace(b"?>", b"?>" + declared, 1) if name == "word/document.xml" else data


def as_utf16_entity(name: str, data: bytes) -> bytes:
    if name != "word/document.xml":
        return data
    return '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w [<!ENTITY x "y">]><w>&x;</w>'.encode("utf-16")


def cut_xml(name: str, data: bytes) -> bytes:
    return data[: len(data) // 2] if name == "word/document.xml" else data


def overwritten(data: bytes, member: bytes) -> bytes:
    """With 40 bytes of a member's packed data changed."""
    start = data.index(member) + len(member) + 20
    return data[:start] + b"\xaa" * 40 + data[start + 40 :]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: rezipped(same, {"word/media/a.bin": bytes(30_000_000)}), "more than 200 times"),
        (lambda: rezipped(same, {f"m/{n}": b"" for n in range(2_001)}), "at most 2,000"),
        (lambda: rezipped(same, {"word/b.xml": bytes(40_000_001)}, zipfile.ZIP_STORED), "40 MB of text"),
        (lambda: rezipped(with_entity), "declares entities"),
        (lambda: rezipped(as_utf16_entity), "declares entities"),
        (lambda: rezipped(cut_xml), "damaged"),
        (lambda: rezipped(lambda name, data: b"" if name == "word/document.xml" else data), "damaged"),
        (lambda: rezipped(same)[:-100], "damaged or cut off"),
        (lambda: overwritten(rezipped(same), b"word/document.xml"), "damaged or cut off"),
    ],
    ids=["bomb", "members", "xml", "entity", "utf-16 entity", "cut xml", "empty xml", "cut zip", "broken zip"],
)
def test_hostile_package_is_refused_with_the_reason(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"x\.docx.*{reason}.*\. "):
        docx.read(make(), "x.docx")


def test_package_that_declares_too_much_is_refused_before_unpacking() -> None:
    data = bytearray(rezipped(same, {"word/media/a.bin": b"0123456789"}))
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/media/a.bin"))
    data[entry + 24 : entry + 28] = (150_000_000).to_bytes(4, "little")  # the size that the directory declares
    with pytest.raises(UnreadableDocument, match="unpacks to 150 MB"):
        docx.read(bytes(data), "x.docx")


def test_wide_spans_do_not_make_wide_tables() -> None:
    document = Document()
    table = document.add_table(1, 2)
    table.cell(0, 1).text = "x"
    table._tbl.tr_lst[0].tc_lst[0].get_or_add_tcPr().get_or_add_gridSpan().val = 999_999_999
    with pytest.raises(UnreadableDocument, match="more than 100 columns"):
        read(document)
