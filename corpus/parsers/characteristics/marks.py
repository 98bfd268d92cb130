"""Marks that give qualification characteristics their shape: headings, section labels, footnotes, levels."""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.items import BULLET
from corpus.parsers.characteristics.words import first_word, is_finite


class Kind(StrEnum):
    """What a section of a position holds."""

    DUTIES = "duties"
    KNOWLEDGE = "knowledge"
    REQUIREMENTS = "requirements"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A chapter or position heading: its number as printed and what stands behind it."""

    word: str  # глава | раздел | подраздел | параграф
    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A section label: «41. Должен знать:» with what follows on its line."""

    kind: Kind
    number: str | None
    name: str
    rest: str
    misspelt: bool = False


_NUMBER = r"(?P<number>\d+(?:[-.]\d+)*|[IVXLCІХ]+(?:-\d+)?)"
_TITLE = r"(?P<stop>[\s.:)–—-]*)(?P<title>.*)"
HEADINGS = (
    # Глава 1. Типовые характеристики … | Раздел II. Должности специалистов
    re.compile(
        rf"(?P<word>глава|раздел|подраздел|параграф)\s*№?\s*{_NUMBER}(?!\w)(?P<stop>[\s.:)–—-]*)(?P<title>.*)",
        re.I,
    ),
    # § 4-1. Заместитель директора
    re.compile(rf"(?P<word>§)\s*{_NUMBER}(?!\w){_TITLE}", re.I),
    # 2-глава. Должности специалистов | 4-1-параграф. Диспетчер
    re.compile(rf"{_NUMBER}[\s-]*(?P<word>глава|раздел|параграф)\b{_TITLE}", re.I),
)

_LABEL_NAMES: tuple[tuple[Kind, str], ...] = (
    # Должностные обязанности | Функциональные обязанности | Обязанности
    (Kind.DUTIES, r"(?:(?:должностн|функциональн|трудов|служебн|основн)\w+\s+){0,2}обязанност[иь]"),
    # Должностные функции | Основные функции | Выполняемая работа
    (Kind.DUTIES, r"(?:должностн|основн|трудов)\w+\s+функции|(?:характеристика|выполняемые)\s+работ\w*"),
    (Kind.DUTIES, r"(?:должен|должна|должны)\s+(?:уметь|выполнять)|необходимые\s+умения"),
    # Должен знать | Должны знать | Необходимо знать | Обязан знать
    (Kind.KNOWLEDGE, r"(?:должен|должна|должны|необходимо|обязан|обязана|обязаны)\s+(?:также\s+)?знать"),
    # Необходимые знания: | Знать: | 9. Знать схемы и режимы сети; …
    (Kind.KNOWLEDGE, r"(?:необходимые\s+)?знания|знать"),
    # Требования к квалификации | Квалификационные требования | Требования к образованию и стажу
    (Kind.REQUIREMENTS, r"требовани[яе]\s+(?:к|по)\s+(?:уровню\s+)?(?:квалификаци|образовани|подготовк)\w+"),
    (Kind.REQUIREMENTS, r"квалификационны[ех]\s+требовани[яе]"),
    # Права: | Ответственность: sections of a job description that are none of the three
    (
        Kind.OTHER,
        r"(?:права(?:\s+и\s+ответственность)?|ответственность|взаимоотношения|условия\s+труда|личн\w+\s+качества)",
    ),
)
LABELS = tuple(
    (
        kind,
        re.compile(
            rf"(?:(?P<number>\d{{1,4}}(?:-\d+)?)\s*[.)]\s*)?(?P<name>(?:{name}))(?P<more>[^:;.]{{0,80}}?)\s*"
            r"(?P<mark>[:.]|(?<=\s)[–—-](?=\s|$)|$)\s*(?P<rest>.*)",
            re.I,
        ),
    )
    for kind, name in _LABEL_NAMES
)
# 24. Требования к квалификации высшее образование …: the colon is missing
UNMARKED = tuple(
    (kind, re.compile(rf"(?P<number>\d{{1,4}}(?:-\d+)?)\s*[.)]\s*(?P<name>(?:{name}))\s+(?P<rest>.*)", re.I))
    for kind, name in _LABEL_NAMES
)
# Letters only: a misspelt label is compared with these.
CANON = (
    (Kind.DUTIES, "должностныеобязанности"),
    (Kind.KNOWLEDGE, "должензнать"),
    (Kind.REQUIREMENTS, "требованиякквалификации"),
    (Kind.REQUIREMENTS, "квалификационныетребования"),
)
NEAR_LABEL = 0.85  # difflib ratio; «Должностные обязаности» is 0.98
# 12-4. Права: a point of the position that is none of the known sections
OTHER_LABEL = re.compile(r"(?P<number>\d{1,4}(?:-\d+)?)\.\s+(?P<name>[А-ЯЁ][^:;.]{3,60}):")
_NAMED = re.compile(
    r"(?:(?P<number>\d{1,4}(?:-\d+)?)\s*[.)]\s*)?(?P<name>[а-яё\s]{9,60}?)\s*(?P<mark>[:.]|$)(?P<rest>.*)", re.I
)

# Сноска. Пункт 9 - в редакции приказа … | Примечание ИЗПИ!
EDITOR_NOTE = re.compile(r"примечани[ея]\s+(?:РЦПИ|ИЗПИ)\s*!?", re.I)  # its text stands on the next line
NOTE = re.compile(r"(?:сноска|ескерту)\s*[.:]|примечани[ея](?:\s+(?:РЦПИ|ИЗПИ)\s*!|\s*[:.])", re.I)
REPEALED = re.compile(r"(?:\d+(?:-\d+)?\s*[.)]\s*)?(?:исключ[её]н[аоы]?|утратил[аио]?\s+силу)\b", re.I)
COPYRIGHT = re.compile(r"©|\(c\)\s*\d{4}", re.I)
# Приложение 2 к приказу: what stands behind the last position
APPENDIX = re.compile(r"Приложени[ея](?:\s+№?\s*\d+)?(?:\s+к\b.*)?$")

