"""Exports for people and other systems: CSV, XLSX, JSON-LD (SKOS concepts, schema.org Occupation)."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from corpus.cards import Card, FrameworkLevel, Position
from corpus.catalogue import Catalogue, to_json

COLUMNS = (
    "document", "line", "owner_kind", "owner", "title", "codes", "levels", "function", "task", "kind", "item", "text",
    "competence", "profession",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {"title": 40, "text": 80, "function": 40, "task": 40, "label": 70}
CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "kasip": "urn:kasip:",
}
Record = dict[str, str | int]


def item_records(catalogue: Catalogue) -> Iterator[Record]:
    """One record an item, with its card, place, competence and profession."""
    competence: dict[str, list[str]] = {}
    for c in catalogue.competences:
        for mention in c.mentions:
            competence.setdefault(mention, []).append(c.id)
    owners: list[Card | Position | FrameworkLevel] = [
        *catalogue.cards,
        *catalogue.positions,
        *catalogue.framework_levels,
    ]
    for owner in owners:
        own = _owner_record(catalogue, owner)
        for function, task, kind, item in _items(owner):
            yield {
                **own,
                "function": function,
                "task": task,
                "kind": kind,
                "item": item.id,
                "line": item.line,
                "text": item.text,
                "competence": "; ".join(competence.get(item.id, [])),
            }


def _owner_record(catalogue: Catalogue, owner: Card | Position | FrameworkLevel) -> Record:
    if isinstance(owner, FrameworkLevel):
        title, codes = "; ".join(o.title for o in owner.occupations), [o.code for o in owner.occupations if o.code]
        members = [f"{owner.id}.{n + 1}" for n in range(len(owner.occupations))]
    else:
        title, members = owner.title, [owner.id]
        codes = list(owner.codes) if isinstance(owner, Card) else []
    professions = dict.fromkeys(catalogue.profession_of_member[m].id for m in members)
    levels = () if isinstance(owner, Position) else owner.levels
    kind = {Card: "card", Position: "position", FrameworkLevel: "level row"}[type(owner)]
    return {
        "document": owner.document,
        "owner_kind": kind,
        "owner": owner.id,
        "title": title,
        "codes": "; ".join(codes),
        "levels": "; ".join(map(str, levels)),
        "profession": "; ".join(professions),
    }


def _items(owner: Card | Position | FrameworkLevel) -> Iterator[tuple[str, str, str, Any]]:
    if isinstance(owner, Card):
        for function in owner.functions:
            for task in function.tasks:
                yield from ((function.title, task.title, "skill", i) for i in task.skills)
                yield from ((function.title, task.title, "knowledge", i) for i in task.knowledge)
    else:
        yield from (("", "", "skill", i) for i in owner.skills)
        yield from (("", "", "knowledge", i) for i in owner.knowledge)


def guarded(value: str | int) -> str | int:
    """A value that no spreadsheet takes for a formula: «=1+1» → «'=1+1»."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def to_csv(catalogue: Catalogue) -> bytes:
    """One line an item, UTF-8 with a byte order mark so that spreadsheets read the letters."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for record in item_records(catalogue):
        writer.writerow({name: guarded(value) for name, value in record.items()})
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(catalogue: Catalogue) -> bytes:
    """A workbook: professions, items, competences, documents, problems."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    del book[book.sheetnames[0]]
    for title, columns, records in _sheets(catalogue):
        sheet = book.create_sheet(title)
        sheet.append(columns)
        for record in records:
            sheet.append([guarded(record.get(name, "")) for name in columns])
        for number, name in enumerate(columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 18)
            sheet.cell(1, number).font = Font(bold=True)
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheets(catalogue: Catalogue) -> Iterator[tuple[str, Sequence[str], Iterator[Record]]]:
    yield (
        "professions",
        ("id", "title", "codes", "levels", "members"),
        (
            {
                "id": p.id,
                "title": p.title,
                "codes": "; ".join(p.codes),
                "levels": "; ".join(map(str, p.levels)),
                "members": "; ".join(f"{m.document}:{m.line} {m.title}" for m in p.members),
            }
            for p in catalogue.professions
        ),
    )
    yield "items", COLUMNS, item_records(catalogue)
    yield (
        "competences",
        ("id", "kind", "label", "mentions"),
        ({"id": c.id, "kind": c.kind, "label": c.label, "mentions": len(c.mentions)} for c in catalogue.competences),
    )
    yield (
        "documents",
        ("id", "kind", "title", "number", "date"),
        (
            {"id": d.id, "kind": d.kind, "title": d.title, "number": d.number or "", "date": d.date or d.year or ""}
            for d in catalogue.documents
        ),
    )
    yield (
        "problems",
        ("document", "line", "kind", "text"),
        ({"document": p.document, "line": p.line, "kind": p.kind, "text": p.text} for p in catalogue.problems),
    )


def to_jsonld(catalogue: Catalogue) -> bytes:
    """SKOS concepts for competences and schema.org occupations for professions."""
    graph = [_scheme(catalogue), *_concepts(catalogue), *_occupations(catalogue)]
    return orjson.dumps({"@context": CONTEXT, "@graph": graph}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _scheme(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "@id": "kasip:competences",
        "@type": "skos:ConceptScheme",
        "dcterms:title": {"@value": "Компетенции карточек профессий", "@language": "ru"},
        "dcterms:hasVersion": catalogue.catalogue_version,
    }


def _concepts(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    texts = {str(r["item"]): str(r["text"]) for r in item_records(catalogue)}
    for c in catalogue.competences:
        others = sorted({texts[m] for m in c.mentions} - {c.label})
        yield {
            "@id": f"kasip:competence:{c.id}",
            "@type": "skos:Concept",
            "skos:inScheme": {"@id": "kasip:competences"},
            "skos:prefLabel": {"@value": c.label, "@language": "ru"},
            "skos:altLabel": [{"@value": text, "@language": "ru"} for text in others],
            "skos:notation": c.kind,
        }


def _occupations(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    skills: dict[str, dict[str, None]] = {}
    for record in item_records(catalogue):
        for profession in str(record["profession"]).split("; "):
            for competence in filter(None, str(record["competence"]).split("; ")):
                skills.setdefault(profession, {})[competence] = None
    for p in catalogue.professions:
        yield {
            "@id": f"kasip:profession:{p.id}",
            "@type": "schema:Occupation",
            "schema:name": {"@value": p.title, "@language": "ru"},
            "schema:alternateName": list(p.alternative_titles),
            "schema:occupationalCategory": list(p.codes),
            "schema:qualifications": [f"ОРК {level}" for level in p.levels],
            "schema:skills": [{"@id": f"kasip:competence:{c}"} for c in skills.get(p.id, {})],
        }


FORMATS = {"json": to_json, "csv": to_csv, "xlsx": to_xlsx, "jsonld": to_jsonld}
