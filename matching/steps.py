"""Steps: what would close a gap, education, course, practice or reading, in the card's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.cards import Card, FrameworkLevel, Function, Item, Position, Task
from corpus.catalogue import Catalogue
from matching.columns import columns
from matching.result import GapItem, Gaps
from matching.tables import rules

Owner = Card | Position | FrameworkLevel
OPEN = ("missing", "partial")  # statuses that a step would close
READING, EDUCATION, COURSE, PRACTICE = "reading", "education", "course", "practice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a document. `line` is their own, or where the card starts when they are kept without one."""

    source: str  # item | task | function | education | requirement | level
    text: str
    line: int  # 1-based


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What would close the gap of one item; `rule` says why this kind, `words` are the card's."""

    item: str
    kind: str  # education | course | practice | reading
    rule: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class StepRule:
    """A row of `steps.tsv`: items of a kind that match the pattern take this step."""

    name: str
    step: str
    items: str  # skill | knowledge | any
    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class Field:
    """A row of `fields.tsv`: a field of study as education names it and as items speak of it."""

    name: str
    education: re.Pattern[str]
    items: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands in its card."""

    item: Item
    task: Task | None = None
    function: Function | None = None


def steps(catalogue: Catalogue, gaps: Gaps) -> dict[str, Step]:
    """Item id → the step that would close its gap, for every missing or partly covered item."""
    owner = owner_by_id(catalogue, gaps.card)
    places = {place.item.id: place for place in _places(owner)}
    return {item.id: step(owner, places[item.id], item) for item in gaps.items if item.status in OPEN}


def step(owner: Owner, place: Place, item: GapItem) -> Step:
    """The step of one item: the first rule that fires decides the kind."""
    kind, rule = _kind(item, _education_text(owner))
    own = Words(source="item", text=item.text, line=place.item.line)
    beside = {
        READING: (),
        EDUCATION: _education(owner),
        COURSE: (*_around(owner, place), *_proof(owner)),
        PRACTICE: _around(owner, place),
    }
    return Step(item=item.id, kind=kind, rule=rule, words=(own, *beside[kind]))


def owner_by_id(catalogue: Catalogue, identifier: str) -> Owner:
    """The card, position or level row of `Gaps.card`. Raises KeyError for an id of another catalogue."""
    found = catalogue.card_by_id.get(identifier) or catalogue.position_by_id.get(identifier)
    return found or {row.id: row for row in catalogue.framework_levels}[identifier]


def requirements(owner: Owner) -> tuple[Words, ...]:
    """What the card demands before the first day: its education, then the entry without a category, as printed."""
    education = _education(owner)
    return (*education, *(words for words in _proof(owner) if words.text not in {e.text for e in education}))


def _kind(item: GapItem, education: str) -> tuple[str, str]:
    """Kind and rule: an act is read, then the table, then education that names the item's field, then the default."""
    if item.act:
        return READING, "act"
    for rule in step_rules():
        if rule.items in (item.kind, "any") and rule.pattern.search(item.text):
            return rule.step, rule.name
    if item.kind == "skill":
        return PRACTICE, "skill"
    field = next((f for f in fields() if f.items.search(item.text) and f.education.search(education)), None)
    return (EDUCATION, field.name) if field else (COURSE, "knowledge")


def _education(owner: Owner) -> tuple[Words, ...]:
    """The card's words on education: its own row, else the requirement that is asked of a beginner."""
    if isinstance(owner, Card) and owner.education:
        return (Words(source="education", text=owner.education, line=owner.line),)
    return _first(owner, "entry") or _first(owner, "education")


def _proof(owner: Owner) -> tuple[Words, ...]:
    """Requirements that name a certificate or a course."""
    return _first(owner, "proof")


def _first(owner: Owner, name: str) -> tuple[Words, ...]:
    pattern = next(rule.pattern for rule in rules("requirements") if rule.name == name)
    return next(((words,) for words in _requirements(owner) if pattern.search(words.text)), ())


def _requirements(owner: Owner) -> Iterator[Words]:
    if isinstance(owner, Card):
        texts = (*((owner.education,) if owner.education else ()), *owner.qualification_requirements)
        yield from (Words(source="requirement", text=text, line=owner.line) for text in texts)
    elif isinstance(owner, Position):
        yield from (Words(source="requirement", text=i.text, line=i.line) for i in owner.qualification_requirements)


def _education_text(owner: Owner) -> str:
    return " ".join(words.text for words in _requirements(owner))


def _around(owner: Owner, place: Place) -> tuple[Words, ...]:
    """The task and the function that an item stands under, or the role of its level row."""
    if isinstance(owner, FrameworkLevel):
        return (Words(source="level", text=owner.role, line=owner.line),) if owner.role else ()
    task, function = place.task, place.function
    found = [Words(source="task", text=task.title, line=task.line)] if task and task.title else []
    if function and function.title:
        found.append(Words(source="function", text=function.title, line=function.line))
    return tuple(found)


def _places(owner: Owner) -> Iterator[Place]:
    if isinstance(owner, Card):
        for function in owner.functions:
            for task in function.tasks:
                yield from (Place(item, task, function) for item in (*task.skills, *task.knowledge))
    else:
        yield from (Place(item) for item in (*owner.skills, *owner.knowledge))


@cache
def step_rules() -> tuple[StepRule, ...]:
    """Return the rules of `matching/data/steps.tsv` in order."""
    return tuple(StepRule(n, s, i, re.compile(p, re.IGNORECASE), e) for n, s, i, p, e in columns("steps"))


@cache
def fields() -> tuple[Field, ...]:
    """Return the fields of study of `matching/data/fields.tsv` in order."""
    return tuple(
        Field(n, re.compile(e, re.IGNORECASE), re.compile(i, re.IGNORECASE), x) for n, e, i, x in columns("fields")
    )