_LEAD = r"(?:(?:[-–—•·*●▪◦‣]|\d+[.)])\s*)?"  # bullet or number before a level or a category
_GRADE = r"(?:высшего|среднего|низшего|младшего|базового|начального)"
# специалист высшего уровня квалификации: | специалист высшего и среднего уровня квалификации:
_GRADES = rf"{_GRADE}(?:\s*(?:,|и|или)\s*{_GRADE})*\s+уровня(?:\s+квалификации)?\s*"
LEVEL = re.compile(
    rf"{_LEAD}(?:(?:для\s+)?(?:[а-яё-]+\s+){{0,3}}{_GRADES}:|(?:специалист|работник)[ыи]?\s+{_GRADES}$)", re.I
)
# высшей категории: | без категории – | I категории -
CATEGORY = re.compile(
    rf"{_LEAD}(?:специалист\w*\s+)?(?:высш|перв|втор|трет|I{{1,3}}|[123]|без)(?:ей|ой|ий|ьей|ая|ья|-[йя]я?)?"
    r"\s+(?:квалификационн\w+\s+)?категори[ияй]\w*\s*(?::|[–—-]\s)",
    re.I,
)
# высшее (или послевузовское) образование … | техническое и профессиональное образование
EDUCATION = re.compile(
    r"(?:высшее|послевузовское|послесреднее|среднее|общее\s+среднее|основное\s+среднее|техническое\s+и\s+профессиональное"
    r"|бакалавр|наличие\s+(?:высшего|среднего))\b",
    re.I,
)

# Конституцию Республики Казахстан; Трудовой кодекс: knowledge mostly opens with acts of law
ACT = re.compile(
    r"(?:\d+[.)]\s*)?[\"«]?(?:Конституци|Кодекс|Закон|Правила|Стандарт|[А-ЯЁ][а-яё]+(?:ый|ой|ий)\s+[Кк]одекс)"
)


def heading(text: str) -> Heading | None:
    """Return the chapter or position heading that a line opens, or None for running text."""
    for pattern in HEADINGS:
        found = pattern.match(text)
        if found and _is_heading(found):
            word = "параграф" if found["word"] == "§" else found["word"].lower()
            return Heading(word=word, number=found["number"], title=found["title"])
    return None


def _is_heading(found: re.Match[str]) -> bool:
    """«Параграф 5 предусмотрен в редакции …» and «главы 2» are running text."""
    marked = bool(found["stop"].strip())
    if found["title"][:1].islower() and not marked:
        return False
    return found.start("word") > 0 or not found["word"][0].islower()


def label(text: str) -> Label | None:
    """Return the section label that a line opens; running text with the same words is None."""
    text = BULLET.sub("", text)
    for kind, pattern in LABELS:
        found = pattern.match(text)
        if found and _is_label(kind, found):
            name = found["name"] + found["more"]
            return Label(kind=kind, number=found["number"], name=name, rest=found["rest"])
    for kind, pattern in UNMARKED:
        found = pattern.match(text)
        if found and _follows_unmarked(kind, found["name"], found["rest"]):
            return Label(kind=kind, number=found["number"], name=found["name"], rest=found["rest"])
    return _misspelt_label(text)


def _follows_unmarked(kind: Kind, name: str, rest: str) -> bool:
    """Say whether text behind a numbered name is the section: «9. Знать схемы сети»; not «3. Знания о праве»."""
    if kind is Kind.REQUIREMENTS:
        return bool(EDUCATION.match(rest) or LEVEL.match(rest))
    if kind is Kind.KNOWLEDGE:
        return bool(ACT.match(rest)) or name.lower().endswith("знать")
    return kind is Kind.DUTIES and is_finite(first_word(rest))


def _is_label(kind: Kind, found: re.Match[str]) -> bool:
    """Numbered or capital, closed by a mark; «должностные обязанности сотрудников;» is running text."""
    if found["more"].strip() and found["mark"] != ":":
        return False
    if kind is Kind.OTHER and (found["more"].strip() or found["mark"] != ":" or found["rest"]):
        return False
    opens = found["number"] is not None or found["name"][0].isupper()
    return opens or (found["mark"] == ":" and not found["rest"])


def other_label(text: str, after: str | None) -> Label | None:
    """Return the label of an unknown section when its number follows that of the section before."""
    found = OTHER_LABEL.fullmatch(text)
    if found is None or after is None or _key(found["number"]) != _next(_key(after)):
        return None
    return Label(kind=Kind.OTHER, number=found["number"], name=found["name"], rest="")


def _key(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("-"))


def _next(key: tuple[int, ...]) -> tuple[int, ...]:
    return (*key[:-1], key[-1] + 1)


def _misspelt_label(text: str) -> Label | None:
    found = _NAMED.match(text)
    if found is None or not (found["number"] or found["mark"]) or not found["name"].strip()[:1].isupper():
        return None
    letters = re.sub(r"\s", "", found["name"]).lower().replace("ё", "е")
    for kind, canon in CANON:
        if difflib.SequenceMatcher(None, letters, canon, autojunk=False).ratio() >= NEAR_LABEL:
            rest = found["rest"].strip()
            return Label(kind=kind, number=found["number"], name=found["name"], rest=rest, misspelt=True)
    return None
