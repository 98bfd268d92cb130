"""Row labels of a profession card: which field a cell opens, in all spellings met so far.

A label is compared without case, blanks and punctuation, so «Задача2:» and «З а д а ч а 2» are one.
"""

import re
from typing import NamedTuple

from corpus.items import squeeze

# What stands under the label «Возможность признания навыка», behind the lists of every skill.
REMARK = "whether a skill is recognised by itself"


class RowLabel(NamedTuple):
    """A row of the card: field name and the pattern of its squeezed label text."""

    field: str
    pattern: re.Pattern[str]


def _row(field: str, pattern: str) -> RowLabel:
    return RowLabel(field, re.compile(pattern, re.IGNORECASE))


# Order matters: the first pattern that matches from the start wins.
ROWS: tuple[RowLabel, ...] = (
    # Карточка профессии: | 9. Карточка профессии "…" | Параграф 2. Карточка профессии № 4
    _row("card", r"(?:(?:параграф\s+|§\s*)?\d+\s*[.)]\s*)?карточка\s+профессии\s*(?:№\s*\d+)?\s*[:.]?"),
    # Глава 4. Технические данные профессионального стандарта: no card goes on behind it
    _row("chapter", r"глава\s+\d+\s*[.:]|технические\s+данные\s+(?:профессионального|стандарта)"),
    _row("group_code", r"код\s+группы\s*[:.]?"),  # Код группы
    _row(  # Код | Код профессии | Коды НКЗ | Код наименования занятия
        "code",
        r"код(?:ы)?(?:\s+(?:(?:наименования\s+)?(?:професси[ий]|занятия)|(?:по\s+)?НКЗ)|(?=\s*:)|$)"
        r"\s*(?:по\s+НКЗ)?\s*[:.]?",
    ),
    _row(  # Другие возможные наименования профессии | Возможные названия профессии
        "alternative_titles",
        r"(?:(?:другие|иные|альтернативные)\s+(?:возможные\s+)?|возможные\s+)"
        r"(?:наименования|названия)(?:\s+професси[ий])?\s*[:.]?",
    ),
    _row("title", r"(?:(?:наименование|название)\s+профессии\s*[:.]?|профессия\s*:)"),
    _row("sublevel", r"подуровень(?:\s+квалификации)?(?:\s+(?:по\s+)?ОРК)?\s*[:.]?(?!\S)"),
    # Уровень квалификации по ОРК | Квалификационный уровень по ОРК (подуровень)
    _row("levels", r"(?:квалификационный\s+уровень|уровень\s+квалификации)\s+(?:по\s+)?ОРК(?:\s*\(\D*\))?\s*[:.]?"),
    _row("levels", r"(?:уровень\s+(?:по\s+)?ОРК|уровень\s+квалификации|квалификационный\s+уровень)\s*[:.]?$"),
    # Уровень квалификации для профессии согласно типовым … | … согласно КС | по ЕТКС, КС
    _row("requirements", r"уровень\s+квалификации\s+(?:для\s+професси|по\s+(?:ЕТКС|КС|типовым))"),
    _row("education", r"уровень\s+(?:профессионального\s+)?образовани[яе]\s*[:.]?"),
    _row("experience", r"требования\s+к\s+(?:опыту|стажу)\s+работы\s*[:.]?"),
    _row("purpose", r"основная\s+цель\s+деятельности\s*[:.]?"),
    _row("mandatory", r"(?:перечень\s+)?обязательны[ех]\s+трудовы[ех]\s+функци[ий]\s*[:.]?"),
    _row("additional", r"(?:перечень\s+)?дополнительны[ех]\s+трудовы[ех]\s+функци[ий]\s*[:.]?"),
    _row("functions", r"(?:описание\s+|перечень\s+)?трудовы[ех]\s+функци[ий]\s*[:.]?"),
    _row("recognition", r"возможность\s+признания\s+навыка\s*[:.]?"),  # stands behind every skill
    _row("personal", r"(?:требования\s+к\s+)?личностны[ем]\s+(?:компетенци(?:и|ям)|качеств(?:а|ам))\s*[:.]?"),
    _row("regulations", r"список\s+технических\s+регламентов"),
    _row("related", r"связь\s+с\s+другими\s+профессиями(?:\s+в\s+рамках\s+ОРК)?\s*[:.]?"),
    # Связь с КС | Связь с ЕТКС или КС | Связь с ЕТКС/КС | Связь с ЕТКС
    _row("classifier", r"связь\s+с\s+(?:(?:ЕТКС|КС|ЕКС)\b(?:\s*(?:или|и\b|,|/)\s*)?)+\s*[:.]?"),
    _row("training", r"связь\s+с\s+(?:системой\s+образования(?:\s+и\s+квалификации)?|неформальным)"),
    _row("conditions", r"условия\s*(?:\(\s*содержания\s+и\s+качества\s*\)\s*)?труда\s*[:.]?"),
)

