"""Values of a profession card: codes, levels, sublevels, related professions, alternative titles."""

import re

from corpus.cards import CodedTitle, Related
from corpus.items import END_MARKS, squeeze

CODE = re.compile(r"\b\d{4}(?:-\d{1,4}){0,2}\b")
CODE_HEAD = re.compile(r"^(\d{4}(?:-\d{1,4}){0,2})\s*[-–—:]?\s*(?=\D)")
SUBLEVEL = re.compile(r"\b([1-8])[.,]\s?([1-9])\b")
LEVEL_RANGE = re.compile(r"\b([1-8])\s*(?:[-–—]|до|и)\s*([1-8])\b")
LEVEL = re.compile(r"(?<![\d.,-])([1-8])(?![\d-]|[.,]\d)")
RELATED_LEVEL = re.compile(
    r"^\W*([1-8])(?:\s*[-–—,и]\s*([1-8]))?\s*[-–—]?\s*(?:-?(?:й|ый|ой|го))?\s*уров(?:ень|ни|ня)(?:\s+ОРК)?\s*[:.–—-]*\s*",
    re.IGNORECASE,
)
BARE_LEVEL = re.compile(r"^([1-8])(?:\s*[-–—]\s*([1-8]))?$")


def codes(text: str) -> tuple[str, ...]:
    """All classifier codes of a cell in order: «2213-2, 3412-008» → ("2213-2", "3412-008")."""
    return tuple(dict.fromkeys(CODE.findall(text)))


def sublevels(text: str) -> tuple[str, ...]:
    """Sublevels of a cell: «4 (4.1., 4.2.)» → ("4.1", "4.2")."""
    return tuple(dict.fromkeys(f"{a}.{b}" for a, b in SUBLEVEL.findall(text)))


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


def coded_title(text: str, line: int) -> CodedTitle | None:
    """Read an alternative title: «2635-8-003 - Специалист …;» → code and title; None for «Отсутствует»."""
    text = squeeze(text).strip(END_MARKS + "-–—")
    if is_absent(text):
        return None
    found = CODE_HEAD.match(text)
    code, title = (found.group(1), text[found.end() :]) if found else (None, text)
    return CodedTitle(code=code, title=title.strip(END_MARKS + '"«»'), line=line) if title.strip() else None


def is_absent(text: str) -> bool:
    """Whether a cell says that there is nothing: empty, «-», «Отсутствует», «Нет»."""
    return squeeze(text).strip(" .-–—").lower() in ("", "отсутствует", "отсутствуют", "нет", "не имеется")


def related_level(text: str) -> tuple[int | None, int | None, str]:
    """Split a printed level off: «7-8 уровни Врач» → (7, 8, "Врач"); (None, None, text) without one."""
    text = squeeze(text)
    found = RELATED_LEVEL.match(text) or BARE_LEVEL.match(text)
    if found is None:
        return None, None, text
    low, high = found.group(1), found.group(2)
    return int(low), int(high) if high else None, text[found.end() :].strip(END_MARKS)


def related(paragraphs: list[tuple[str, int]]) -> tuple[Related, ...]:
    """Read the row of related professions from (text, line) paragraphs; a level holds for what follows it."""
    found: list[Related] = []
    low: int | None = None
    high: int | None = None
    for text, line in paragraphs:
        new_low, new_high, title = related_level(text)
        if new_low is not None:
            low, high = new_low, new_high
        title = title.strip(END_MARKS + '"«»')
        if title and not is_absent(title) and not _is_header(title):
            found.append(Related(level=low, title=title, line=line, level_to=high))
    return tuple(found)


def _is_header(text: str) -> bool:
    """Column heads inside the row: «Уровень ОРК», «Наименование профессии»."""
    return re.fullmatch(r"(?:уровень(?:\s+по)?\s+ОРК|наименование\s+профессии)\s*:?", text, re.IGNORECASE) is not None
