"""Pairs from people's words: sayings with the items they paraphrase, titles with official ones, other trades among themselves."""

from collections.abc import Iterator, Sequence
from itertools import cycle

from corpus.cards import Card, FrameworkLevel, Position
from corpus.catalogue import Catalogue
from corpus.competences import items_with_kind
from models.speech.entries import OtherTrade, Shown, Speech
from models.training.card_pairs import items_of
from models.training.pairs import Pair


def said_item_pairs(catalogue: Catalogue, speech: Sequence[Speech]) -> Iterator[Pair]:
    """«Мою лежачих» ↔ the item on the line that the saying is tied to; several items may share a line."""
    items = items_on_lines(catalogue)
    for said in (said for person in speech for said in person.says if said.item):
        yield from (Pair(said.text, item, said.item or "") for item in items.get(said.item or "", ()))


def shown_item_pairs(catalogue: Catalogue, shown: Sequence[Shown]) -> Iterator[Pair]:
    """«Разбирала, что мешает ребёнку раскрыться» ↔ the item that it shows."""
    texts = {
        item.id: item.text
        for _, item in items_with_kind(catalogue.cards, catalogue.positions, catalogue.framework_levels)
    }
    for row in shown:
        if row.item in texts:
            yield from (Pair(said, texts[row.item], row.item) for said in (*row.says, row.setting))


def items_on_lines(catalogue: Catalogue) -> dict[str, list[str]]:
    """Texts of all items by `document:line`."""
    found: dict[str, list[str]] = {}
    owners: tuple[Card | Position | FrameworkLevel, ...] = (
        *catalogue.cards,
        *catalogue.positions,
        *catalogue.framework_levels,
    )
    for owner in owners:
        for item in items_of(owner):
            found.setdefault(f"{owner.document}:{item.line}", []).append(item.text)
    return found


def title_pairs(speech: Sequence[Speech]) -> Iterator[Pair]:
    """«Сиделка к бабушке» ↔ the official title."""
    for person in speech:
        yield from (Pair(title, person.title, person.profession) for title in person.titles)


def said_text_pairs(speech: Sequence[Speech]) -> Iterator[Pair]:
    """A saying ↔ a whole text of the same profession, and its titles ↔ the same texts."""
    for person in speech:
        short = (*(said.text for said in person.says), *person.titles)
        yield from (Pair(a, b, person.profession) for a, b in zip(short, cycle(person.texts), strict=False))


def other_trade_pairs(trades: Sequence[OtherTrade]) -> Iterator[Pair]:
    """Titles and sayings of a trade outside the catalogue ↔ a whole text of it."""
    for trade in trades:
        yield from (Pair(said, trade.text, trade.trade) for said in (*trade.titles, *trade.says))
