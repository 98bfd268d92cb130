"""Rows of people's words: extra ways to a profession, and the trades that lie outside the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from models.speech.entries import other_trades, professions


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """A title or saying of a profession, or of another trade."""

    owner: str  # profession id, or the name of the trade
    trade: bool  # outside the catalogue
    title: bool  # a job title rather than a statement
    text: str


def said_rows(catalogue: Catalogue) -> list[SaidRow]:
    """Return all rows, owner by owner: professions in catalogue order, then other trades.

    A profession without people's words (a new document) is said by its own titles.
    """
    return [*_of_professions(catalogue), *_of_trades()]


def _of_professions(catalogue: Catalogue) -> Iterator[SaidRow]:
    speech = {s.profession: s for s in professions()}
    for profession in catalogue.professions:
        said = speech.get(profession.id)
        titles = said.titles if said else (profession.title, *profession.alternative_titles)
        says = (*(s.text for s in said.says), *said.texts) if said else ()
        yield from (SaidRow(owner=profession.id, trade=False, title=True, text=t) for t in titles)
        yield from (SaidRow(owner=profession.id, trade=False, title=False, text=t) for t in says)


def _of_trades() -> Iterator[SaidRow]:
    for trade in other_trades():
        yield from (SaidRow(owner=trade.trade, trade=True, title=True, text=t) for t in trade.titles)
        yield from (SaidRow(owner=trade.trade, trade=True, title=False, text=t) for t in (*trade.says, trade.text))
