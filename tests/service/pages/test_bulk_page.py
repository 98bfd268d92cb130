"""A table goes in, its progress is seen, its answers come out; only to the browser that sent it."""

import io
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from openpyxl import Workbook, load_workbook

from matching.matcher import Matcher
from service.pages.failures import Failure
from service.pages.table_line import table_line
from service.pages.table_reading import read_table
from service.pages.table_rows import column_of, records
from service.state.state import State
from tests.browser.visiting import ANOTHER_TRADE
from tests.service.pages.apps import token_of, tree, words


def csv_of(*texts: str) -> bytes:
    """A table of texts."""
    rows = "\r\n".join(f'{n};"{text}"' for n, text in enumerate(texts, start=1))
    return f"№;Текст\r\n{rows}\r\n".encode("utf-8-sig")


def xlsx_of(rows: list[list[Any]]) -> bytes:
    """A workbook with one sheet."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def sent(pages: TestClient, table: bytes, name: str = "table.csv", **fields: str) -> Any:
    """Send a table as the form does."""
    data = {"token": token_of(pages), **fields}
    return pages.post("/bulk", data=data, files={"table": (name, table)}, follow_redirects=False)


@pytest.fixture
def done(pages: TestClient, state: State, matcher: Matcher, cv: str) -> str:
    """Address of a table of CVs that is done."""
    address: str = sent(pages, csv_of(cv, cv, ANOTHER_TRADE, ""), kind="cv").headers["location"]
    while state.runner.run_next(lambda record: table_line(record, matcher)):
        pass
    return address


def test_a_table_waits_and_its_page_tells_how_far_it_is(pages: TestClient, cv: str) -> None:
    answer = sent(pages, csv_of(cv, cv))
    assert answer.status_code == 303
    page = tree(pages.get(answer.headers["location"]).text)
    assert "0 из 2" in words(page.get_element_by_id("progress"))
    pages.post(f"{answer.headers['location']}/delete", data={"token": token_of(pages)})


def test_a_table_that_is_done_shows_counts_and_frequent_gaps(pages: TestClient, done: str) -> None:
    page = tree(pages.get(done).text)
    assert "Обработано 4 строки" in words(page.xpath("//p[@class='lead']")[0])
    assert "Социальный работник" in words(page.xpath("//section[@aria-labelledby='professions']")[0])
    assert "2 текста" in words(page.xpath("//section[@aria-labelledby='gaps']")[0])


def test_the_workbook_has_a_row_for_each_row_and_the_gaps(pages: TestClient, done: str) -> None:
    book = load_workbook(io.BytesIO(pages.get(f"{done}/answers.xlsx").content))
    rows: list[Any] = list(book["Ответы"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0][4] == "Социальный работник"
    assert rows[2][4] is None
    gaps: list[Any] = list(book["Частые пробелы"].iter_rows(min_row=2, values_only=True))
    assert gaps
    assert all(1 <= row[3] <= row[4] for row in gaps)


def test_vacancies_among_cvs_have_columns_of_their_own(
    pages: TestClient, state: State, matcher: Matcher, cv: str, vacancy: str
) -> None:
    address = sent(pages, csv_of(cv, cv, vacancy, "привет")).headers["location"]
    while state.runner.run_next(lambda record: table_line(record, matcher)):
        pass
    book = load_workbook(io.BytesIO(pages.get(f"{address}/answers.xlsx").content))
    columns, first, _, third, last = list(book["Ответы"].iter_rows(values_only=True))
    rows = [dict(zip(columns, row, strict=True)) for row in (first, third)]
    assert [row["Не найдено"] is None for row in rows] == [False, True]
    assert [row["Требуется"] is None for row in rows] == [True, False]
    assert last[3] == "Мало текста"


def test_counts_of_a_row_are_those_of_the_page(pages: TestClient, done: str, cv: str) -> None:
    book = load_workbook(io.BytesIO(pages.get(f"{done}/answers.xlsx").content))
    columns, first, *_ = list(book["Ответы"].iter_rows(values_only=True))
    row: dict[Any, Any] = dict(zip(columns, first, strict=True))
    shown = tree(pages.post("/", data={"text": cv, "kind": "cv"}).text).xpath("//ul[@class='counts']/li")
    assert [f"{row[name]} {name}" for name in ("Есть", "Частично", "Не найдено")] == [words(one) for one in shown]


def test_an_error_of_a_row_is_told_in_words(pages: TestClient, state: State, matcher: Matcher, cv: str) -> None:
    address = sent(pages, csv_of(cv, "а" * 200_001)).headers["location"]
    while state.runner.run_next(lambda record: table_line(record, matcher)):
        pass
    book = load_workbook(io.BytesIO(pages.get(f"{address}/answers.xlsx").content))
    assert book["Ответы"]["D3"].value == "Ошибка: слишком длинный текст"


def test_the_picture_has_the_gaps(pages: TestClient, done: str) -> None:
    answer = pages.get(f"{done}/gaps.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "Социальный работник, уровень" in answer.text


def test_answers_hold_no_words_of_the_texts(pages: TestClient, done: str, state: State) -> None:
    kept = b"".join(p.read_bytes() for p in (state.batches.spool.folder / done.rpartition("/")[2]).iterdir())
    assert "бабушек".encode() not in kept
    assert b"sotsialnyi-rabotnik" in kept


def test_only_the_browser_that_sent_a_table_sees_it(app: FastAPI, done: str) -> None:
    other = TestClient(app, headers={"accept": "text/html"})
    token = token_of(other)
    for path in (done, f"{done}/answers.xlsx", f"{done}/gaps.svg"):
        assert other.get(path).status_code == 404
    assert other.post(f"{done}/delete", data={"token": token}).status_code == 404


def test_a_table_is_deleted_at_once(pages: TestClient, state: State, done: str) -> None:
    assert pages.post(f"{done}/delete", data={"token": token_of(pages)}).status_code == 200
    assert not (state.batches.spool.folder / done.rpartition("/")[2]).exists()
    assert pages.get(f"{done}/answers.xlsx").status_code == 410
    assert "удален" in pages.get(done).text


def test_a_table_from_another_site_is_refused(pages: TestClient, cv: str) -> None:
    assert sent(pages, csv_of(cv), token="x" * 32).status_code == 403


@pytest.mark.parametrize(
    ("table", "status"),
    [
        (b"", 422),
        ("Текст\r\n".encode(), 422),
        (b"PK\x03\x04 broken", 400),
        (b'{"text": "a"}\n{broken', 400),
        (b"{}\n[]", 400),
    ],
)
def test_a_table_that_can_not_be_read_is_told_beside_its_field(pages: TestClient, table: bytes, status: int) -> None:
    answer = sent(pages, table)
    assert answer.status_code == status
    assert tree(answer.text).get_element_by_id("failure").xpath(".//a/@href") == ["#table"]


def test_a_form_without_a_table_is_told(pages: TestClient) -> None:
    assert pages.post("/bulk", data={"token": token_of(pages)}).status_code == 422


def test_a_table_with_more_rows_than_are_taken_is_refused() -> None:
    with pytest.raises(Failure) as failed:
        read_table(csv_of("а", "б", "в"), most=2)
    assert failed.value.kind == "long-table"


@pytest.mark.parametrize(
    "table",
    [
        "№;Название;Текст\r\n7;Сиделка;Уход".encode("utf-8-sig"),
        "№,Название,Текст\n7,Сиделка,Уход\n\n".encode(),
        "№\tНазвание\tТекст\n7\tСиделка\tУход".encode("cp1251"),
        '{"№": 7, "Название": "Сиделка", "Текст": "Уход", "Прочее": null}'.encode(),
        xlsx_of([["№", "Название", "Текст"], [7, "Сиделка", "Уход"], [None, None, None]]),
    ],
    ids=["semicolons", "commas", "tabs-cp1251", "jsonl", "xlsx"],
)
def test_every_kind_of_table_gives_the_same_rows(table: bytes) -> None:
    (row,) = read_table(table, most=10)
    assert {name: row[name] for name in ("№", "Название", "Текст")} == {
        "№": "7",
        "Название": "Сиделка",
        "Текст": "Уход",
    }


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Текст", "text"),
        ("  text ", "text"),
        ("Мәтін", "text"),
        ("Должность", "title"),
        ("Атауы", "title"),
        ("№", "id"),
        ("Зарплата", None),
    ],
)
def test_columns_are_known_by_their_headings(heading: str, column: str | None) -> None:
    assert column_of(heading) == column


def test_without_a_column_of_texts_the_others_are_its_parts() -> None:
    rows = [{"Должность": "Сиделка", "Обязанности": "Уход", "Требования": "Опыт"}]
    (line,) = records(rows, "vacancy")
    assert "Сиделка\\nОбязанности:\\nУход\\nТребования:\\nОпыт" in line.decode()


def test_the_empty_example_is_a_table_that_is_recognised(pages: TestClient) -> None:
    for language in ("ru", "kk", "en"):
        data = pages.get("/bulk/example.csv", params={"lang": language}).content
        headings = data.decode("utf-8-sig").split("\r\n")[0].split(";")
        assert [column_of(heading) for heading in headings] == ["id", "title", "text"]
