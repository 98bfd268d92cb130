"""An answer as a workbook: what the counsellor's sheet has, for sorting and filtering."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.export import guarded
from service.exports.counsellor import facts, variants
from service.exports.paper import clean
from service.pages.answering import Answer
from service.pages.catalogues import Words, said
from service.pages.document_names import place
from service.pages.labels import GAP, GROUP, ITEM, STEP
from service.pages.opening import Group, Opened

if TYPE_CHECKING:  # a service that makes no workbook has no use for openpyxl
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME = 31  # characters of a sheet's name
Row = Sequence[str | int | float]


def xlsx(answer: Answer, words: Words) -> bytes:
    """The bytes of the file."""
    book = new_book()
    add_sheet(book, words.gettext("Answer"), (), list(facts(answer, words)), (30, 90))
    columns = (words.gettext("Profession"), words.gettext("Level"), words.gettext("Confidence"))
    add_sheet(book, words.gettext("All variants"), columns, list(variants(answer, words)), (70, 10, 30))
    if answer.opened:
        quoted = (words.gettext("In the text"), words.gettext("In the documents"), words.gettext("Place"))
        add_sheet(book, words.gettext("Why this profession"), quoted, list(_proofs(answer.opened, words)), (60, 90, 40))
        add_sheet(
            book,
            words.gettext("Items"),
            _columns(words),
            list(_items(answer.opened, words)),
            (40, 12, 70, 18, 14, 10, 60, 18, 10),
        )
    return saved(book)


def new_book() -> "Workbook":
    """A workbook without sheets."""
    from openpyxl import Workbook

    book = Workbook()
    del book[book.sheetnames[0]]
    return book


def add_sheet(book: "Workbook", name: str, columns: Row, rows: Sequence[Row], widths: Sequence[int]) -> "Worksheet":
    """A sheet with a heading that stays; no cell is ever taken for a formula."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(name[:LONGEST_NAME])
    for row in ([columns] if columns else []) + list(rows):
        sheet.append([guarded(clean(v)) if isinstance(v, str) else v for v in row])
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line in sheet.iter_rows():
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            bold = cell.row == 1 if columns else cell.column == 1
            cell.font = Font(bold=bold)
    if columns:
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    return sheet


def saved(book: "Workbook") -> bytes:
    """The bytes of a workbook."""
    book.properties.creator = "Kasip"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _proofs(card: Opened, words: Words) -> Iterator[Row]:
    for proof in card.proofs:
        where = place(card.documents[proof.document], proof.evidence.item.line, words)
        yield proof.evidence.quote, proof.evidence.item.text, where


def _columns(words: Words) -> tuple[str, ...]:
    return (
        words.gettext("Function"),
        words.gettext("Kind"),
        words.gettext("Item"),
        words.gettext("Status"),
        words.gettext("Confidence"),
        words.gettext("Weight"),
        words.gettext("In the text"),
        words.gettext("How to close"),
        words.gettext("Line"),
    )


def _items(card: Opened, words: Words) -> Iterator[Row]:
    for group in (*card.groups, *((card.acts,) if card.acts else ())):
        yield from _of_group(group, words)


def _of_group(group: Group, words: Words) -> Iterator[Row]:
    function = group.gaps.title or said(GROUP, group.gaps.kind, words)
    for shown in group.columns.values():
        for one in shown:
            item = one.item
            yield (
                function,
                said(ITEM, "act" if item.act else item.kind, words),
                item.text,
                said(GAP, item.status, words),
                round(item.confidence, 2),
                round(item.weight, 2),
                "; ".join(e.quote for e in item.evidence),
                said(STEP, one.step.kind, words) if one.step else "",
                one.line,
            )
