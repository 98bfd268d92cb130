"""Where the levels of professions come from: printed, inferred, or named by the cards of other professions."""

from dataclasses import dataclass

from corpus.cards import Card
from corpus.catalogue import Catalogue, Member, Profession
from corpus.categories import Category, categories
from corpus.related import naming_cards

PRINTED, INFERRED, NAMED = "printed", "inferred", "named"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSource:
    """Who says a level of a profession, and how a card divides it further."""

    basis: str  # printed | inferred | named
    owner: str  # id of the card, position or occupation that says it
    line: int
    sublevels: tuple[str, ...] = ()
    divided_by: str | None = None  # id of the card that prints the sublevels or the categories
    categories: tuple[Category, ...] = ()  # no document says which of them is which sublevel


def level_sources(catalogue: Catalogue) -> dict[str, dict[int, LevelSource]]:
    """Profession id → level → its source; a profession without any level is left out."""
    named = naming_cards(catalogue)
    own = {p.id: {n: _source(catalogue, p, n) for n in p.levels} for p in catalogue.professions if p.levels}
    others = {
        id_: {n: LevelSource(basis=NAMED, owner=card.id, line=by.line) for n, (card, by) in levels.items()}
        for id_, levels in named.items()
    }
    return {**own, **others}


def _source(catalogue: Catalogue, profession: Profession, level: int) -> LevelSource:
    """The first member that prints the level, else the first whose level is inferred; divided as its cards divide it."""
    members = [m for m in profession.members if level in m.levels]
    first = min(members, key=lambda m: _inferred(catalogue, m))
    # The newest card stands first; an older one tells the sublevels that it leaves out.
    cards = [card for m in members if (card := catalogue.card_by_id.get(m.id))]
    divided = next((c for c in cards if c.sublevels), None) or next((c for c in cards if _categories(c)), None)
    return LevelSource(
        basis=INFERRED if _inferred(catalogue, first) else PRINTED,
        owner=first.id,
        line=first.line,
        sublevels=divided.sublevels if divided else (),
        divided_by=divided.id if divided else None,
        categories=_categories(divided) if divided else (),
    )


def _categories(card: Card) -> tuple[Category, ...]:
    return categories(card.qualification_requirements)


def _inferred(catalogue: Catalogue, member: Member) -> bool:
    row = catalogue.level_by_occupation.get(member.id)
    return row is not None and row.levels_basis == INFERRED
