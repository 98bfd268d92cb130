"""Exports, opened again."""

import csv
import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from corpus import export
from corpus.catalogue import Catalogue, to_json
from corpus.competences import items_with_kind


def items(catalogue: Catalogue) -> list[str]:
    return [i.text for _, i in items_with_kind(catalogue.cards, catalogue.positions, catalogue.framework_levels)]


def test_csv_has_a_line_for_every_item(catalogue: Catalogue) -> None:
    text = export.to_csv(catalogue).decode("utf-8-sig")
    records = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [r["text"] for r in records] == [str(export.guarded(t)) for t in items(catalogue)]
    assert all(r["competence"] and r["profession"] and r["line"] for r in records)


def test_xlsx_opens_with_all_sheets(catalogue: Catalogue) -> None:
    book = load_workbook(io.BytesIO(export.to_xlsx(catalogue)), read_only=True)
    assert book.sheetnames == ["professions", "items", "competences", "documents", "problems"]
    sizes = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert sizes["items"] == len(items(catalogue))
    assert sizes["professions"] == len(catalogue.professions)
    book.close()


def test_json_is_read_back_as_the_same_catalogue(catalogue: Catalogue) -> None:
    from corpus.catalogue import from_json

    assert from_json(export.FORMATS["json"](catalogue)) == catalogue


def test_jsonld_links_occupations_to_skos_concepts(catalogue: Catalogue) -> None:
    graph = json.loads(export.to_jsonld(catalogue))["@graph"]
    concepts = {node["@id"] for node in graph if node["@type"] == "skos:Concept"}
    occupations = [node for node in graph if node["@type"] == "schema:Occupation"]
    assert (len(concepts), len(occupations)) == (len(catalogue.competences), len(catalogue.professions))
    assert {s["@id"] for o in occupations for s in o["schema:skills"]} == concepts


@pytest.mark.parametrize("value", ["=1+1", "+7 700", "-5", "@cmd", "\tx"])
def test_no_cell_is_taken_for_a_formula(value: str) -> None:
    assert export.guarded(value) == f"'{value}"


def test_ordinary_values_are_left_alone() -> None:
    assert [export.guarded("a=b"), export.guarded(7)] == ["a=b", 7]


def test_json_is_the_same_after_the_catalogue_was_looked_up(catalogue: Catalogue) -> None:
    fresh = to_json(replace(catalogue))
    assert catalogue.card_by_id
    assert to_json(catalogue) == fresh
