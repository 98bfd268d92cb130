"""Whole frameworks of other sectors, as Markdown and with tabs: their rows, their form, their cut ends."""

import pytest

from corpus.parsers.framework import tabs
from corpus.parsers.markdown import framework as markdown
from corpus.readers import text
from tests.corpus.other_sectors import (
    cut_anywhere,
    poor_lists,
    row_fields,
    sectors,
    source,
    truth,
    wanted_row_fields,
)

PARSE = {"framework_markdown": markdown.parse, "framework_tabs": tabs.parse}
RECOGNISES = {"framework_markdown": markdown.recognises, "framework_tabs": tabs.recognises}
DOCUMENTS = [(form, sector) for form in PARSE for sector in sectors(form)]

every_document = pytest.mark.parametrize(("form", "sector"), DOCUMENTS, ids=[sector for _, sector in DOCUMENTS])


@every_document
def test_documents_of_other_sectors_are_read(form: str, sector: str) -> None:
    gold = truth(form, sector)
    found = PARSE[form](text.read(source(form, sector)), "ork-x").framework_levels
    assert [row_fields(r) for r in found] == [wanted_row_fields(g) for g in gold]
    assert poor_lists(found, gold) == []


@every_document
def test_the_form_is_recognised(form: str, sector: str) -> None:
    assert RECOGNISES[form](text.read(source(form, sector))) >= 0.9


@every_document
def test_a_document_cut_anywhere_is_read_as_far_as_it_goes(form: str, sector: str) -> None:
    for part in cut_anywhere(form, sector):
        blocks = text.read(part)
        assert [use.line for use in PARSE[form](blocks, "ork-x").uses] == [block.line for block in blocks]
