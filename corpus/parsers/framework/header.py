"""Column names of a framework's level table → fields, in any order and spelling."""

import re
from collections.abc import Sequence

from corpus.items import squeeze

MAX_NAME = 90  # characters; a longer cell is a body cell
MIN_FIELDS = 4  # of a row that is a header

# Ordered: the first pattern that fits names the field. Latin look-alikes are folded before matching.
FIELD_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # «Личностные компетенции», «Личностные и профессиональные компетенции»; «Жеке құзыреттер», «Тұлғалық қасиеттер»
    ("personal_competences", re.compile(r"личн\w*.*(?:компетен|качеств)|(?:жеке|тұлғалық).*(?:құзырет|қасиет)")),
    # «Профессиональные компетенции»; «Кәсіби құзыреттер», «Кәсіптік құзыреттіліктер»
    (
        "professional_competences",
        re.compile(r"профессиональн\w*.*компетен|^компетен\w*$|кәсі(?:би|птік).*құзырет|^құзырет\w*$"),
    ),
    # «Уровень НРК», «Уровень национальной рамки квалификаций»; «ҰБШ деңгейі», «Ұлттық біліктілік шеңберінің деңгейі»
    (
        "national_levels",
        re.compile(r"\bнрк\b(?!.*\bорк\b)|национальн\w* рамк|\bұбш\b(?!.*\bсбш\b)|ұлттық біліктілік"),
    ),
    # «Уровень ОРК», «Уровень отраслевой рамки квалификаций», «Уровень квалификации»; «СБШ деңгейі», «Біліктілік деңгейі»
    (
        "levels",
        re.compile(
            r"\bорк\b|отраслев\w* рамк|^(?:квалификационн\w* )?уров\w*(?: квалификац\w*)?$"
            r"|\bсбш\b|салалық біліктілік|^(?:біліктілік )?деңгей\w*$"
        ),
    ),
    # «Занятие из НКЗ», «Код и наименование занятия», «Профессия»; «Кәсіп», «Кәсіптің атауы», «Қызмет түрі (ҰКЖ коды)»
    (
        "occupations",
        re.compile(
            r"\bнкз\b|\bзаняти[ейяю]\w*|^(?:наименование )?професси[яий]\b"
            r"|\bкәсіп(?!тік)\w*|\b(?:ұкж|құж|ұкс)\b|^қызмет(?:тің атауы| түрі)"
        ),
    ),
    # «Стадия», «Стадии процесса»; «Кезең», «Процесс сатысы»
    ("stage", re.compile(r"\bстади[яийю]\b|\bкезең|\bсаты\w*$")),
    # «Роль в коллективном разделении труда»; «Рөлі», «Ұжымдық еңбек бөлінісіндегі рөлі»
    ("role", re.compile(r"\bроль\b|\bрөл")),
    # «Знания», «Необходимые знания»; «Білім», «Білімдер», «Білімі»
    ("knowledge", re.compile(r"^(?!.*(?:умени|навык)).*\bзнани[яей]\b|\bбілім(?:дер|і)?\b")),
    # «Навыки (умения)», «Умения (Навыки)», «Умения и навыки»; «Білік/дағдылар», «Дағдылар (машықтар)»
    ("skills", re.compile(r"\b(?:умени[яей]|навыки?)\b|\b(?:білік(?:тер\w*)?\b|дағды|машық)")),
)
REPEATABLE = frozenset({"occupations", "knowledge", "skills"})  # «Код НКЗ» + «Занятие», «Умения» + «Навыки»

BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
MARKUP = re.compile(r"<[^<>]{1,80}>|[*_`]")
HYPHENATED = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011]\s*(?=[а-яёәғқңөұүһі])")  # «компе- тенции», «компе-тенции»
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
    """Column index → field name for the recognised cells of a header.

    A repeated name counts once, but for a field in neighbouring columns: «Код НКЗ», «Занятие».
    """
    columns: dict[int, str] = {}
    for index, cell in enumerate(header_cells):
        field = field_of(cell)
        beside = field in REPEATABLE and columns.get(index - 1) == field
        if field is not None and (beside or field not in columns.values()):
            columns[index] = field
    return columns


def spanned_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """Column names of a header over several rows; a name may span the columns right of it.

    («Занятие», «Компетенции», «») over («», «Знания», «Личностные») → «Занятие», «Компетенции Знания»,
    «Личностные Компетенции».
    """
    names: list[str] = []
    span = ""
    for column in range(max(map(len, rows), default=0)):
        texts = [row[column] for row in rows if row[column:] and row[column]]
        span = rows[0][column] if rows[0][column:] and rows[0][column] else span
        lowest = texts[-1] if texts else ""
        ways = (lowest, " ".join(dict.fromkeys(texts)), f"{lowest} {span}" if lowest else "")
        names.append(next((way for way in ways if field_of(way)), ways[1]))
    return names


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row is the header of a level table: items and a level or occupation column are named."""
    fields = set(columns_of(cells).values())
    return (
        len(fields) >= MIN_FIELDS
        and bool(fields & {"knowledge", "skills"})
        and bool(fields & {"levels", "national_levels", "occupations"})
    )
