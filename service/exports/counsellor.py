"""The counsellor's sheet: one page with the evidence that weighs most; the workbook has all of it."""

from collections.abc import Iterator

from matching.result import LevelReason
from service.exports.paper import Block, Heading, Paper, Paragraph, Table, clean, sentence, shortened
from service.pages.answering import Answer
from service.pages.catalogues import Words, said
from service.pages.document_names import place
from service.pages.filters import confidence, levels
from service.pages.labels import GAP, KIND, LANGUAGE, REASON, STEP
from service.pages.opening import Opened, Proof, Shown, most_telling

PROOFS, REASONS = 3, 4  # how many of each fit on a page
ITEMS = {"covered": 3, "partial": 3, "missing": 4, "asked": 6, "not_asked": 3}
LONGEST = {"title": 80, "quote": 80, "item": 100}  # characters


def counsellor_sheet(answer: Answer, words: Words) -> Paper:
    """Facts, variants, reasons of the level, the first pieces of evidence and the most telling items."""
    return Paper(
        title=words.gettext("Sheet of the counsellor"),
        language=words.language,
        blocks=tuple(_blocks(answer, words)),
        footer=words.gettext(
            "Catalogue %(catalogue)s, model %(model)s. The text is not kept: this sheet is its only trace.",
            catalogue=answer.result.catalogue_version,
            model=answer.result.model_version,
        ),
        dense=True,
    )


def _blocks(answer: Answer, words: Words) -> Iterator[Block]:
    yield Table(columns=(), rows=tuple(facts(answer, words)), widths=(3, 9))
    yield Heading(text=words.gettext("All variants"))
    yield Table(
        columns=(words.gettext("Profession"), words.gettext("Level"), words.gettext("Confidence")),
        rows=tuple((shortened(t, LONGEST["title"]), lv, sure) for t, lv, sure in variants(answer, words)),
        widths=(7, 1, 3),
    )
    if answer.opened:
        yield from _proofs(answer.opened, words)
        yield from _items(answer.opened, words)


def facts(answer: Answer, words: Words) -> Iterator[tuple[str, str]]:
    """What is known of the text and the card it was held against."""
    result, card = answer.result, answer.opened
    if card:
        yield words.gettext("Profession"), clean(card.profession.title)
        yield words.gettext("Confidence"), _sure(card.profession.confidence, words)
        yield words.gettext("Codes of the classifier"), ", ".join(card.profession.codes) or "–"
        printed = place(card.documents[card.member.document], card.member.line, words)
        yield words.gettext("Card"), clean(f"{card.member.title}: {printed}")
    elif answer.thin:
        yield words.gettext("Answer"), words.gettext("There is too little in this text")
    else:
        yield words.gettext("Answer"), words.gettext("This profession does not seem to be in the catalogue")
    if result.level.value:
        shares = ", ".join(f"{level}: {words.percent(share)}" for level, share in result.level.distribution.items())
        yield words.gettext("Level"), f"{result.level.value} ({shares})"
    if answer.reasons:
        told = "; ".join(reason_told(reason, words) for reason in answer.reasons[:REASONS])
        yield words.gettext("What in the text speaks for the level"), told
    yield words.gettext("Text"), f"{said(KIND, result.kind, words)}, {said(LANGUAGE, result.language, words)}"


def reason_told(reason: LevelReason, words: Words) -> str:
    """A reason of the level: «колледж» – колледж, уровни: 3–5."""
    says = words.gettext("for levels %(levels)s", levels=levels(reason.says))
    return f"«{clean(reason.quote)}» – {said(REASON, reason.rule, words)}, {says}"


def variants(answer: Answer, words: Words) -> Iterator[tuple[str, str, str]]:
    """Every candidate with level and confidence."""
    for profession in answer.result.professions:
        level = str(profession.level.value or "–")
        yield clean(profession.title), level, _sure(profession.confidence, words)


def _proofs(card: Opened, words: Words) -> Iterator[Block]:
    if not card.proofs:
        return
    yield Heading(text=words.gettext("Why this profession"))
    yield Table(
        columns=(words.gettext("In the text"), words.gettext("In the documents")),
        rows=tuple(_proof(card, proof, words) for proof in card.proofs[:PROOFS]),
        widths=(5, 8),
    )


def _proof(card: Opened, proof: Proof, words: Words) -> tuple[str, str]:
    where = place(card.documents[proof.document], proof.evidence.item.line, words)
    item = shortened(proof.evidence.item.text, LONGEST["item"])
    return f"«{shortened(proof.evidence.quote, LONGEST['quote'])}»", f"{item} ({where})"


def _items(card: Opened, words: Words) -> Iterator[Block]:
    counts = ", ".join(f"{said(GAP, name, words)} – {words.number(count)}" for name, count in card.counts.items())
    yield Heading(text=words.gettext("Items of the card"))
    yield Paragraph(text=f"{counts}.")
    yield Table(
        columns=(words.gettext("Item"), words.gettext("Status"), words.gettext("In the text")),
        rows=tuple(_row(one, words) for status in card.counts for one in most_telling(card, status, ITEMS[status])),
        widths=(6, 2, 5),
    )
    yield Paragraph(
        text=words.gettext("These weigh most; the workbook (XLSX) has all items with quotes and lines."), look="small"
    )


def _row(one: Shown, words: Words) -> tuple[str, str, str]:
    status = said(GAP, one.item.status, words)
    step = f": {said(STEP, one.step.kind, words)}" if one.step else ""
    quote = f"«{shortened(one.item.evidence[0].quote, LONGEST['quote'])}»" if one.item.evidence else "–"
    return sentence(shortened(one.item.text, LONGEST["item"])), f"{status}{step}", quote


def _sure(share: float, words: Words) -> str:
    return f"{confidence(share, words)}, {words.percent(share)}"
