"""A card is the same card whatever file it came in: plain text, HTML, DOCX, PDF."""

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from corpus import kinds
from corpus.cards import Card, Parsed
from corpus.readers import files
from tests.conftest import DOCUMENTS
from tests.corpus.card_documents import Span, as_docx, as_html, as_pdf, spans
from tests.corpus.framework_rows import HEADER
from tests.corpus.test_standard_page import CARD

CHARACTERISTICS = DOCUMENTS / "003_9128908cbf965758.txt"
STANDARD = DOCUMENTS / "000_8fb81c9e5e11bdc8.txt"
FRAMEWORK = (
    HEADER
    + """\t6
\t1324 Руководители складов
1324-1-003 Начальник склада
\t6
\tПланирование
\tРуководство и управление
\t- порядок приёмки грузов;
- основы трудового законодательства
\t- планировать работу смены;
- разбирать расхождения
\t- организация работы склада
\t- ответственность;
- внимательность

\t4
\t4321 Служащие складов
4321-0-002 Кладовщик
\t4
\tИсполнение
\tОсновная деятельность
\t- правила хранения грузов
\t- сверять вес и число мест
\t- приём груза
\t- аккуратность
"""
)
WIDTHS = (130.0, 120.0, 240.0)


def cards_source() -> str:
    """The first two cards of the social standard as they stand in its text."""
    lines = STANDARD.read_text(encoding="utf-8").split("\n")
    starts = [n for n, line in enumerate(lines) if line.startswith("Карточка профессии")]
    return "\n".join(lines[starts[0] - 1 : starts[2] - 1])


def position_source() -> list[str]:
    """The first chapter and position of the social characteristics, paragraph by paragraph."""
    text = CHARACTERISTICS.read_text(encoding="utf-8")
    start = text.index("Глава 1.")
    paragraphs = [p.strip() for p in text[start:].split("\n\n") if p.strip()]
    ends = [n for n, p in enumerate(paragraphs) if "Параграф" in p[:20]]
    return paragraphs[: ends[1]]


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def placeless(value: Any) -> Any:
    """A card without lines and ids."""
    if isinstance(value, tuple):
        return tuple(placeless(v) for v in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: placeless(getattr(value, f.name)) for f in fields(value)}
        return replace(value, **{**kept, "line": 0})
    return value


def parsed(path: Path) -> Parsed:
    blocks, _, _ = files.load(path)
    return kinds.kind_of(blocks).parse(blocks, "x")


def cards(path: Path) -> list[Card]:
    return [placeless(card) for card in parsed(path).cards]


FORMS: dict[str, Callable[[Sequence[Span]], bytes]] = {
    "html": lambda table: as_html(table).encode(),
    "docx": as_docx,
    "pdf": lambda table: as_pdf(table, WIDTHS, header="Профессиональный стандарт"),
    "open.pdf": lambda table: as_pdf(table, WIDTHS, open_breaks=True),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("source", [cards_source(), CARD], ids=["social standard", "invented card"])
def test_cards_are_the_same_in(form: str, source: str, tmp_path: Path) -> None:
    plain = cards(written(tmp_path, "standard.txt", source.encode()))
    assert plain
    assert cards(written(tmp_path, f"standard.{form}", FORMS[form](spans(source, 3)))) == plain


def paragraphs_as_docx(paragraphs: Sequence[str]) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraphs_as_html(paragraphs: Sequence[str]) -> bytes:
    """With what adilet.zan.kz puts into paragraphs: indents of no-break blanks and anchors."""
    body = "\n".join(f'<p id="z{n}">&nbsp;&nbsp; <a name="z{n}"></a>{escape(p)}</p>' for n, p in enumerate(paragraphs))
    return f"<html><body><nav><p>Параграф 9. Меню</p></nav><main>{body}</main></body></html>".encode("cp1251")


@pytest.mark.parametrize("form", ["html", "docx"])
def test_positions_are_the_same_in(form: str, tmp_path: Path) -> None:
    paragraphs = position_source()
    plain = parsed(written(tmp_path, "plain.txt", "\n\n".join(paragraphs).encode()))
    data = paragraphs_as_html(paragraphs) if form == "html" else paragraphs_as_docx(paragraphs)
    found = parsed(written(tmp_path, f"x.{form}", data))
    assert len(plain.positions) == 1
    assert placeless(found.positions) == placeless(plain.positions)


@pytest.mark.parametrize("form", ["html", "docx"])
def test_framework_levels_are_the_same_in(form: str, tmp_path: Path) -> None:
    name = "Отраслевая рамка квалификаций «Складское хозяйство»"
    plain = parsed(written(tmp_path, "plain.txt", f"{name}\n\n{FRAMEWORK}".encode()))
    table = spans(FRAMEWORK, 9)
    data = as_html(table, [name]).encode() if form == "html" else as_docx(table, [name])
    found = parsed(written(tmp_path, f"x.{form}", data))
    assert [row.levels for row in plain.framework_levels] == [(6,), (4,)]
    assert placeless(found.framework_levels) == placeless(plain.framework_levels)
