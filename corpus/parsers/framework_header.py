"""Column names of a framework's level table → fields, in any order and spelling."""

import re
from collections.abc import Sequence

from corpus.items import squeeze

MAX_NAME = 90  # characters; a longer cell is a body cell
MIN_FIELDS = 4  # of a row that is a header

# Ordered: the first pattern that fits names the field. Latin look-alikes are folded before matching.
FIELD_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # «Личностные компетенции», «Личностные и профессиональные компетенции»
    ("personal_competences", re.compile(r"личн\w*.*(?:компетен|качеств)")),
    # «Профессиональные компетенции»
    ("professional_competences", re.compile(r"профессиональн\w*.*компетен|^компетен\w*$")),
    # «Уровень НРК», «Уровень национальной рамки квалификаций»
    ("national_levels", re.compile(r"\bнрк\b(?!.*\bорк\b)|национальн\w* рамк")),
    # «Уровень ОРК», «Уровень отраслевой рамки квалификаций», «Уровень квалификации»
    ("levels", re.compile(r"\bорк\b|отраслев\w* рамк|^(?:квалификационн\w* )?уров\w*(?: квалификац\w*)?$")),
    # «Занятие из НКЗ», «Код и наименование занятия», «Профессия»
    ("occupations", re.compile(r"\bнкз\b|\bзаняти[ейяю]\w*|^(?:наименование )?професси[яий]\b")),
    # «Стадия», «Стадии процесса»
    ("stage", re.compile(r"\bстади[яийю]\b")),
    # «Роль в коллективном разделении труда»
    ("role", re.compile(r"\bроль\b")),
    # «Знания», «Необходимые знания»
    ("knowledge", re.compile(r"^(?!.*(?:умени|навык)).*\bзнани[яей]\b")),
    # «Навыки (умения)», «Умения (Навыки)», «Умения и навыки»
    ("skills", re.compile(r"\b(?:умени[яей]|навыки?)\b")),
)

BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
MARKUP = re.compile(r"<[^<>]{1,80}>|[*_`]")
HYPHENATED = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011]\s*(?=[а-яё])")  # «компе- тенции», «компе-тенции»
LISTED = re.compile(r"^\s*[-–—•·]|.*;\s*$", re.DOTALL)  # «- Навыки общения», «знания основ права;» are items
LOOK_ALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")


def normal_name(cell: str) -> str:
    """A column name for comparison: «[bookmark: _H1]Уровень  OPК» → «уровень орк»."""
    text = MARKUP.sub(" ", BOOKMARK.sub(" ", cell))
    text = HYPHENATED.sub("", squeeze(text)).lower().replace("ё", "е")
    return squeeze(re.sub(r"[^\w\s]", " ", text).translate(LOOK_ALIKES))


def field_of(cell: str) -> str | None:
    """The field that a header cell names: «Навыки (умения)» → "skills"; None for any other text."""
    name = normal_name(cell)
    if not name or len(name) > MAX_NAME or LISTED.match(cell):
        return None
    return next((field for field, pattern in FIELD_PATTERNS if pattern.search(name)), None)


def columns_of(header_cells: Sequence[str]) -> dict[int, str]:
    """Column index → field name for the recognised cells of a header; a repeated name counts once."""
    columns: dict[int, str] = {}
    for index, cell in enumerate(header_cells):
        field = field_of(cell)
        if field is not None and field not in columns.values():
            columns[index] = field
    return columns


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row is the header of a level table: items and a level or occupation column are named."""
    fields = set(columns_of(cells).values())
    return (
        len(fields) >= MIN_FIELDS
        and bool(fields & {"knowledge", "skills"})
        and bool(fields & {"levels", "national_levels", "occupations"})
    )
