"""What headings, captions and table heads announce: a section, a kind of table."""

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.blocks import Block
from corpus.parsers.framework.header import field_of, is_header, normal_name, spanned_names
from corpus.parsers.markdown.html import plain
from corpus.parsers.markdown.rows import DOT_LEADER


class TableKind(StrEnum):
    """What a table is about."""

    LEVELS = "levels"
    MAP = "map"
    GRID = "grid"
    OTHER = "other"


# «3. Біліктілік деңгейлерінің сипаттамасы», «Функционалдық карта»;
# «10. ФУНКЦИОНАЛЬНАЯ КАРТА», «9. КАРТА ПРОФЕССИОНАЛЬНЫХ КВАЛИФИКАЦИЙ», «8. ОПИСАНИЕ … УРОВНЕЙ ОРК»
ANNOUNCED: tuple[tuple[TableKind, re.Pattern[str]], ...] = (
    (TableKind.GRID, re.compile(r"функциональн\w* карт|функционалдық карта")),
    (TableKind.MAP, re.compile(r"карт\w* (?:\w+ )?квалификаци|біліктілік\w* карта")),
    (
        TableKind.LEVELS,
        re.compile(
            r"(?:описани\w*|таблиц\w*) .*уровн|квалификационн\w* уровн|уровн\w* квалификац"
            r"|деңгейлер\w* сипатта"
        ),
    ),
)
MARKDOWN_HEADING = re.compile(r"\s*#{1,6}\s+(?P<title>.+?)\s*#*\s*$")
BOLD_HEADING = re.compile(r"\s*(?:\*\*|<b>)(?P<title>[^*<>]{3,160})(?:\*\*|</b>)[.:]?\s*$")
CAPITAL_HEADING = re.compile(r"\s*(?P<title>\d{1,2}\.\s+[А-ЯЁӘҒҚҢӨҰҮҺІ][^a-zа-яёәғқңөұүһі]{5,150})$")
SECTION_NUMBER = re.compile(r"^(?:\d{1,2}\.?|[IVX]{1,5}\.)\s+(?=\S)|^(?:раздел|глава|приложение)\b", re.IGNORECASE)
CAPTION = re.compile(r"^\W*(?:таблица|продолжение таблицы|рисунок|источник)\b", re.IGNORECASE)
# «V. Функциональная карта», «Описание квалификационных уровней» without any mark-up
PLAIN_HEADING = re.compile(
    r"\s*(?P<title>(?:(?:\d{1,2}|[IVX]{1,5})\.?\s+)?"
    r"(?:введение|паспорт|общие положения|термины|текущее состояние|анализ|перечень|выводы|описание|карта|функциональная карта|приложение)\b[^–—;.:]{0,90})[.:]?\s*$",
    re.IGNORECASE,
)
MAP_COLUMNS = ("мскз|мкз|международн", "нкз", "окэд", "совпаден", "уровень навыков", "начальные группы")
MIN_MAP_COLUMNS = 3


def heading_of(block: Block) -> str | None:
    """Title that a line prints as a heading, without mark-up; None for other lines."""
    if DOT_LEADER.search(block.text):
        return None
    for pattern in (MARKDOWN_HEADING, BOLD_HEADING, CAPITAL_HEADING, PLAIN_HEADING):
        found = pattern.match(block.text)
        if found is not None:
            return plain(found["title"])
    return None


def announced_by(title: str) -> TableKind | None:
    """Kind of the table that a heading or caption announces."""
    name = normal_name(title)
    return next((kind for kind, pattern in ANNOUNCED if pattern.search(name)), None)


def merged_names(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Column names of a header over several rows: («Требования», «») over («Знания», «Умения»)."""
    return tuple(spanned_names([[plain(name) for name in row] for row in rows]))


def header_kind(cells: Sequence[str], announced: TableKind | None) -> TableKind | None:
    """Kind of the table that a row heads; None when it is no header."""
    names = [normal_name(cell) for cell in cells]
    known = sum(any(re.search(pattern, name) for name in names) for pattern in MAP_COLUMNS)
    if known >= MIN_MAP_COLUMNS:
        return TableKind.MAP
    if is_header(cells):
        return TableKind.LEVELS
    fields = [field_of(cell) for cell in cells if cell]
    named = bool(fields) and fields[0] in ("levels", "national_levels") and not set(fields) & {"knowledge", "skills"}
    return TableKind.GRID if named and announced is TableKind.GRID else None


def opens_section(title: str) -> bool:
    """Whether a heading below a table is of a new section, not of a subgroup of the table."""
    return SECTION_NUMBER.match(title) is not None or announced_by(title) not in (None, TableKind.LEVELS)
