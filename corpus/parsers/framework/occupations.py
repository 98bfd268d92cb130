"""Lines of an occupation cell → classifier groups and occupations, coded or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.cards import CodedTitle
from corpus.items import squeeze
from corpus.parsers.framework.items import BULLET, ListStyle
from corpus.parsers.framework.joins import is_full, is_unfinished
from corpus.parsers.framework.lines import CellLine

DASH = r"\s?[-–—‑‐]\s?"
OCCUPATION = re.compile(rf"^(\d{{4}}){DASH}(\d){DASH}(\d{{3}})(?!\d)[\s.:–—-]*")  # «3412-0-003Работник»
GROUP = re.compile(rf"^(\d{{4}})(?:{DASH}(\d)(?![\d-]))?(?![\d-])[\s.:–—-]*")  # «3440-0», «2422Специалисты»
INNER_CODE = re.compile(rf"(?<=[^\d\s-])[;,]?\s+(?=\d{{4}}{DASH}\d{DASH}\d{{3}}(?!\d))")
# «Экскурсовод (5113-0-003)», «Смотритель – 5113-0-010»: the code stands behind its title
CODE_BEHIND = re.compile(rf"^(?P<title>[^\d]*[^\W\d]\W*?)[\s(,–—-]+(?P<code>\d{{4}}{DASH}\d{DASH}\d{{3}})\)?[;.,]?$")
LIST_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
END_MARKS = " ;,:"


@dataclass(slots=True)
class Entry:
    """A group or an occupation in the making."""

    code: str | None
    line: int
    is_group: bool = False
    texts: list[str] = field(default_factory=list)
    bare: bool = False  # neither a code nor a dash tells that it starts here


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationList:
    """What an occupation cell holds; `bare` are the uncoded titles that no dash marks."""

    groups: tuple[CodedTitle, ...] = ()
    occupations: tuple[CodedTitle, ...] = ()
    bare: tuple[CodedTitle, ...] = ()


def occupations_of(cell: Sequence[CellLine], style: ListStyle) -> OccupationList:
    """Read a cell: codes start entries, a dash starts one without a code, other lines go on."""
    entries: list[Entry] = []
    last = ""
    for line in _split_lines(cell):
        entry = _opened(line)
        if entry is not None:
            entries.append(entry)
        elif entries and not _stands_alone(entries[-1], last, line.text, style):
            entries[-1].texts.append(line.text)
        else:
            entries.append(Entry(None, line.line, texts=[line.text], bare=True))
        last = line.text
    titles = [(entry, _titled(entry, style)) for entry in entries]
    return OccupationList(
        groups=tuple(title for entry, title in titles if entry.is_group),
        occupations=tuple(title for entry, title in titles if not entry.is_group),
        bare=tuple(title for entry, title in titles if entry.bare),
    )


def is_code_line(text: str) -> bool:
    """Whether a line starts with a code of the classifier: «3350-0-001 Инспектор», «9120»."""
    text = BULLET.sub("", squeeze(text))
    return bool(OCCUPATION.match(text) or GROUP.match(text))


def _split_lines(cell: Sequence[CellLine]) -> list[CellLine]:
    """Lines with something in them; a line with several codes is cut before each."""
    lines = [replace(line, text=squeeze(line.text)) for line in cell if squeeze(line.text)]
    lines = _codes_first(lines)
    return [replace(line, text=part) for line in lines for part in INNER_CODE.split(line.text)]


def _codes_first(lines: Sequence[CellLine]) -> list[CellLine]:
    """Lines with a code behind a title put before it; the title may begin on the line above."""
    found: list[CellLine] = []
    for line in lines:
        behind = CODE_BEHIND.match(line.text)
        if behind is None:
            found.append(line)
            continue
        title = BULLET.sub("", behind["title"])
        if found and title[:1].islower() and not is_code_line(found[-1].text):
            title, line = f"{BULLET.sub('', found[-1].text)} {title}", found.pop()
        found.append(replace(line, text=f"{behind['code']} {title}"))
    return found


def _opened(line: CellLine) -> Entry | None:
    """The entry that a line starts by its code or dash, None if it has neither."""
    bulleted = bool(BULLET.match(line.text))
    text = LIST_NUMBER.sub("", BULLET.sub("", line.text))
    if found := OCCUPATION.match(text):
        return Entry("-".join(found.groups()), line.line, texts=[text[found.end() :]])
    if found := GROUP.match(text):
        code = "-".join(part for part in found.groups() if part)
        return Entry(code, line.line, is_group=True, texts=[text[found.end() :]])
    numbered = text != BULLET.sub("", line.text)
    return Entry(None, line.line, texts=[text]) if bulleted or numbered else None


def _stands_alone(entry: Entry, last: str, text: str, style: ListStyle) -> bool:
    """Whether a line without code and dash is an occupation of its own: «Санитар», not «(отдела, сектора»."""
    so_far = " ".join(entry.texts).strip()
    if not so_far or not text[:1].isupper() or is_unfinished(so_far):
        return False
    return not (style.wording.is_name(text) or is_full(last, text, style.width))


def _titled(entry: Entry, style: ListStyle) -> CodedTitle:
    """The finished entry."""
    title = ""
    for text in entry.texts:
        title = style.wording.join(title, text) if title else text
    return CodedTitle(code=entry.code, title=title.strip().strip(END_MARKS), line=entry.line)
