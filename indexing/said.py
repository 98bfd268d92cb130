"""Rows of people's words: extra ways to a profession and to an item, and the trades that lie outside the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.competences import items_with_kind
from models.speech.entries import items, other_trades, professions


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """A title or saying of a profession, of another trade, or of items alone."""

    owner: str  # profession id, or the name of the trade; empty for a saying of items alone
    trade: bool  # outside the catalogue
    title: bool  # a job title rather than a statement
    items: tuple[str, ...] = ()  # ids of the items that a saying paraphrases


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidText(SaidRow):
    """A row with its text, of which an index keeps the words and the vector."""

    text: str


def said_rows(catalogue: Catalogue) -> list[SaidText]:
    """Return all rows, owner by owner: professions in catalogue order, then other trades; last those of items alone.

    A profession without people's words (a new document) is said by its own titles.
    """
    return [*_of_professions(catalogue), *_of_trades(), *_of_items(catalogue)]


def _of_professions(catalogue: Catalogue) -> Iterator[SaidText]:
    speech = {s.profession: s for s in professions()}
    paraphrased = _items_by_place(catalogue)
    for profession in catalogue.professions:
        said = speech.get(profession.id)
        titles = said.titles if said else (profession.title, *profession.alternative_titles)
        yield from (SaidText(owner=profession.id, trade=False, title=True, text=t) for t in titles)
        for saying in said.says if said else ():
            items = paraphrased.get(saying.item or "", ())
            yield SaidText(owner=profession.id, trade=False, title=False, text=saying.text, items=items)
        for text in said.texts if said else ():
            yield SaidText(owner=profession.id, trade=False, title=False, text=text)


def _items_by_place(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """`document:line` → ids of the items there and of all items that say the same."""
    same = _same(catalogue)
    places: dict[str, dict[str, None]] = {}
    for _, item in items_with_kind(catalogue.cards, catalogue.positions, catalogue.framework_levels):
        place = f"{item.id.partition('.')[0]}:{item.line}"
        places.setdefault(place, {}).update(dict.fromkeys((item.id, *same.get(item.id, ()))))
    return {place: tuple(ids) for place, ids in places.items()}


def _of_trades() -> Iterator[SaidText]:
    for trade in other_trades():
        yield from (SaidText(owner=trade.trade, trade=True, title=True, text=t) for t in trade.titles)
        yield from (SaidText(owner=trade.trade, trade=True, title=False, text=t) for t in (*trade.says, trade.text))


def _of_items(catalogue: Catalogue) -> Iterator[SaidText]:
    """Sayings of items that the catalogue has, tied to all items that say the same. A setting shows no single item."""
    same = _same(catalogue)
    for shown in items():
        for text in shown.says if shown.item in same else ():
            yield SaidText(owner="", trade=False, title=False, text=text, items=same[shown.item])


def _same(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Item id → ids of all items that say the same, itself among them."""
    return {m: c.mentions for c in catalogue.competences for m in c.mentions}
