"""A card opened beside a text: its items by function and status, each with its quotes and the step that closes it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue, Member
from matching.evidence import Compared
from matching.gap_groups import GapGroup, grouped
from matching.matcher import Matcher
from matching.result import Evidence, GapItem, Gaps, MatchedProfession, Span
from matching.steps import Owner, Step, owner_by_id, requirements, steps
from service.pages.document_names import Documents, documents_of
from service.pages.highlight import numbered

COLUMNS = {"cv": ("covered", "partial", "missing"), "vacancy": ("asked", "not_asked")}
ACTS = "acts"
QUOTES = 2  # shown of an item, the nearest first: more say that nothing is meant in particular


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item of the card with its place on the page, the quotes that show it and the step that closes its gap."""

    id: str  # of the element
    item: GapItem
    line: int
    quotes: tuple[int, ...]  # numbers
    step: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items of one function by status."""

    gaps: GapGroup
    columns: dict[str, tuple[Shown, ...]]  # every status in the order of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A piece of evidence for the profession with its place on the page."""

    id: str  # of the element
    evidence: Evidence
    document: str
    quote: int  # its number


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The profession whose card is held against the text."""

    profession: MatchedProfession
    member: Member
    owner: Owner
    groups: tuple[Group, ...]  # acts of law apart
    acts: Group | None
    counts: dict[str, int]
    proofs: tuple[Proof, ...]
    demands: tuple[str, ...]  # education and proofs that the card asks for
    documents: Documents

    def refs(self) -> Iterator[tuple[Span, str]]:
        """Places of the text with the elements that refer to them: evidence first, then items."""
        yield from ((proof.evidence.span, proof.id) for proof in self.proofs)
        yield from item_refs((*self.groups, *((self.acts,) if self.acts else ())))


def opened(matcher: Matcher, compared: Compared, matched: MatchedProfession, target: str | None) -> Opened:
    """Open the card `target` of a profession, by default the one at the level that the text speaks for."""
    catalogue = matcher.index.catalogue
    profession = catalogue.profession_by_id[matched.id]
    member = next((m for m in profession.members if m.id == target), profession.member_at(matched.level.value))
    gaps = matcher.gaps_of(compared, profession, member)
    owner = owner_by_id(catalogue, gaps.card)
    numbers = numbered(span for span in _spans(matched, gaps))
    groups = arranged(
        matcher, grouped(catalogue, gaps).groups, numbers, steps(catalogue, gaps), COLUMNS[compared.reading.kind]
    )
    return Opened(
        profession=matched,
        member=member,
        owner=owner,
        groups=tuple(group for group in groups if group.gaps.kind != ACTS),
        acts=next((group for group in groups if group.gaps.kind == ACTS), None),
        counts=counted(groups),
        proofs=tuple(_proof(catalogue, n, e, numbers) for n, e in enumerate(matched.evidence, start=1)),
        demands=tuple(words.text for words in requirements(owner)),
        documents=documents_of(catalogue),
    )


def counted(groups: Iterable[Group]) -> dict[str, int]:
    """How many items have each status, acts of law apart."""
    found: Counter[str] = Counter()
    for group in groups:
        for name, shown in group.columns.items():
            found[name] += 0 if group.gaps.kind == ACTS else len(shown)
    return dict(found)


def most_telling(card: Opened, status: str, most: int) -> list[Shown]:
    """The items of a status that tell professions apart best, acts of law apart."""
    found = [one for group in card.groups for one in group.columns.get(status, ())]
    return sorted(found, key=lambda one: -one.item.weight)[:most]


def item_refs(groups: Iterable[Group]) -> Iterator[tuple[Span, str]]:
    """Places of the text that the items of groups are shown by."""
    for group in groups:
        for column in group.columns.values():
            yield from ((piece.span, shown.id) for shown in column for piece in shown.item.evidence[:QUOTES])


def _spans(matched: MatchedProfession, gaps: Gaps) -> Iterator[Span]:
    yield from (evidence.span for evidence in matched.evidence)
    yield from (evidence.span for item in gaps.items for evidence in item.evidence[:QUOTES])


def arranged(
    matcher: Matcher,
    groups: Sequence[GapGroup],
    numbers: Mapping[Span, int],
    closing: Mapping[str, Step],
    statuses: Sequence[str],
) -> list[Group]:
    """Groups of items in columns by status, each item with its quotes' numbers and its step."""
    index = matcher.index
    found = []
    for group in groups:
        shown = [_shown(item, index.items[index.item_number[item.id]].line, numbers, closing) for item in group.items]
        found.append(Group(gaps=group, columns={s: tuple(o for o in shown if o.item.status == s) for s in statuses}))
    return found


def _shown(item: GapItem, line: int, numbers: Mapping[Span, int], closing: Mapping[str, Step]) -> Shown:
    # What an item's id has after that of its card is enough on the page of one card.
    own = item.id.rpartition(".")[2]
    quoted = tuple(sorted({numbers[evidence.span] for evidence in item.evidence[:QUOTES]}))
    return Shown(id=f"i-{own}", item=item, line=line, quotes=quoted, step=closing.get(item.id))


def _proof(catalogue: Catalogue, number: int, evidence: Evidence, numbers: Mapping[Span, int]) -> Proof:
    document = owner_by_id(catalogue, evidence.item.card).document
    return Proof(id=f"e{number}", evidence=evidence, document=document, quote=numbers[evidence.span])
