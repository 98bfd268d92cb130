"""The answers of a table as a workbook: a row for each text, and the most frequent gaps with a chart."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from indexing.index import Index
from service.exports.xlsx import Row, add_sheet, new_book, saved
from service.pages.bulk_summary import Summary
from service.pages.catalogues import Words, said
from service.pages.filters import confidence, levels
from service.pages.labels import GAP, KIND, ROW_ERROR, STATUS

if TYPE_CHECKING:
    from openpyxl import Workbook

FIRST = 5  # items named in a row of the table
NAMED = {"cv": "missing", "vacancy": "asked"}
CHARTED = 15
STATUSES = {"cv": ("covered", "partial", "missing"), "vacancy": ("asked", "not_asked")}


def bulk_xlsx(index: Index, rows: Sequence[dict[str, Any]], found: Summary, words: Words) -> bytes:
    """The bytes of the file."""
    book = new_book()
    kinds = [kind for kind in STATUSES if any(row.get("gaps") and row["kind"] == kind for row in rows)]
    told = [_row(index, row, kinds, words) for row in rows]
    widths = (*WIDTHS, *(width for kind in kinds for width in (*(12 for _ in STATUSES[kind]), 90)))
    add_sheet(book, words.gettext("Answers"), _columns(kinds, words), told, widths)
    _add_gaps(book, found, words)
    return saved(book)


WIDTHS = (14, 40, 16, 26, 50, 26, 10, 50, 50)


def _columns(kinds: Sequence[str], words: Words) -> tuple[str, ...]:
    return (
        words.gettext("Number"),
        words.gettext("Title"),
        words.gettext("Kind"),
        words.gettext("Status"),
        words.gettext("Profession"),
        words.gettext("Confidence"),
        words.gettext("Level"),
        words.gettext("Second variant"),
        words.gettext("Third variant"),
        *(name for kind in kinds for name in _of_kind(kind, words)),
    )


def _of_kind(kind: str, words: Words) -> tuple[str, ...]:
    first = words.gettext("First of all missing") if kind == "cv" else words.gettext("First of all asked for")
    return (*(said(GAP, name, words) for name in STATUSES[kind]), first)


def _row(index: Index, row: dict[str, Any], kinds: Sequence[str], words: Words) -> Row:
    own = (str(row.get("id") or ""), str(row.get("title") or ""))
    if "error" in row:
        return (*own, "", words.gettext("Error: %(kind)s", kind=said(ROW_ERROR, row["error"]["kind"], words)))
    head = (*own, said(KIND, row["kind"], words), said(STATUS, row["status"], words))
    if not row["gaps"]:
        return head
    variants = [p["title"] for p in row["professions"][1:3]]
    first = row["professions"][0]
    return (
        *head,
        first["title"],
        f"{confidence(first['confidence'], words)}, {words.percent(first['confidence'])}",
        row["level"]["value"] or "",
        *variants,
        *([""] * (2 - len(variants))),
        *(cell for kind in kinds for cell in _gaps(index, row, kind)),
    )


def _gaps(index: Index, row: dict[str, Any], kind: str) -> Iterator[str | int]:
    """How many items have each status of a kind, then the first that are missing or asked for; acts of law apart.

    Nothing in the columns of the other kind.
    """
    own = row["gaps"]["items"] if row["kind"] == kind else ()
    items = [(index.items[index.item_number[identifier]], status) for identifier, status in own]
    told = [(item.text, status) for item, status in items if not item.act]
    for name in STATUSES[kind]:
        yield sum(status == name for _, status in told) if own else ""
    yield "; ".join([text for text, status in told if status == NAMED[kind]][:FIRST])


def _add_gaps(book: "Workbook", found: Summary, words: Words) -> None:
    from openpyxl.chart import BarChart, Reference

    columns = (
        words.gettext("Profession"),
        words.gettext("Level"),
        words.gettext("Item"),
        words.gettext("Texts with it") if found.kind == "vacancy" else words.gettext("Texts without it"),
        words.gettext("Texts in all"),
        words.gettext("Share"),
    )
    rows = [(g.title, levels(g.levels), g.text, g.lacking, g.texts, g.share) for g in found.gaps if g.lacking]
    sheet = add_sheet(book, words.gettext("Frequent gaps"), columns, rows, (50, 10, 90, 14, 14, 10))
    for (cell,) in sheet.iter_rows(min_row=2, min_col=len(columns)):
        cell.number_format = "0%"
    if not rows:
        return
    chart = BarChart()
    chart.type, chart.style, chart.legend = "bar", 10, None
    chart.title = words.gettext("Frequent gaps")
    last = min(len(rows), CHARTED) + 1
    chart.add_data(Reference(sheet, min_col=4, min_row=2, max_row=last))
    chart.set_categories(Reference(sheet, min_col=3, min_row=2, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.width, chart.height = 30, 1.2 * last + 3
    sheet.add_chart(chart, "H2")
