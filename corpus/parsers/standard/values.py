"""Values of a profession card: codes, levels, sublevels, related professions, alternative titles."""

import re
from collections.abc import Iterator

from corpus.cards import CodedTitle, Related
from corpus.items import END_MARKS, clean, squeeze

CODE = re.compile(r"\b\d{4}(?:-\d{1,4}){0,2}\b")
CODE_HEAD = re.compile(r"^(\d{4}(?:-\d{1,4}){0,2})\s*[-–—:]?\s*(?=\D)")
SUBLEVEL = re.compile(r"\b([1-8])[.,]\s?([1-9])\b")
SUBLEVEL_RANGE = re.compile(r"\b([1-8])[.,]([1-9])\.?\s*[-–—]\s*\1[.,]([1-9])\b")  # «5.1.-5.3.»
LEVEL_RANGE = re.compile(r"\b([1-8])\s*(?:[-–—]|до|и)\s*([1-8])\b")
LEVEL = re.compile(r"(?<![\d.,-])([1-8])(?!\d|-\d|[.,]\d)")
RELATED_LEVEL = re.compile(
    r"^\W*([1-8])(?:\s*[-–—,и]\s*([1-8]))?\s*[-–—]?\s*(?:-?(?:й|ый|ой|го))?\s*уров(?:ень|ни|ня)(?:\s+ОРК)?\s*[:.–—-]*\s*",
    re.IGNORECASE,
)
BARE_LEVEL = re.compile(r"^([1-8])(?:\s*[-–—]\s*([1-8]))?$")
# The level first: «Уровень 5», «Уровень ОРК: 5»; the level last: «Диспетчер (5 уровень)», «Диспетчер – 5 уровень ОРК»
LEVEL_WORD = re.compile(
    r"^уровень(?:\s+(?:по\s+)?ОРК)?\s*[:–—-]?\s*([1-8])(?:\s*[-–—]\s*([1-8]))?(?!\d)\W*", re.IGNORECASE
)
LEVEL_BEHIND = re.compile(
    r"\s*[(,–—-]\s*([1-8])(?:\s*[-–—]\s*([1-8]))?\s*(?:-?(?:й|ый|го))?\s*уров(?:ень|ни|ня)(?:\s+(?:по\s+)?ОРК)?\W*$",
    re.IGNORECASE,
)
# Several on one line: «Мастер участка; Контролер», «2145-1-021 Инженер, 2145-1-022 Технолог»
BETWEEN_TITLES = re.compile(r";\s*(?=\S)|,?\s+(?=\d{4}-\d{1,4}(?:-\d{1,4})?\s)")
# «"Библиотекарь", 4 уровень ОРК»
HEADING_LEVEL = re.compile(
    r"[\s,(–—-]*[1-8](?:\s*[-–—]\s*[1-8])?\s*(?:-?(?:й|ый|го))?\s*уров(?:ень|ни|ня)\b.*$", re.IGNORECASE
)
COLUMN_HEAD = re.compile(r"(?:уровень(?:\s+по)?\s+ОРК\s*:?)?\s*(?:наименование\s+професси[ий]\s*:?)?", re.IGNORECASE)
TABLED_LEVEL = re.compile(r"^([1-8](?:\s*[-–—]\s*[1-8])?)\s+(?=[А-ЯЁA-Z])")
QUOTES = '"«»“”„ '


def codes(text: str) -> tuple[str, ...]:
    """All classifier codes of a cell in order: «2213-2, 3412-008» → ("2213-2", "3412-008")."""
    return tuple(dict.fromkeys(CODE.findall(text)))


def sublevels(text: str) -> tuple[str, ...]:
    """Sublevels of a cell: «4 (4.1., 4.2.)» → ("4.1", "4.2"), «5.1-5.3» → all three."""
    whole = SUBLEVEL_RANGE.sub(_counted_out, text)
    return tuple(dict.fromkeys(f"{a}.{b}" for a, b in SUBLEVEL.findall(whole)))


def _counted_out(found: re.Match[str]) -> str:
    """«5.1.-5.3» → «5.1 5.2 5.3»."""
    level, low, high = found.groups()
    return " ".join(f"{level}.{n}" for n in range(int(low), int(high) + 1))


def heading(text: str) -> str:
    """The profession that a heading names: «"Библиотекарь", 4 уровень ОРК» → «Библиотекарь»."""
    return HEADING_LEVEL.sub("", squeeze(text)).strip(QUOTES + END_MARKS)


def levels(text: str) -> tuple[int, ...]:
    """Levels of a cell: «4 (4.1., 4.2.)» → (4,), «5-6» → (5, 6); sublevels alone give their level."""
    bare = SUBLEVEL.sub(" ", text)
    found: set[int] = set()
    for low, high in LEVEL_RANGE.findall(bare):
        found.update(range(int(low), int(high) + 1))
    found.update(int(n) for n in LEVEL.findall(LEVEL_RANGE.sub(" ", bare)))
    if not found:
        found.update(int(a) for a, _ in SUBLEVEL.findall(text))
    return tuple(sorted(found))


def coded_titles(text: str, line: int) -> Iterator[CodedTitle]:
    """Read alternative titles: «2635-8-003 - Специалист …;» → code and title; none for «Отсутствует»."""
    for part in BETWEEN_TITLES.split(squeeze(text)):
        bare = clean(part).strip(END_MARKS + "-–—")
        found = CODE_HEAD.match(bare)
        code, title = (found.group(1), bare[found.end() :]) if found else (None, bare)
        if title.strip() and not is_absent(bare):
            yield CodedTitle(code=code, title=title.strip(END_MARKS + QUOTES), line=line)


def is_absent(text: str) -> bool:
    """Whether a cell says that there is nothing: empty, «-», «Отсутствует», «Нет»."""
    return squeeze(text).strip(" .;,-–—").lower() in (
        "",
        "отсутствует",
        "отсутствуют",
        "нет",
        "не имеется",
        "не имеются",
    )


def related_level(text: str) -> tuple[int | None, int | None, str]:
    """Split a printed level off: «7-8 уровни Врач» → (7, 8, "Врач"); (None, None, text) without one."""
    text = squeeze(text)
    found = RELATED_LEVEL.match(text) or BARE_LEVEL.match(text) or LEVEL_WORD.match(text) or LEVEL_BEHIND.search(text)
    if found is None:
        return None, None, text
    low, high = found.group(1), found.group(2)
    rest = text[: found.start()] or text[found.end() :]
    return int(low), int(high) if high else None, rest.strip(END_MARKS)


def related(paragraphs: list[tuple[str, int]]) -> tuple[Related, ...]:
    """Read the row of related professions from (text, line) paragraphs; a level holds for what follows it."""
    found: list[Related] = []
    low: int | None = None
    high: int | None = None
    tabled = False  # under «Уровень ОРК | Наименование профессии» a bare figure is a level: «5 Мастер участка»
    for text, line in paragraphs:
        tabled = tabled or _is_header(text)
        for part in BETWEEN_TITLES.split(text):
            new_low, new_high, title = related_level(TABLED_LEVEL.sub(r"\1 уровень ", part) if tabled else part)
            if new_low is not None:
                low, high = new_low, new_high
            title = clean(title).strip(END_MARKS + QUOTES)
            if title and not is_absent(title) and not _is_header(title):
                found.append(Related(level=low, title=title, line=line, level_to=high))
    return tuple(found)


def _is_header(text: str) -> bool:
    """Column heads inside the row: «Уровень ОРК», «Наименование профессии», both in one line."""
    return COLUMN_HEAD.fullmatch(text) is not None
