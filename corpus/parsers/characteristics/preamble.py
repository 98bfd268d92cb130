"""The order before the characteristics: its points, and what else stands there."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.cards import AmendedPoint
from corpus.parsers.characteristics.joining import Paragraph, paragraphs
from corpus.parsers.characteristics.ledger import Ledger
from corpus.parsers.characteristics.marks import EDITOR_NOTE, NOTE, REPEALED
from corpus.parsers.characteristics.stream import Layout, Line

POINT = re.compile(r"(?P<number>\d{1,3}(?:-\d+)?)\.\s*(?P<text>\D.*)")
SUBPOINT = re.compile(r"\d{1,3}(?:-\d+)?\)\s*\D")
# Утверждены | приказом | исполняющего обязанности: the approval stamp runs to the title of the document
APPROVAL = re.compile(r"(?:Утвержден[аоы]?|Приложение\s*\d*)\b(?!\s*(?:прилагаем|в\s+))", re.I)
SIGNATURE = re.compile(r"[\"«]?СОГЛАСОВАН|\*?(?:Исполняющ|Министр|Заместител|Председател|Аким)", re.I)
DOCUMENT_TITLE = re.compile(r"(?:Типовые\s+)?квалификационные\s+характеристики|Квалификационный\s+справочник", re.I)


def read_preamble(lines: Sequence[Line], layout: Layout, ledger: Ledger) -> tuple[AmendedPoint, ...]:
    """Return the points of the order; enter every line before the first heading."""
    points: list[AmendedPoint] = []
    reason = "title of the order"
    editor = False  # «Примечание РЦПИ!» stands on the line before
    for paragraph in paragraphs(lines, kind=None, layout=layout):
        text = paragraph.text
        note = editor or NOTE.match(text)
        editor = bool(EDITOR_NOTE.fullmatch(text))
        if note or editor:
            _note(text, paragraph, points, ledger)
            continue
        point = POINT.match(text)
        reason = _reason(text, reason, is_point=bool(point))
        if reason == "point" and point:
            points.append(_point(point, paragraph))
        elif reason == "point" and points:
            points[-1] = _extended(points[-1], text)
        use = "amended_point" if reason == "point" else reason
        ledger.enter(paragraph.lines, use, noise=reason != "point")
    return tuple(points)


def _reason(text: str, before: str, *, is_point: bool) -> str:
    """Where in the order a paragraph stands; a state lasts until the next mark."""
    if APPROVAL.match(text):
        return "approval"
    if SIGNATURE.match(text) and before != "approval":
        return "signature"
    if DOCUMENT_TITLE.match(text):
        return "title of the document"
    if is_point and before not in ("approval", "signature", "title of the document"):
        return "point"
    if before == "title of the order" and re.search(r"приказываю|постановля", text, re.I):
        return "prose of the order"
    return before


def _point(found: re.Match[str], paragraph: Paragraph) -> AmendedPoint:
    text = found["text"].strip()
    status = "repealed" if REPEALED.match(text) else "active"
    return AmendedPoint(number=found["number"], text=text, status=status, line=paragraph.starts[0][1])


def _extended(point: AmendedPoint, text: str) -> AmendedPoint:
    """Sub-points «1) …;» belong to the point above them."""
    return replace(point, text=f"{point.text}\n{text}")


def _note(text: str, paragraph: Paragraph, points: list[AmendedPoint], ledger: Ledger) -> None:
    ledger.enter(paragraph.lines, "footnote", noise=True)
    body = NOTE.sub("", text).strip()
    if re.match(r"утратил\w*\s+силу", body, re.I):
        ledger.doubt("document-repealed", paragraph.starts[0][1], f"Документ назван утратившим силу: «{text}».")
