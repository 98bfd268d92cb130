"""Links: cards, positions and occupations that are one job become one profession, each link with its reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import groupby

from corpus import titles
from corpus.cards import Card, FrameworkLevel, Position
from corpus.catalogue import Document, Member, Profession, occupation_id
from corpus.identity import Names, slug

ORDER = {"card": 0, "position": 1, "occupation": 2}


def professions(
    documents: Sequence[Document],
    cards: Sequence[Card],
    positions: Sequence[Position],
    rows: Sequence[FrameworkLevel],
    *,
    before: Sequence[Profession] = (),
) -> tuple[Profession, ...]:
    """Join members that are one job; the newest card of each describes it best and comes first.

    A profession keeps the id that its first known member had among the professions `before`.
    """
    age = {d.id: d.sort_date for d in documents}
    members = sorted(_members(cards, positions, rows), key=lambda m: age.get(m.document, ""), reverse=True)
    members.sort(key=lambda m: ORDER[m.kind])
    groups = Groups(members)
    groups.join(lambda m: titles.key(m.title), "title")
    headings = {c.id: c.heading for c in cards}
    groups.join(lambda m: titles.key(headings[m.id]) if m.kind == "card" else None, "heading")
    groups.join(lambda m: m.code if m.kind == "occupation" else None, "code")
    for card, position in _named_by_classifier(cards, positions):
        groups.unite(card, position, "classifier")
    groups.join(lambda m: _reviewed("together").get(titles.key(m.title)), "reviewed")
    names = Names()
    known = {m.id: p.id for p in before for m in p.members}
    alternatives = {c.id: tuple(a.title for a in c.alternative_titles) for c in cards}
    return tuple(_profession(group, names, known, alternatives) for group in groups.groups())


def _named_by_classifier(cards: Sequence[Card], positions: Sequence[Position]) -> Iterator[tuple[str, str]]:
    """Yield ids of cards and of positions that their «Связь с КС» names.

    The row often names superiors and neighbours too, so a position counts only when it is the same kind of job
    (its first two words are those of the card) and no card has its very title.
    """
    own = {titles.key(t) for c in cards for t in (c.title, c.heading)}
    by_key = {titles.key(p.title): p for p in positions}
    for card in cards:
        heads = {titles.head(card.title), titles.head(card.heading)}
        for title in card.classifier_titles:
            position = by_key.get(titles.key(title))
            if position and titles.key(title) not in own and titles.head(title) in heads:
                yield card.id, position.id


@cache
def _reviewed(decision: str) -> dict[str, str]:
    """Hand-reviewed pairs of titles from corpus/data/links.tsv: key of each title → a name that both share."""
    text = files("corpus").joinpath("data", "links.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    pairs = [(titles.key(a), titles.key(b)) for found, a, b, _ in rows if found == decision]
    return {key: f"{a}+{b}" for a, b in pairs for key in (a, b)}


class Groups:
    """Members joined step by step; every member remembers by which step it came to its group."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = {m.id: m for m in members}
        self._group = {m.id: n for n, m in enumerate(members)}

    def join(self, key_of: Callable[[Member], str | None], reason: str) -> None:
        """Unite all members with the same key; None joins nothing."""
        first: dict[str, str] = {}
        for member in list(self._members.values()):
            key = key_of(member)
            if key and first.setdefault(key, member.id) != member.id:
                self.unite(first[key], member.id, reason)

    def unite(self, left: str, right: str, reason: str) -> None:
        """Put two members and all that hangs on them into one group."""
        a, b = self._group[left], self._group[right]
        if a == b or self._kept_apart(a, b):
            return
        later = max(a, b)
        for member_id, group in self._group.items():
            if group == later:
                self._group[member_id] = min(a, b)
                if not self._members[member_id].reason:
                    self._members[member_id] = replace(self._members[member_id], reason=reason)

    def _kept_apart(self, a: int, b: int) -> bool:
        """Whether two groups hold titles that were reviewed as different jobs."""
        apart = _reviewed("apart")
        held: dict[int, dict[str, str]] = {a: {}, b: {}}
        for member_id, group in self._group.items():
            key = titles.key(self._members[member_id].title)
            if group in held and key in apart:
                held[group][apart[key]] = key
        return any(held[a][pair] != held[b][pair] for pair in held[a].keys() & held[b].keys())

    def groups(self) -> list[list[Member]]:
        """The groups in the order of their first members; a group's first member needs no reason."""
        order = sorted(self._members.values(), key=lambda m: self._group[m.id])
        return [list(group) for _, group in groupby(order, key=lambda m: self._group[m.id])]


def _profession(
    group: list[Member], names: Names, known: dict[str, str], alternatives: dict[str, tuple[str, ...]]
) -> Profession:
    title = group[0].title
    own = next((known[m.id] for m in group if m.id in known), slug(title))
    other = (t for m in group for t in (m.title, *alternatives.get(m.id, ())) if t != title)
    return Profession(
        id=names.take(own),
        title=title,
        codes=tuple(dict.fromkeys(m.code for m in group if m.code)),
        levels=tuple(sorted({level for m in group for level in m.levels})),
        members=tuple(group),
        alternative_titles=tuple(dict.fromkeys(other)),
    )


def _members(cards: Iterable[Card], positions: Iterable[Position], rows: Iterable[FrameworkLevel]) -> Iterator[Member]:
    for card in cards:
        code = card.codes[0] if card.codes else None
        yield _member("card", card, card.title, code, card.levels)
    for position in positions:
        yield _member("position", position, position.title, None, ())
    for row in rows:
        for number, occupation in enumerate(row.occupations):
            member = _member("occupation", row, occupation.title, occupation.code, row.levels)
            yield replace(member, id=occupation_id(row, number), line=occupation.line)


def _member(
    kind: str, owner: Card | Position | FrameworkLevel, title: str, code: str | None, levels: tuple[int, ...]
) -> Member:
    return Member(
        kind=kind, id=owner.id, document=owner.document, line=owner.line, title=title, code=code, levels=levels
    )
