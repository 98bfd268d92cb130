"""Compare a CV with a vacancy through the catalogue: what is asked, what is shown, what the card does not know."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.catalogue import Member, Profession
from indexing.rows import owner_of
from matching.demands import demands, said_by
from matching.formal import Claim, Formal, demanded, had, rank
from matching.matcher import Matcher
from matching.result import EvidenceItem, GapEvidence, GapItem, Gaps, LevelEstimate, MatchResult, Nearest, Span
from matching.statement_pairs import Pair

BY_CARD, BY_STATEMENTS = "by_card", "by_statements"
# Nearness of a vacancy's statement to the CV's nearest. In 25 pairs of tuning texts of different professions 95 of 100
# nearest statements stay below PARTLY; in 25 pairs of one profession nearly all from SHOWN on say the same, by eye.
SHOWN, PARTLY = 0.33, 0.24
CANDIDATES = 2
STATUSES = ("missing", "partial", "covered")
DIRECT = {"not_shown": "missing", "partly": "partial", "shown": "covered"}
COUNTED = ("covered", "partial", "missing", "shown", "partly", "not_shown", "met", "short", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A profession that one of the texts is near to."""

    id: str
    title: str
    confidence: float
    level: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What was understood of one of the two texts."""

    status: str
    language: str
    professions: tuple[Candidate, ...]
    level: LevelEstimate


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """An item that the vacancy asks for and whether the CV shows it, with the words of both."""

    profession: str
    card: str
    status: str  # covered | partial | missing: the better of what the item and the vacancy's own words find in the CV
    item: GapItem  # as judged for the CV, with its quotes
    asked: tuple[GapEvidence, ...]  # quotes of the vacancy
    asked_confidence: float  # of the gap model, that it is asked for
    direct: Nearest | None  # the CV's statement nearest to those quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A statement of the vacancy that asks for something, beside the CV's nearest statement."""

    quote: str
    span: Span
    required: bool | None
    status: str  # shown | partly | not_shown
    nearest: Nearest | None
    item: EvidenceItem | None  # the item of the profession that says it
    beyond: bool  # none does, and no asked item rests on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Education or years of experience as the vacancy asks for it and as the CV shows it."""

    name: str  # education | years
    asked: Claim | None
    shown: Claim | None
    verdict: str  # met | short | unknown, when one of the two says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A CV beside a vacancy; `by_statements` when the vacancy lies outside the catalogue and has no items."""

    status: str  # by_card | by_statements
    vacancy: Side
    cv: Side
    items: tuple[AskedItem, ...]  # missing first, the most telling first
    demands: tuple[Demand, ...]  # the vacancy's own statements in their order
    requirements: tuple[Requirement, ...]
    summary: dict[str, int]  # how many items, statements and requirements have each status


def compare(
    matcher: Matcher,
    cv_text: str,
    vacancy_text: str,
    *,
    cv_title: str | None = None,
    vacancy_title: str | None = None,
    year: int | None = None,
) -> Comparison:
    """Hold a CV against a vacancy; `year` is the present one, for work that still goes on. Raises TextTooLong."""
    vacancy = matcher.judge(vacancy_text, kind="vacancy", title=vacancy_title)
    cv = matcher.judge(cv_text, kind="cv", title=cv_title)
    asking, showing = (matcher.answer(judged, top_k=CANDIDATES) for judged in (vacancy, cv))
    targets = _targets(matcher, asking)
    asked, shown = demanded(vacancy.compared.reading), had(cv.compared.reading, year=year)
    pair = Pair(vacancy.compared, cv.compared)
    said = said_by(matcher, vacancy.compared, [profession for profession, _ in targets])
    items = _items(matcher, pair, targets, said)
    own_words = tuple(_demand(pair, n, said.get(n), items) for n in demands(vacancy.compared, asked))
    requirements = tuple(_requirements(asked, shown))
    counts = Counter([i.status for i in items] + [d.status for d in own_words] + [r.verdict for r in requirements])
    return Comparison(
        status=BY_CARD if targets else BY_STATEMENTS,
        vacancy=_side(asking),
        cv=_side(showing),
        items=items,
        demands=own_words,
        requirements=requirements,
        summary={name: counts.get(name, 0) for name in COUNTED},
    )


