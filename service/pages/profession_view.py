"""A profession as its page shows it: its members, its levels side by side, the card that is open, where one can go."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.acts import is_act
from corpus.cards import Card, Item
from corpus.catalogue import Catalogue, Member, Profession
from indexing.rows import owner_items, owner_of
from matching.likeness import Likeness
from matching.moves import Move, moves
from matching.steps import Owner, requirements
from service.pages.document_names import Documents, documents_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A skill or a piece of knowledge of a card."""

    kind: str  # skill | knowledge
    text: str
    line: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A function of a card, or all of a position; acts of law apart."""

    title: str
    line: int | None
    mandatory: bool | None
    skills: tuple[Line, ...]
    knowledge: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A level of the profession beside the others."""

    level: int
    member: Member
    demands: tuple[str, ...]
    functions: tuple[str, ...]
    counts: dict[str, int]  # skill, knowledge, act
    new: tuple[str, ...]  # what it demands beyond the level below, the most telling first
    new_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionView:
    """All that the page of a profession shows."""

    profession: Profession
    documents: Documents
    columns: tuple[Column, ...]
    member: Member  # whose card is open
    owner: Owner
    parts: tuple[Part, ...]
    acts: tuple[Line, ...]
    demands: tuple[str, ...]
    personal: tuple[Item, ...]
    up: tuple[Move, ...]
    sideways: tuple[Move, ...]


def profession_view(likeness: Likeness, profession: Profession, card: str | None) -> ProfessionView:
    """Show a profession with one of its cards open, by default the best."""
    catalogue = likeness.index.catalogue
    member = next((m for m in profession.members if m.id == card), profession.members[0])
    owner = owner_of(catalogue, member)
    found = moves(likeness, profession.id)
    return ProfessionView(
        profession=profession,
        documents=documents_of(catalogue),
        columns=tuple(_columns(catalogue, profession, found)),
        member=member,
        owner=owner,
        parts=tuple(_parts(owner)),
        acts=tuple(line for line in _lines(owner) if _is_act(line)),
        demands=tuple(words.text for words in requirements(owner)),
        personal=() if not isinstance(owner, Card) else owner.personal_competences,
        up=tuple(move for move in found if move.kind == "next_level"),
        sideways=tuple(move for move in found if move.kind != "next_level"),
    )


def _columns(catalogue: Catalogue, profession: Profession, found: Sequence[Move]) -> Iterator[Column]:
    """One column a level, of the first member that has it, when there are several levels."""
    for level in profession.levels if len(profession.levels) > 1 else ():
        member = next((m for m in profession.members if level in m.levels), None)
        if member is None:
            continue
        owner = owner_of(catalogue, member)
        step = next((m for m in found if m.kind == "next_level" and m.level == level), None)
        yield Column(
            level=level,
            member=member,
            demands=tuple(words.text for words in requirements(owner)),
            functions=tuple(f.title for f in owner.functions if f.title) if isinstance(owner, Card) else (),
            counts=Counter("act" if _is_act(line) else line.kind for line in _lines(owner)),
            new=tuple(learn.text for learn in step.learn[:5]) if step else (),
            new_count=step.learn_count if step else 0,
        )


def _parts(owner: Owner) -> Iterator[Part]:
    if not isinstance(owner, Card):
        yield _part("", None, None, [line for line in _lines(owner) if not _is_act(line)])
        return
    for function in owner.functions:
        own = [
            _line(kind, item)
            for task in function.tasks
            for kind, items in (("skill", task.skills), ("knowledge", task.knowledge))
            for item in items
        ]
        yield _part(function.title, function.line, function.mandatory, [line for line in own if not _is_act(line)])


def _part(title: str, line: int | None, mandatory: bool | None, own: Sequence[Line]) -> Part:
    return Part(
        title=title,
        line=line,
        mandatory=mandatory,
        skills=tuple(one for one in own if one.kind == "skill"),
        knowledge=tuple(one for one in own if one.kind == "knowledge"),
    )


def _lines(owner: Owner) -> Iterator[Line]:
    yield from (_line(kind, item) for kind, item in owner_items(owner))


def _line(kind: str, item: Item) -> Line:
    return Line(kind=kind, text=item.text, line=item.line, anchor=f"i-{item.id.rpartition('.')[2]}")


def _is_act(line: Line) -> bool:
    return line.kind == "knowledge" and is_act(line.text)
