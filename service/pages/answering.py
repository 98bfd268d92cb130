"""The answer of the match page: a text in, everything that the page, its print view and its files show out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.catalogue import Profession
from matching.explain import explain
from matching.matcher import TOP_K, Matcher, UnknownTarget
from matching.question import HintedQuestion, question
from matching.result import LevelReason, MatchedProfession, MatchResult
from service.pages.highlight import Piece, Quote, pieces, quotes
from service.pages.ladder import Rung, reasons, rungs
from service.pages.opening import Opened, opened
from service.pages.refusal import Refusal, refusal

FEW_WORDS = 3  # up to which a text of no field is no text yet
OTHERS = 25  # nearest professions among which a counsellor finds the right one


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks: a text, its kind if it was corrected, the profession or card to open."""

    text: str
    kind: str = "auto"  # auto | vacancy | cv
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All that is shown of one text."""

    asked: Asked
    result: MatchResult
    opened: Opened | None  # None when nothing can be said
    question: HintedQuestion | None
    others: tuple[Profession, ...]  # nearest first
    rungs: tuple[Rung, ...]
    reasons: tuple[LevelReason, ...]
    quotes: tuple[Quote, ...]
    pieces: tuple[Piece, ...]
    known: int  # professions of the catalogue
    refusal: Refusal | None  # of a text that is out of scope

    @property
    def thin(self) -> bool:
        """Whether the text says too little to be judged, or to be sent to another field."""
        return is_thin(self.result, self.asked.text)

    def why(self, language: str) -> str:
        """Why this profession and level, in a paragraph."""
        return explain(self.result, language)


def is_thin(result: MatchResult, text: str) -> bool:
    """Whether a text says too little to be judged, or to be sent to another field: «привет»."""
    few = len(text.split()) <= FEW_WORDS
    return result.status == "insufficient_text" or (result.status == "out_of_scope" and few)


def answer(matcher: Matcher, asked: Asked) -> Answer:
    """Match a text and open a card beside it. Raises TextTooLong, UnknownTarget."""
    judged = matcher.judge(asked.text, kind=asked.kind)
    nearest = [matcher.index.professions[int(n)] for n in np.argsort(-judged.scores, kind="stable")]
    target = _profession(matcher, asked.target) if asked.target else None
    rank = nearest.index(target) if target else 0
    result = matcher.answer(judged, top_k=max(TOP_K, rank + 1))
    card = None
    if _opens(result, target):
        card = opened(matcher, judged.compared, result.professions[rank], asked.target)
    found = reasons(result.level.reasons)
    marked = quotes(card.refs()) if card else ()
    return Answer(
        asked=asked,
        result=replace(result, professions=_kept(result.professions, rank)),
        opened=card,
        question=_question(matcher, result),
        others=tuple(nearest[:OTHERS]),
        rungs=rungs(result.level, card.profession.members if card else ()),
        reasons=found,
        quotes=marked,
        known=len(nearest),
        refusal=refusal(matcher, judged, result.professions[0]) if result.status == "out_of_scope" else None,
        pieces=pieces(asked.text, marked, [reason.span for reason in found]),
    )


def _profession(matcher: Matcher, target: str) -> Profession:
    catalogue = matcher.index.catalogue
    found = catalogue.profession_by_id.get(target) or catalogue.profession_of_member.get(target)
    if found is None:
        raise UnknownTarget(f"There is no profession, card or position {target!r} in the catalogue.")
    return found


def _kept(professions: Sequence[MatchedProfession], rank: int) -> tuple[MatchedProfession, ...]:
    """The first few, and the one that was asked for."""
    return tuple(p for n, p in enumerate(professions) if n < TOP_K or n == rank)


def _opens(result: MatchResult, target: Profession | None) -> bool:
    """Without being asked for, a card is opened only when the text belongs to it."""
    if result.status == "insufficient_text" or not result.professions:
        return False
    return target is not None or result.status != "out_of_scope"


def _question(matcher: Matcher, result: MatchResult) -> HintedQuestion | None:
    if result.status != "ambiguous":
        return None
    first, second = result.professions[:2]
    return question(matcher.comparer.likeness, first.id, second.id)