def _targets(matcher: Matcher, result: MatchResult) -> list[tuple[Profession, Member]]:
    """The card of the vacancy's profession at its level; of both professions when two fit equally well."""
    count = {"matched": 1, "ambiguous": 2}.get(result.status, 0)
    by_id = matcher.index.catalogue.profession_by_id
    found = [(by_id[p.id], p.level.value) for p in result.professions[:count]]
    return [(profession, profession.member_at(level)) for profession, level in found]


def _items(
    matcher: Matcher, pair: Pair, targets: Sequence[tuple[Profession, Member]], said: Mapping[int, EvidenceItem]
) -> tuple[AskedItem, ...]:
    """Items that the vacancy asks for, as the CV shows them; the same words on two cards count once.

    Of the profession's other cards only what a statement of the vacancy says is asked for.
    """
    found: dict[str, AskedItem] = {}
    for profession, chosen in targets:
        for member in _members(matcher, profession, chosen, {item.card for item in said.values()}):
            asked = matcher.gaps_of(pair.left, profession, member)
            shown = {item.id: item for item in matcher.gaps_of(pair.right, profession, member).items}
            for item in asked.items:
                saying = [n for n, own in said.items() if own.id == item.id]
                entry = _asked(pair, asked, item, shown[item.id], saying) if saying or member == chosen else None
                if entry:
                    found.setdefault(item.text.lower(), entry)
    return tuple(sorted(found.values(), key=lambda e: (STATUSES.index(e.status), -e.item.weight, -e.asked_confidence)))


def _members(matcher: Matcher, profession: Profession, chosen: Member, cards: set[str]) -> list[Member]:
    """The chosen member, then others that are described by one of the cards, positions or level rows."""
    described = {owner_of(matcher.index.catalogue, m).id: m for m in reversed(profession.members)}
    return [chosen, *(m for card, m in described.items() if card in cards and m != chosen)]


def _asked(pair: Pair, gaps: Gaps, asked: GapItem, shown: GapItem, saying: Sequence[int]) -> AskedItem | None:
    """One item with the words of both, when statements of the vacancy say it or its gap model finds it asked for.

    What only the title speaks of is not asked for. Where the vacancy says the item, a statement of the CV that says
    the same shows it.
    """
    is_asked = asked.status == "asked"
    quotes = tuple(map(pair.quote, saying)) or tuple(
        q for q in asked.evidence if is_asked and not pair.is_title(q.span)
    )
    if not quotes:
        return None
    direct = pair.nearest(quotes[0].span)
    found = DIRECT[_nearness_status(direct)] if saying else STATUSES[0]
    return AskedItem(
        profession=gaps.profession,
        card=gaps.card,
        status=max(shown.status, found, key=STATUSES.index),
        item=shown,
        asked=quotes,
        asked_confidence=asked.confidence if is_asked else round(1 - asked.confidence, 4),
        direct=direct,
    )


def _demand(pair: Pair, number: int, item: EvidenceItem | None, items: Sequence[AskedItem]) -> Demand:
    """A statement of the vacancy beside the CV's nearest."""
    said = pair.left.statements[number]
    span = Span(start=said.start, end=said.end)
    near = pair.nearest(span)
    return Demand(
        quote=said.text,
        span=span,
        required=said.required,
        status=_nearness_status(near),
        nearest=near,
        item=item,
        beyond=item is None and span not in {entry.asked[0].span for entry in items},
    )


def _nearness_status(near: Nearest | None) -> str:
    value = near.similarity if near else 0.0
    return "shown" if value >= SHOWN else "partly" if value >= PARTLY else "not_shown"


def _requirements(asked: Formal, shown: Formal) -> Iterator[Requirement]:
    if asked.education or shown.education:
        verdict = _verdict(asked.education, shown.education, lambda claim: rank(claim.value))
        yield Requirement(name="education", asked=asked.education, shown=shown.education, verdict=verdict)
    if asked.years or shown.years:
        verdict = _verdict(asked.years, shown.years, lambda claim: float(claim.value))
        yield Requirement(name="years", asked=asked.years, shown=shown.years, verdict=verdict)


def _verdict(asked: Claim | None, shown: Claim | None, value: Callable[[Claim], float]) -> str:
    if asked is not None and value(asked) == 0:
        return "met"
    if asked is None or shown is None:
        return "unknown"
    return "met" if value(shown) >= value(asked) else "short"


def _side(result: MatchResult) -> Side:
    near = (Candidate(id=p.id, title=p.title, confidence=p.confidence, level=p.level.value) for p in result.professions)
    return Side(status=result.status, language=result.language, professions=tuple(near), level=result.level)
