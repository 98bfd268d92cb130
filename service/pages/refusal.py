"""Why a text got no profession: how far it lies from the field, which trade it speaks of, what was read in it."""

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from indexing.index import Index
from indexing.said import SaidRow
from matching.matcher import Judged, Matcher
from matching.result import MatchedProfession

READ = 6  # statements shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What spoke against every profession of the catalogue."""

    foreign: bool  # neither Russian nor Kazakh
    chance: float  # that the text is of the field
    needed: float  # chance from which on an answer is given
    trade: str | None  # another trade whose words it has
    nearest: MatchedProfession
    read: tuple[str, ...]  # statements that speak of work
    more: int  # of them that are not shown
    aside: int  # statements that were set aside: pay, schedule, address


def refusal(matcher: Matcher, judged: Judged, nearest: MatchedProfession) -> Refusal:
    """Why the text of `judged` is out of scope."""
    reading = judged.compared.reading
    read = [statement.text for statement in reading.content]
    return Refusal(
        foreign=reading.language == "other",
        chance=float(judged.scope),
        needed=matcher.coefficients.accept,
        trade=_trade(matcher.index, [*judged.compared.title, *judged.compared.all_words]),
        nearest=nearest,
        read=tuple(read[:READ]),
        more=max(0, len(read) - READ),
        aside=len(reading.statements) - len(read),
    )


def _trade(index: Index, words: list[str]) -> str | None:
    """The trade outside the catalogue whose words the text has, when no profession has as many."""
    owners = [(rows[0].owner, rows[0].trade) for rows in (list(own) for _, own in groupby(index.said, _owner))]
    scores = np.asarray(index.said_words.scores(words)).ravel()
    if not len(scores) or scores.max() <= 0:
        return None
    owner, outside = owners[int(scores.argmax())]
    return owner if outside else None


def _owner(row: SaidRow) -> str:
    return row.owner
