"""Professions that a framework names outside its table: proposed, renamed, emerging, recommended."""

import re
from collections.abc import Sequence

from corpus.blocks import Block
from corpus.cards import NamedProfession
from corpus.items import clean, split_number, squeeze
from corpus.parsers.framework.items import BULLET, is_marked
from corpus.parsers.framework.ledger import Ledger
from corpus.parsers.framework.level import levels_in
from corpus.parsers.framework.lines import plain

# What a list is of, by the sentence before it; the first that fits.
INTROS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # «Рекомендуется разработать профессиональные стандарты по направлениям:»
    ("recommended", re.compile(r"разработ\w*.*профессиональн\w+ стандарт\w*.*:$", re.I)),
    # «в НКЗ необходимо … дополнить перечень следующими наименованиями занятий:»
    ("proposed", re.compile(r"(?:дополн|включ|добав|внест)\w*.*(?:нкз|классификатор|заняти)\w*.*:$", re.I)),
    # «выявили потребность в создании следующих профессий:»
    ("emerging", re.compile(r"(?:нов|создан|появ|перспектив|востребован)\w*.*професси\w+.*:$", re.I)),
)

QUOTED = r"[«\"“]([^«»\"“”]+)[»\"”]"
LEVEL = r"\(?(\d(?:\s*[-–]\s*\d)?)(?:-?й)?\s*уров\w+\)?"
# «изменить наименование занятия «Главный эксперт … комиссии» на «Главный эксперт … экспертизы»»
RENAMED_QUOTED = re.compile(
    rf"(?:наименовани\w+(?:\s+\w+)?\s*{QUOTED}|{QUOTED}[^«»\".]*переименова\w+)\s+(?:на|в)\s+{QUOTED}", re.I
)
# «Консультанта по социальной работе (6 уровень) переименовать на Супервизора (7 уровень) с изменением …»
RENAMED_PLAIN = re.compile(
    rf"^(.{{3,160}}?)(?:\s*{LEVEL})?\s+переименова\w+\s+(?:на|в)\s+([^«\"].*?)(?:\s*{LEVEL}|\s+с\s+\w+ем\b|[,.;]|$)",
    re.I,
)
# «Социальный инженер – специалист, …», «… через Интернет. Данный специалист …»
TITLE_END = re.compile(r"\s*[–—-]\s+(?=[а-яё])|\.\s+(?=[А-ЯЁ])|[.;]$")


def named_in(blocks: Sequence[Block], ledger: Ledger) -> tuple[NamedProfession, ...]:
    """All professions named in the prose, in order."""
    found: list[NamedProfession] = []
    for index, block in enumerate(blocks):
        text = squeeze(plain(block.text))
        found.extend(_renamed(text, block.line, ledger))
        relation = next((name for name, intro in INTROS if intro.search(text)), None)
        if relation is not None:
            listed = _listed(relation, blocks[index + 1 :], ledger)
            found.extend(listed)
            if listed:
                ledger.use(block.line, "label")
    return tuple(found)


def _renamed(text: str, line: int, ledger: Ledger) -> list[NamedProfession]:
    """Renamings that a paragraph states."""
    found: list[NamedProfession] = []
    for quoted in RENAMED_QUOTED.finditer(text):
        former = quoted.group(1) or quoted.group(2)
        found.append(_change(former, quoted.group(3), "", line))
    if not found and (plainly := RENAMED_PLAIN.match(split_number(text)[1])):
        former, title = plainly.group(1), plainly.group(3)
        found.append(_change(former, title, plainly.group(4) or "", line))
        reason = f"Названия «{former}» и «{title}» стоят в косвенном падеже; оставлены как напечатаны."
        ledger.problem("title-inflected", line, reason)
    if found:
        ledger.use(line, "named profession")
    return found


def _change(former: str, title: str, level: str, line: int) -> NamedProfession:
    """One renaming."""
    return NamedProfession(
        relation="renamed", title=clean(title), line=line, former_title=clean(former), levels=levels_in(level)
    )


def _listed(relation: str, blocks: Sequence[Block], ledger: Ledger) -> list[NamedProfession]:
    """The professions of the list after its introduction."""
    numbered = bool(blocks) and split_number(squeeze(plain(blocks[0].text)))[0] == "1"
    lines = _numbered(blocks) if numbered else _bulleted(blocks)
    found: list[NamedProfession] = []
    for text, members in lines:
        _, title = split_number(BULLET.sub("", text))
        title = TITLE_END.split(title, maxsplit=1)[0] if relation == "emerging" else title
        found.append(NamedProfession(relation=relation, title=clean(title), line=members[0].line))
        for block in members:
            ledger.use(block.line, "named profession")
    return found


def _bulleted(blocks: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """Items of a dashed list with their blocks; it ends at the first line that is none."""
    items: list[tuple[str, list[Block]]] = []
    for block in blocks:
        text = squeeze(plain(block.text))
        if BULLET.match(text) or (not items and is_marked(text)):
            items.append((text, [block]))
        elif items and text[:1].islower() and not block.gap:
            items[-1] = (f"{items[-1][0]} {text}", [*items[-1][1], block])
        else:
            break
    return items


def _numbered(blocks: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """Paragraphs numbered 1, 2, 3, …, whatever prose stands between them, up to a double blank line."""
    items: list[tuple[str, list[Block]]] = []
    for block in blocks:
        text = squeeze(plain(block.text))
        if items and block.gap > 1:
            break
        if split_number(text)[0] == str(len(items) + 1):
            items.append((text, [block]))
    return items
