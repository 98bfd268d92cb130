"""Web pages → blocks."""

import pytest

from corpus.blocks import Block, BlockKind
from corpus.errors import UnreadableDocument
from corpus.readers import html


def read(markup: str) -> list[Block]:
    return html.read(markup, "page.html")


def texts(markup: str) -> list[str]:
    return [block.text for block in read(markup)]


def cells(markup: str) -> list[tuple[int | None, int | None, str]]:
    return [(b.row, b.column, b.text) for b in read(markup) if b.kind is BlockKind.CELL]


def test_spanned_cell_is_given_once_and_the_columns_after_it_keep_their_index() -> None:
    markup = """<table><tr><td rowspan="2">Функция</td><td rowspan="2">Задача</td><td>Умения</td></tr>
    <tr><td>Знания</td></tr><tr><td colspan="2">Связь с КС</td><td>Нет</td></tr></table>"""
    expected = [(0, 0, "Функция"), (0, 1, "Задача"), (0, 2, "Умения"), (1, 2, "Знания"), (2, 0, "Связь с КС")]
    assert cells(markup) == [*expected, (2, 2, "Нет")]


def test_cell_is_split_at_paragraphs_breaks_and_items() -> None:
    markup = "<table><tr><td><p>Умения:</p>вес<br>акт<ol><li>план</li><li>2. отчёт</li></ol></td></tr></table>"
    assert cells(markup) == [(0, 0, t) for t in ("Умения:", "вес", "акт", "1. план", "2. отчёт")]


def test_lists_print_their_numbers() -> None:
    markup = (
        '<ol start="3"><li>а</li><li value="7"><p>б</p><p>в</p></li></ol><ol type="i"><li>г</li></ol><ul><li>д</ul>'
    )
    assert texts(markup) == ["3. а", "7. б", "в", "i. г", "• д"]


def test_menus_scripts_and_hidden_parts_are_no_text() -> None:
    markup = """<html><head><title>Әділет</title><style>p {}</style></head><body><header>Поиск</header>
    <nav><p>Главная</p></nav><script>alert("x")</script><p>Приказ</p><p style="display: none">скрыто</p>
    <noscript>включите</noscript>дальше<!-- заметка --> текст<footer>©</footer></body></html>"""
    assert texts(markup) == ["Приказ", "дальше текст"]


def test_article_is_read_with_the_title_and_the_date_that_stand_before_it() -> None:
    page = """<body><div><a href="/">Меню</a></div><div><h1>Об утверждении стандарта</h1>
    <p>Приказ от 29 июня 2023 года № 262.</p></div><div>Скачать</div><article><h3>Глава 1. Общие положения</h3>
    <p>      1. Настоящий профессиональный стандарт применяется в организациях оптовой торговли.</p></article><div>Похожие</div></body>"""
    blocks = read(page)
    assert [b.text for b in blocks] == [
        "Об утверждении стандарта",
        "Приказ от 29 июня 2023 года № 262.",
        "Глава 1. Общие положения",
        "1. Настоящий профессиональный стандарт применяется в организациях оптовой торговли.",
    ]
    assert [b.kind for b in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH]
    assert [b.line for b in blocks] == [1, 2, 3, 4]


def test_inline_tags_blanks_and_soft_hyphens_do_not_part_a_paragraph() -> None:
    markup = "<p>соци\u00adальная&nbsp;&nbsp;<b>рабо</b>та, 12<sup>1</sup>\n и\u200b <font><a>далее</a></font></p>"
    assert texts(markup) == ["социальная работа, 12¹ и далее"]


def test_table_inside_a_cell_is_read_as_its_paragraphs() -> None:
    inner = "<table><tr><td>внутри</td><td>рядом</td></tr></table>"
    markup = f"<table><tr><td>Длинная подпись ячейки{inner}после</td><td>вторая</td></tr></table>"
    assert cells(markup) == [
        (0, 0, "Длинная подпись ячейки"), (0, 0, "внутри"), (0, 0, "рядом"), (0, 0, "после"), (0, 1, "вторая"),
    ]  # fmt: skip


def test_table_that_only_arranges_the_page_gives_its_tables() -> None:
    inner = "<table><tr><td>Код профессии</td><td>4323-0-001</td></tr></table>"
    assert cells(f"<table><tr><td>x</td><td>{inner}</td></tr></table>") == [
        (0, 0, "Код профессии"),
        (0, 1, "4323-0-001"),
    ]


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 5_000 + "глубоко", "<p>" + "x" * 11_000_000, "<table><tr>" + "<td>x" * 200],
    ids=["deep", "long", "wide"],
)
def test_page_beyond_a_limit_is_refused_and_not_cut(markup: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"page\.html.*\. "):
        read(markup)


def test_entities_of_the_page_fetch_and_expand_nothing() -> None:
    markup = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>a &x; b</p></body></html>'
    assert "root:" not in " ".join(texts(markup))
