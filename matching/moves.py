"""Moves: where one can go from a profession, next levels, professions that its cards name, neighbours, and what is lacking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.cards import Card, FrameworkLevel, Related
from corpus.catalogue import Member, Profession
from indexing.rows import owner_items, owner_of
from matching.likeness import Held, Known, Likeness
from matching.matcher import UnknownTarget
from matching.related_titles import resolve
from matching.steps import Words, requirements

NEIGHBOURS = 8
LEAST_SHARED = 0.1  # of a neighbour's demands, weighed by how telling they are; below it is none
SHOWN = 10  # competences to learn that are listed with a move


@dataclass(frozen=True, slots=True, kw_only=True)
class Learn:
    """A competence that the target demands and the start does not, with the item that says it."""

    competence: str
    kind: str  # skill | knowledge | act
    text: str
    item: str
    card: str
    line: int
    weight: float  # how much it tells professions apart, 0-1


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step to another level or profession. `profession` is None when the printed title names none of the catalogue's."""

    kind: str  # next_level | related | neighbour
    reason: str  # printed | shared
    title: str
    profession: str | None
    member: str | None  # the card, position or occupation that describes the target
    from_level: int | None
    level: int | None
    level_to: int | None = None  # upper end of a printed range
    sublevels: tuple[str, ...] = ()
    document: str | None = None  # where the move is printed
    line: int | None = None
    printed: str | None = None  # the title as printed there
    shared: float | None = None  # share of the target's demands that the start has, weighed by how telling they are
    demands: tuple[Words, ...] = ()  # education and proofs that the target's card asks for
    learn: tuple[Learn, ...] = ()  # the most telling first, at most SHOWN
    learn_count: int = 0


@dataclass(frozen=True, slots=True)
class _Start:
    """What one knows at a level of a profession, and where that is printed."""

    level: int | None
    known: Known


def moves(likeness: Likeness, identifier: str, *, neighbours: int = NEIGHBOURS) -> tuple[Move, ...]:
    """Moves from a profession or from one of its members: next levels, printed relations, then neighbours.

    Raises UnknownTarget for an id that the catalogue does not have.
    """
    catalogue = likeness.index.catalogue
    profession = catalogue.profession_by_id.get(identifier) or catalogue.profession_of_member.get(identifier)
    if profession is None:
        raise UnknownTarget(f"There is no profession, card or position {identifier!r} in the catalogue.")
    chosen = [m for m in profession.members if m.id == identifier] or list(profession.members)
    up = list(_next_levels(likeness, profession, chosen))
    printed = list(_related_moves(likeness, profession, chosen))
    seen = {move.profession for move in printed}
    near = [m for m in _neighbours(likeness, profession, chosen) if m.profession not in seen]
    return (*up, *printed, *near[:neighbours])


def _next_levels(likeness: Likeness, profession: Profession, chosen: Sequence[Member]) -> Iterator[Move]:
    """From each level to the one above; the card that names its own next level is quoted, else the next card itself."""
    for low, high in pairwise(profession.levels):
        start = next((m for m in chosen if _top(m) == low), None)
        ends = [m for m in profession.members if m.levels and min(m.levels) == high]
        end = next((m for m in ends if start and m.document == start.document), next(iter(ends), None))
        if start and end:
            named = (r for r in _related(likeness, start) if r.level == high)
            own = next((r for r in named if resolve(likeness.index.catalogue, r) == profession), None)
            place = (start.document, own.line, own.title) if own else (end.document, end.line, end.title)
            begin = _start(likeness, _up_to(chosen, low), low)
            yield _move(likeness, "next_level", begin, profession, end, level=high, printed=place)


def _related_moves(likeness: Likeness, profession: Profession, chosen: Sequence[Member]) -> Iterator[Move]:
    """Other professions that the cards name, each once at a level, the newest card first."""
    seen: set[tuple[str, int | None]] = set()
    for member in chosen:
        for related in _related(likeness, member):
            target = resolve(likeness.index.catalogue, related)
            place = (target.id if target else related.title, related.level)
            if target != profession and place not in seen:
                seen.add(place)
                yield _related_move(likeness, chosen, member, related, target)


def _related_move(
    likeness: Likeness, chosen: Sequence[Member], member: Member, related: Related, target: Profession | None
) -> Move:
    level = _top(member)
    if target is None:
        return Move(
            kind="related", reason="printed", title=related.title, profession=None, member=None, from_level=level,
            level=related.level, level_to=related.level_to, document=member.document, line=related.line,
            printed=related.title,
        )  # fmt: skip
    end = next((m for m in target.members if related.level in m.levels), target.members[0])
    begin = _start(likeness, _up_to(chosen, level), level)
    place = (member.document, related.line, related.title)
    move = _move(likeness, "related", begin, target, end, level=related.level, printed=place)
    return replace(move, level_to=related.level_to)


