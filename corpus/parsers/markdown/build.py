"""Draft of a level row → FrameworkLevel with its doubts."""

from dataclasses import dataclass

from corpus.cards import CodedTitle, FrameworkLevel, Problem
from corpus.parsers.markdown.html import Start, plain
from corpus.parsers.markdown.items import EMPTY, read_items
from corpus.parsers.markdown.joints import glue
from corpus.parsers.markdown.levels import Draft
from corpus.parsers.markdown.occupations import Occupations, read_occupations
from corpus.parsers.markdown.values import levels_of

FIELD_NAMES = {  # of list columns, for messages
    "knowledge": "«Знания»",
    "skills": "«Умения (навыки)»",
    "professional_competences": "«Профессиональные компетенции»",
    "personal_competences": "«Личностные компетенции»",
}
EXPECTED = ("knowledge", "skills")  # a row without them is doubtful
BY_COMMA = ("personal_competences", "professional_competences")  # «Честность, такт, терпение» is three items


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Levels of a row and where they come from."""

    levels: tuple[int, ...]
    national: tuple[int, ...]
    basis: str  # printed | inferred | unknown
    doubt: tuple[str, str] | None = None  # kind and text of the problem


def build(draft: Draft, document: str) -> tuple[FrameworkLevel, list[Problem]]:
    """A level row and its doubtful places."""
    problems: list[Problem] = []

    def doubt(kind: str, text: str, line: int = draft.line) -> None:
        problems.append(Problem(kind=kind, document=document, line=line, text=text))

    levels = read_levels(draft)
    if levels.doubt is not None:
        doubt(*levels.doubt)
    named = read_occupations(draft.columns("occupations"))
    if not named.occupations:
        doubt("occupation-missing", "В строке уровня не найдено занятие; строка сохранена без него.")
    if "occupations" in draft.carried:
        doubt("occupation-carried", "Ячейка занятия пуста; взято занятие строки выше.")
    for line in draft.narrow:
        doubt("row-narrow", "В строке меньше ячеек, чем столбцов; текст отнесён к столбцам по порядку.", line)
    lists = {name: read_items(draft.columns(name), by_comma=name in BY_COMMA) for name in FIELD_NAMES}
    for name, found in lists.items():
        for gap in found.gaps:
            jump = f"после номера {gap.before} стоит {gap.after}"
            doubt("number-gap", f"В столбце {FIELD_NAMES[name]} {jump}: пункт мог пропасть.", gap.line)
        if found.comma_split:
            doubt("comma-list", f"Столбец {FIELD_NAMES[name]} разделён на пункты по запятым.")
        if not found.items and name in EXPECTED:
            doubt("items-missing", f"В столбце {FIELD_NAMES[name]} ничего не найдено.")
    row = FrameworkLevel(
        document=document,
        line=draft.line,
        subgroup=joined(draft, "subgroup") or draft.subgroup,
        levels=levels.levels,
        levels_basis=levels.basis,
        national_levels=levels.national,
        stage=joined(draft, "stage"),
        role=joined(draft, "role"),
        occupations=named.occupations,
        groups=_groups(draft, named),
        knowledge=lists["knowledge"].items,
        skills=lists["skills"].items,
        professional_competences=lists["professional_competences"].items,
        personal_competences=lists["personal_competences"].items,
    )
    return row, problems


def read_levels(draft: Draft) -> Levels:
    """Levels as printed; else those of the merged cell above; else the national ones."""
    own, national = levels_of(draft.text("levels")), levels_of(draft.text("national_levels"))
    if own and "levels" not in draft.carried:
        return Levels(levels=own, national=national, basis="printed")
    if own:
        text = f"Ячейка уровня пуста; взят уровень строки выше: {_range(own)}."
        return Levels(levels=own, national=national, basis="inferred", doubt=("level-carried", text))
    if national:
        text = f"Уровень ОРК не напечатан; взят уровень НРК: {_range(national)}."
        return Levels(levels=national, national=national, basis="inferred", doubt=("level-inferred", text))
    text = "Уровень не напечатан и не выводится из строки; оставлен неизвестным."
    return Levels(levels=(), national=(), basis="unknown", doubt=("level-unknown", text))


def joined(draft: Draft, name: str) -> str | None:
    """Text of a field over its pages, None when empty or a dash."""
    text = ""
    for _, cell in draft.parts(name):
        text = glue(text, plain(cell), across=Start.PAGE) if text else plain(cell)
    return None if EMPTY.fullmatch(text) else text


def _range(levels: tuple[int, ...]) -> str:
    return str(levels[0]) if len(levels) == 1 else f"{levels[0]}-{levels[-1]}"


def _groups(draft: Draft, named: Occupations) -> tuple[CodedTitle, ...]:
    above = tuple(CodedTitle(code=c.code, title=c.title, line=line) for line, c in draft.groups)
    return (*above, *named.groups)
