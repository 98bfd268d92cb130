"""Rows and columns of HTML tables: where a cell stands when others span rows and columns."""

from lxml import etree

from corpus.items import squeeze
from corpus.readers.blocklist import MAX_COLUMNS, Place

MAX_ROWS = 65_534  # that the HTML standard lets a cell span


class Grid:
    """The places of one table's cells, asked for in reading order."""

    def __init__(self, table: int) -> None:
        self.table = table
        self._row = -1
        self._column = 0
        self._covered: dict[int, int] = {}  # column → last row that a cell from above covers

    def next_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 0

    def place(self, cell: etree._Element) -> Place:
        """Return where a cell stands: behind the cells before it and those that hang down from above."""
        self._row = max(self._row, 0)
        while self._covered.get(self._column, -1) >= self._row:
            self._column += 1
        columns = _span(cell, "colspan", MAX_COLUMNS)
        rows = _span(cell, "rowspan", MAX_ROWS) or MAX_ROWS  # rowspan="0": down to the end of the table
        place = Place(table=self.table, row=self._row, column=self._column)
        if rows > 1:
            last = self._row + rows - 1
            self._covered.update(dict.fromkeys(range(self._column, self._column + max(columns, 1)), last))
        self._column += max(columns, 1)
        return place


def _span(cell: etree._Element, name: str, most: int) -> int:
    value = cell.get(name, "").strip()
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 7 else 1


def is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: most of its text stands in tables inside it."""
    inner = next(iter(table.iterfind(".//table")), None)
    if inner is None:
        return False
    outermost = table.xpath(
        ".//table[count(ancestor::table) = $depth]", depth=len(list(table.iterancestors("table"))) + 1
    )
    held = sum(_length(t) for t in outermost) if isinstance(outermost, list) else 0
    return held > 0.5 * _length(table)


def _length(element: etree._Element) -> int:
    return len(squeeze("".join(str(text) for text in element.itertext())))
