"""The counsellor's sheet: the same answer with all its evidence."""

from collections.abc import Iterator

from service.exports.paper import Block, Heading, Paper, Paragraph, Table, clean
from service.pages.answering import Answer
from service.pages.catalogues import Words, said
from service.pages.filters import confidence, levels
from service.pages.labels import GAP, GROUP, KIND, LANGUAGE, REASON, STEP
from service.pages.opening import Group, Opened, Shown


def counsellor_sheet(answer: Answer, words: Words) -> Paper:
    """Facts, variants, reasons of the level, evidence and every item of the card."""
    return Paper(
        title=words.gettext("Sheet of the counsellor"),
        language=words.language,
        blocks=tuple(_blocks(answer, words)),
        footer=words.gettext(
            "Catalogue %(catalogue)s, model %(model)s. The text is not kept: this sheet is its only trace.",
            catalogue=answer.result.catalogue_version,
            model=answer.result.model_version,
        ),
        one_page=False,
    )


def _blocks(answer: Answer, words: Words) -> Iterator[Block]:
    yield Table(columns=(), rows=tuple(facts(answer, words)), widths=(3, 7))
    yield Paragraph(text=answer.why(words.language))
    yield Heading(text=words.gettext("All variants"))
    yield Table(
        columns=(words.gettext("Profession"), words.gettext("Level"), words.gettext("Confidence")),
        rows=tuple(variants(answer, words)),
        widths=(6, 1, 3),
    )
    if answer.reasons:
        yield Heading(text=words.gettext("What in the text speaks for the level"))
        yield Table(
            columns=(words.gettext("In the text"), words.gettext("What it means"), words.gettext("Levels")),
            rows=tuple((f"«{clean(r.quote)}»", said(REASON, r.rule, words), levels(r.says)) for r in answer.reasons),
            widths=(4, 4, 2),
        )
    if answer.opened:
        yield from _of_card(answer.opened, words)


def facts(answer: Answer, words: Words) -> Iterator[tuple[str, str]]:
    """What is known of the text and the card it was held against."""
    result, card = answer.result, answer.opened
    if card:
        yield words.gettext("Profession"), clean(card.profession.title)
        yield words.gettext("Confidence"), _sure(card.profession.confidence, words)
        yield words.gettext("Codes of the classifier"), ", ".join(card.profession.codes) or "–"
        yield words.gettext("Card"), clean(f"{card.member.title}: {_place(card, words)}")
    elif answer.thin:
        yield words.gettext("Answer"), words.gettext("There is too little in this text")
    else:
        yield words.gettext("Answer"), words.gettext("This profession does not seem to be in the catalogue")
    if result.level.value:
        shares = ", ".join(f"{level}: {words.percent(share)}" for level, share in result.level.distribution.items())
        yield words.gettext("Level"), f"{result.level.value} ({shares})"
    yield words.gettext("Text"), f"{said(KIND, result.kind, words)}, {said(LANGUAGE, result.language, words)}"


def variants(answer: Answer, words: Words) -> Iterator[tuple[str, str, str]]:
    """Every candidate with level and confidence."""
    for profession in answer.result.professions:
        level = str(profession.level.value or "–")
        yield clean(profession.title), level, _sure(profession.confidence, words)


def _of_card(card: Opened, words: Words) -> Iterator[Block]:
    if card.proofs:
        yield Heading(text=words.gettext("Why this profession"))
        yield Table(
            columns=(words.gettext("In the text"), words.gettext("In the documents"), words.gettext("Nearness")),
            rows=tuple(
                (
                    clean(proof.evidence.quote),
                    f"{clean(proof.evidence.item.text)} ({proof.document}:{proof.evidence.item.line})",
                    words.percent(proof.evidence.similarity),
                )
                for proof in card.proofs
            ),
            widths=(8, 9, 3),
        )
    yield Heading(text=words.gettext("Items of the card"))
    for group in (*card.groups, *((card.acts,) if card.acts else ())):
        yield Heading(text=clean(group.gaps.title or "") or said(GROUP, group.gaps.kind, words), order=2)
        yield Table(
            columns=(
                words.gettext("Item"),
                words.gettext("Status"),
                words.gettext("In the text"),
                words.gettext("Line"),
            ),
            rows=tuple(_row(one, words) for one in _in_order(group)),
            widths=(5, 2, 4, 1),
        )


def _in_order(group: Group) -> Iterator[Shown]:
    for shown in group.columns.values():
        yield from shown


def _row(one: Shown, words: Words) -> tuple[str, ...]:
    status = said(GAP, one.item.status, words)
    step = f"; {said(STEP, one.step.kind, words)}" if one.step else ""
    quotes = "; ".join(f"«{clean(e.quote)}»" for e in one.item.evidence)
    return clean(one.item.text), f"{status}{step}", quotes or "–", str(one.line)


def _sure(share: float, words: Words) -> str:
    return f"{confidence(share, words)}, {words.percent(share)}"


def _place(card: Opened, words: Words) -> str:
    return words.gettext("%(document)s, line %(line)s", document=card.member.document, line=card.member.line)
