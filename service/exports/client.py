"""The client's sheet: one page in plain words."""

from collections.abc import Iterable, Iterator, Sequence

from matching.matcher import Matcher
from matching.moves import Move, moves
from service.exports.paper import Block, Bullets, Heading, Paper, Paragraph, clean, sentence, shortened
from service.pages.answering import Answer
from service.pages.catalogues import Words, said
from service.pages.filters import confidence
from service.pages.labels import STEP, STEP_MEANS
from service.pages.opening import Opened, Shown, most_telling

HAS, LACKS, ASKED, WAYS = 5, 5, 8, 3  # how many of each fit on a page
LONGEST = 150  # characters of an item


def client_sheet(matcher: Matcher, answer: Answer, words: Words) -> Paper:
    """What fits, what is there, what to learn and how, where to go from there."""
    blocks = _of_card(matcher, answer, answer.opened, words) if answer.opened else _without(answer, words)
    return Paper(
        title=words.gettext("Your result") if answer.result.kind == "cv" else words.gettext("What this job is"),
        language=words.language,
        blocks=tuple(blocks),
        footer=words.gettext(
            "Made by Kasip from official profession cards. The answer helps to talk with a counsellor and decides nothing."
        ),
    )


def _without(answer: Answer, words: Words) -> Iterator[Block]:
    if answer.thin:
        yield Paragraph(text=words.gettext("There is too little in this text"), look="lead")
        yield Paragraph(text=words.gettext("Tell what you do, what you can do and where you studied, then come again."))
    else:
        yield Paragraph(text=words.gettext("This profession does not seem to be in the catalogue"), look="lead")
        yield Paragraph(text=words.gettext("Ask your counsellor which professional standard describes your trade."))


def _of_card(matcher: Matcher, answer: Answer, card: Opened, words: Words) -> Iterator[Block]:
    title, sure = card.profession.title, confidence(card.profession.confidence, words)
    yield Paragraph(text=words.gettext("Nearest profession: %(title)s", title=title), look="lead")
    yield Paragraph(
        text=words.gettext(
            "How sure: %(sure)s (%(share)s).", sure=sure, share=words.percent(card.profession.confidence)
        )
    )
    if answer.result.level.value:
        yield Paragraph(text=_level(answer, words))
    yield from _cv(card, words) if answer.result.kind == "cv" else _vacancy(card, words)
    yield from _ways(moves(matcher.comparer.likeness, card.profession.id), answer.result.level.value, words)


def _level(answer: Answer, words: Words) -> str:
    """The level with the words of the text that speak for it."""
    level = words.gettext("Level %(level)s of 8.", level=answer.result.level.value)
    told = ", ".join(f"«{clean(reason.quote)}»" for reason in answer.reasons)
    because = words.gettext("Words that tell it: %(words)s.", words=told)
    return f"{level} {because}" if told else level


def _cv(card: Opened, words: Words) -> Iterator[Block]:
    yield from _list(words.gettext("What you have already"), most_telling(card, "covered", HAS))
    yield from _list(
        words.gettext("Say more about it"),
        most_telling(card, "partial", HAS),
        words.gettext("Your text only touches upon this. If you can do it, write so with an example."),
    )
    lacks = most_telling(card, "missing", LACKS)
    yield from _list(words.gettext("What to learn"), lacks, words=words)
    kinds = dict.fromkeys(one.step.kind for one in lacks if one.step)
    meant = "; ".join(f"{said(STEP, kind, words)} – {said(STEP_MEANS, kind, words)}" for kind in kinds)
    if meant:
        yield Paragraph(text=f"{meant}.", look="small")


def _vacancy(card: Opened, words: Words) -> Iterator[Block]:
    yield from _list(words.gettext("What the employer asks for"), most_telling(card, "asked", ASKED))
    yield from _list(words.gettext("What else belongs to this profession"), most_telling(card, "not_asked", HAS))
    if card.demands:
        yield Heading(text=words.gettext("Education by the card"))
        yield Paragraph(text=shortened(card.demands[0], 2 * LONGEST))


def _list(title: str, shown: Sequence[Shown], hint: str = "", *, words: Words | None = None) -> Iterator[Block]:
    """Items under a heading, with the step that closes each when words for it are given."""
    if not shown:
        return
    yield Heading(text=title)
    if hint:
        yield Paragraph(text=hint, look="small")
    yield Bullets(entries=tuple((sentence(shortened(one.item.text, LONGEST)), _step(one, words)) for one in shown))


def _step(one: Shown, words: Words | None) -> str:
    return said(STEP, one.step.kind, words) if words and one.step else ""


def _ways(found: Iterable[Move], level: int | None, words: Words) -> Iterator[Block]:
    """The level above that of the text, then professions that the cards name or that have most in common."""
    own = [move for move in found if move.profession]
    up = [m for m in own if m.kind == "next_level" and (m.level or 0) > (level or 0)]
    near = sorted((m for m in own if m.kind != "next_level"), key=lambda m: -(m.shared or 0.0))
    chosen = [*up[:1], *near][:WAYS]
    if chosen:
        yield Heading(text=words.gettext("Where to go from here"))
        yield Bullets(entries=tuple((_place(move, words), _why(move, words)) for move in chosen))


def _place(move: Move, words: Words) -> str:
    title = shortened(move.title, LONGEST)
    level = words.gettext("level %(level)s", level=move.level)
    return f"{title}, {level}" if move.level else title


def _why(move: Move, words: Words) -> str:
    if move.reason == "printed" or move.shared is None:
        return words.gettext("named in the documents")
    return words.gettext("%(share)s in common", share=words.percent(move.shared))
