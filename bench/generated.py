"""Catalogues of any size made of real cards: their items and titles with some words exchanged for others of the field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from corpus.cards import Card, Function, Item, Task
from corpus.catalogue import Catalogue, Member, Profession, stamped
from indexing.rows import item_rows

ITEMS = 10  # of a card: half skills, half knowledge
EXCHANGED = 0.3  # share of words
SEED = 11
DOCUMENT = "generated"


@dataclass(frozen=True, slots=True)
class Wording:
    """What cards are made of: items and titles as words, and all words as often as they stand there."""

    skills: Sequence[list[str]]
    knowledge: Sequence[list[str]]
    titles: Sequence[list[str]]
    words: Sequence[str]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Wording":
        """The wording of a real catalogue; acts of law are left out."""
        rows = [row for row in item_rows(catalogue) if not row.act]
        by_kind = {kind: [row.text.split() for row in rows if row.kind == kind] for kind in ("skill", "knowledge")}
        titles = [profession.title.split() for profession in catalogue.professions]
        words = [word for texts in by_kind.values() for text in texts for word in text]
        return cls(by_kind["skill"], by_kind["knowledge"], titles, words)


def cards(wording: Wording, count: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """Title, skills and knowledge of one card after another; the first n are the same for every count."""
    random = Random(SEED)
    for _ in range(count):
        title = _varied(random.choice(wording.titles), wording, random)
        skills = [_varied(random.choice(wording.skills), wording, random) for _ in range(ITEMS // 2)]
        yield title, skills, [_varied(random.choice(wording.knowledge), wording, random) for _ in range(ITEMS // 2)]


def items(wording: Wording, count: int) -> list[str]:
    """All items of so many cards, in their order."""
    return [text for _, skills, knowledge in cards(wording, count) for text in (*skills, *knowledge)]


def catalogue(wording: Wording, count: int) -> Catalogue:
    """A catalogue of so many cards, each a profession of its own."""
    made = [_card(number, *parts) for number, parts in enumerate(cards(wording, count))]
    return stamped(Catalogue(cards=tuple(made), professions=tuple(_profession(card) for card in made)))


def _varied(words: Sequence[str], wording: Wording, random: Random) -> str:
    return " ".join(random.choice(wording.words) if random.random() < EXCHANGED else word for word in words)


def _card(number: int, title: str, skills: list[str], knowledge: list[str]) -> Card:
    line = 1 + number * (ITEMS + 1)
    found = [
        Item(text=text, line=line + place, id=f"{DOCUMENT}.{line + place}")
        for place, text in enumerate((*skills, *knowledge), start=1)
    ]
    task = Task(
        number="1", title=title, line=line, skills=tuple(found[: len(skills)]), knowledge=tuple(found[len(skills) :])
    )
    return Card(
        document=DOCUMENT,
        line=line,
        title=title,
        heading=title,
        codes=(),
        levels=(1 + number % 8,),
        functions=(Function(number="1", title=title, line=line, tasks=(task,)),),
        id=f"{DOCUMENT}.{line}",
    )


def _profession(card: Card) -> Profession:
    member = Member(kind="card", id=card.id, document=DOCUMENT, line=card.line, title=card.title, levels=card.levels)
    return Profession(id=f"p{card.line}", title=card.title, codes=(), levels=card.levels, members=(member,))