# Column heads inside a row: «Уровень ОРК» | «Наименование профессии»; «Уровень образования» | «Квалификация».
COLUMN_HEADS = {"related": ("title", "levels"), "education": ("education",), "training": ("education",)}

# «Трудовая функция 1: title», «Дополнительная трудовая функция:», «Трудовая функция 3»
FUNCTION = re.compile(
    r"(?P<extra>дополнительная\s+)?трудовая\s*функция\s*(?:№\s*)?(?P<number>\d+(?:\.\d+)?)?\s*(?P<mark>[:.])?\s*(?P<late>\d+(?=\s|$))?",
    re.IGNORECASE,
)
# «Задача 1: title», «Задача2:», «Задача: 1», «Задачи:», «Задача 2.1:», «Навык 1:» of the newer form of cards
TASK = re.compile(
    r"(?:задач[аи]|навык)\s*(?:№\s*)?(?P<number>\d+(?:\.\d+)?)?\s*(?P<mark>[:.])?\s*(?P<late>\d+(?=\s|$))?",
    re.IGNORECASE,
)
# «Умения и навыки:», «Навыки», «Умения (навыки):», «Необходимые умения:», «Должен уметь:»
SKILLS = re.compile(
    r"(?:(?:необходимые\s+)?умени[яе](?:\s*(?:и|,|/)\s*навыки|\s*\(навыки\))?|навыки(?:\s*(?:и|,|/)\s*умения|\s*\(умения\))?"
    r"|(?:должен\s+)?уметь)\s*(?:[:.]|$)",
    re.IGNORECASE,
)
KNOWLEDGE = re.compile(r"(?:(?:необходимые\s+)?знани[яе]|(?:должен\s+)?знать)\s*(?:[:.]|$)", re.IGNORECASE)


def row_label(text: str) -> RowLabel | None:
    """Return the row that a cell's first paragraph opens, or None: «Код профессии» → code."""
    text = squeeze(text)
    return next((row for row in ROWS if row.pattern.match(text)), None)


def after_label(row: RowLabel, text: str) -> str:
    """The text that stands behind a label on its own line: «Код профессии 3412-008» → «3412-008»."""
    text = squeeze(text)
    found = row.pattern.match(text)
    return text[found.end() :].strip(" :") if found else text


class NumberedLabel(NamedTuple):
    """A function or task label at the head of a paragraph."""

    number: str | None
    rest: str  # title on the label's own line, may be empty
    extra: bool  # «Дополнительная трудовая функция»


def numbered_label(pattern: re.Pattern[str], text: str) -> NumberedLabel | None:
    """Read a function or task label: «Задача2: План» → ("2", "План", False); None for other text.

    Prose such as «Трудовая функция – набор действий» or «Задача врача» has neither number nor mark.
    """
    text = squeeze(text)
    found = pattern.match(text)
    if found is None or not (found["number"] or found["late"] or found["mark"] or found.end() == len(text)):
        return None
    extra = bool(found.groupdict().get("extra"))
    return NumberedLabel(found["number"] or found["late"], text[found.end() :].strip(" :–-."), extra)
