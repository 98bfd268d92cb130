"""Sections of a position as paragraphs, with the labels that are missing, misspelt or unknown."""

from itertools import pairwise

from corpus.items import clean
from corpus.parsers.characteristics.joining import Paragraph, paragraphs
from corpus.parsers.characteristics.ledger import Ledger
from corpus.parsers.characteristics.marks import Kind
from corpus.parsers.characteristics.missing import split_missing
from corpus.parsers.characteristics.outline import Place, Section
from corpus.parsers.characteristics.stream import Layout
from corpus.parsers.characteristics.words import CONJUNCTIONS, PREPOSITIONS, last_word

NAMES = {
    Kind.DUTIES: "Должностные обязанности",
    Kind.KNOWLEDGE: "Должен знать",
    Kind.REQUIREMENTS: "Требования к квалификации",
}


def read_sections(place: Place, layout: Layout, ledger: Ledger) -> list[tuple[Kind, list[Paragraph]]]:
    """Return the known sections in order; text under no label is found again by what it says."""
    present = {section.kind for section in place.sections if section.kind}
    found: list[tuple[Kind, list[Paragraph]]] = []
    for section in place.sections:
        _enter_label(section, ledger)
        kind = _kind(section, present)
        parts = paragraphs(section.lines, kind=kind, layout=layout)
        if kind is None or kind is Kind.OTHER:
            _leave_out(section, parts, ledger)
            continue
        for held, inner in split_missing(kind, parts, present | {kind}):
            if inner and (section.label is None or held is not kind):
                text = f"Нет названия раздела «{NAMES[held]}»: он начат здесь по содержанию."
                ledger.doubt("label-missing", inner[0].lines[0], text)
            _doubt_seams(held, inner, ledger)
            found.append((held, inner))
    return found


def _kind(section: Section, present: set[Kind]) -> Kind | None:
    """Text under a heading before any label is the duties when they have no label of their own."""
    if section.kind is None and section.lines and Kind.DUTIES not in present:
        return Kind.DUTIES
    return section.kind


def _enter_label(section: Section, ledger: Ledger) -> None:
    if section.label is None:
        return
    if not section.lines or section.lines[0].line != section.label_line:
        ledger.enter((section.label_line,), "label")
    ledger.enter(section.label_also, "label")
    if section.label.misspelt:
        name = NAMES[section.label.kind]
        text = f"Название раздела «{section.label.name}» напечатано с ошибкой: принято как «{name}»."
        ledger.doubt("label-misspelt", section.label_line, text)


def _leave_out(section: Section, parts: list[Paragraph], ledger: Ledger) -> None:
    name = f"prose of section «{section.label.name}»" if section.label else "prose before the first label"
    for part in parts:
        ledger.enter(part.lines, name, noise=True)
    if parts:
        text = f"Не внесено в карточку должности ({len(parts)} абз.): «{parts[0].text[:60]}»."
        ledger.doubt("section-unknown", parts[0].lines[0], text)


def _doubt_seams(kind: Kind, parts: list[Paragraph], ledger: Ledger) -> None:
    for part in parts:
        for line, rule in part.joins:
            text = f"Предложение разорвано (пустая строка, страница): строка присоединена, правило {rule}."
            ledger.doubt("sentence-joined", line, text)
    if kind is not Kind.REQUIREMENTS:
        _doubt_open_items(parts, ledger)


def _doubt_open_items(parts: list[Paragraph], ledger: Ledger) -> None:
    """Items without an end mark among items that have one, unless the next is numbered or bulleted."""
    open_ones = [
        part
        for part, after in pairwise(parts)
        if not part.text.endswith((";", ".", ":")) and clean(after.text)[:9] == after.text[:9]
    ]
    if parts and (last_word(parts[-1].text) in PREPOSITIONS | CONJUNCTIONS):
        text = f"Предложение обрывается: «…{parts[-1].text[-40:]}»."
        ledger.doubt("sentence-cut", parts[-1].lines[-1], text)
    if len(open_ones) > len(parts) / 2:
        return
    for part in open_ones:
        text = f"Нет «;» в конце пункта «…{part.text[-40:]}»: следующая строка принята за новый пункт."
        ledger.doubt("end-mark-missing", part.lines[-1], text)