def _neighbours(likeness: Likeness, profession: Profession, chosen: Sequence[Member]) -> list[Move]:
    """Professions at a level near by whose demands the start has most of.

    A level row describes many occupations alike: it shows what its occupations share with others only where it stands
    for one of them. A profession that nothing else describes has the other occupations of its rows as neighbours.
    """
    described = [m for m in chosen if not _shared_row(likeness, m)]
    if not described:
        return _of_one_row(likeness, profession, chosen)
    level = next((_top(m) for m in chosen if m.levels), None)
    begin = _start(likeness, described, level)
    found = []
    for other in likeness.index.professions:
        ends = [m for m in other.members if not _shared_row(likeness, m) and _near(level, m)]
        if other != profession and ends:
            found.append((_shared(likeness, begin, ends[0]), other, ends[0]))
    found.sort(key=lambda entry: -entry[0])
    return [_move(likeness, "neighbour", begin, o, end) for share, o, end in found if share >= LEAST_SHARED]


def _of_one_row(likeness: Likeness, profession: Profession, chosen: Sequence[Member]) -> list[Move]:
    catalogue = likeness.index.catalogue
    rows = {owner_of(catalogue, m).id: m for m in chosen}
    found = []
    for other in likeness.index.professions:
        end = next((m for m in other.members if owner_of(catalogue, m).id in rows), None)
        if end and other != profession:
            row = owner_of(catalogue, end)
            begin = _start(likeness, chosen, _top(rows[row.id]))
            found.append(_move(likeness, "neighbour", begin, other, end, printed=(end.document, row.line, end.title)))
    return found


def _move(
    likeness: Likeness,
    kind: str,
    begin: _Start,
    target: Profession,
    end: Member,
    *,
    level: int | None = None,
    printed: tuple[str, int, str] | None = None,
) -> Move:
    owner = owner_of(likeness.index.catalogue, end)
    lacks = sorted(begin.known.lacks(_held(likeness, end)), key=lambda h: -float(likeness.telling[h.row]))
    return Move(
        kind=kind,
        reason="printed" if printed else "shared",
        title=end.title if kind == "next_level" else target.title,
        profession=target.id,
        member=end.id,
        from_level=begin.level,
        level=level or _top(end) or max(target.levels, default=None),
        sublevels=owner.sublevels if isinstance(owner, Card) else (),
        document=printed[0] if printed else None,
        line=printed[1] if printed else None,
        printed=printed[2] if printed else None,
        shared=round(_shared(likeness, begin, end), 4),
        demands=requirements(owner),
        learn=tuple(_learn(likeness, held) for held in lacks[:SHOWN]),
        learn_count=len(lacks),
    )


def _learn(likeness: Likeness, held: Held) -> Learn:
    row = likeness.index.items[held.row]
    return Learn(
        competence=held.competence.id,
        kind=held.competence.kind,
        text=held.competence.label if row.act else row.text,
        item=row.id,
        card=row.owner,
        line=row.line,
        weight=round(float(likeness.telling[held.row]), 4),
    )


def _start(likeness: Likeness, members: Sequence[Member], level: int | None) -> _Start:
    return _Start(level, likeness.known([row for m in members for row in _rows(likeness, m)]))


def _shared(likeness: Likeness, begin: _Start, end: Member) -> float:
    held = _held(likeness, end)
    total = likeness.weight(held)
    return max(0.0, 1 - likeness.weight(begin.known.lacks(held)) / total) if total else 0.0


def _held(likeness: Likeness, member: Member) -> list[Held]:
    return likeness.held(_rows(likeness, member))


def _rows(likeness: Likeness, member: Member) -> list[int]:
    owner = owner_of(likeness.index.catalogue, member)
    return [likeness.index.item_number[item.id] for _, item in owner_items(owner)]


def _related(likeness: Likeness, member: Member) -> tuple[Related, ...]:
    owner = owner_of(likeness.index.catalogue, member)
    return owner.related if isinstance(owner, Card) else ()


def _shared_row(likeness: Likeness, member: Member) -> bool:
    owner = owner_of(likeness.index.catalogue, member)
    return isinstance(owner, FrameworkLevel) and len(owner.occupations) > 1


def _up_to(members: Sequence[Member], level: int | None) -> list[Member]:
    """Members at a level and below; a position prints no level and may stand above. Without a level all members."""
    return [m for m in members if level is None or (m.levels and max(m.levels) <= level)]


def _near(level: int | None, member: Member) -> bool:
    return level is None or not member.levels or any(abs(level - other) <= 1 for other in member.levels)


def _top(member: Member) -> int | None:
    return max(member.levels, default=None)
