"""Standards of other sectors in interleaved columns: very narrow and very wide ones, the newer labels."""

import pytest

from corpus.cards import Parsed
from corpus.parsers.columns import standard as standard_columns
from corpus.readers import text
from tests.corpus.other_sectors import cut_anywhere, sectors, source, texts, truth
from tests.corpus.standards_truth import fields, poor_cards, wanted_fields

FORM = "standard_columns"


def parse(source_: str) -> Parsed:
    return standard_columns.parse(text.read(source_), "ps-x")


@pytest.mark.parametrize("sector", sectors(FORM))
def test_documents_of_other_sectors_are_read(sector: str) -> None:
    gold = truth(FORM, sector)
    read = parse(source(FORM, sector)).cards
    assert [fields(c) for c in read] == [wanted_fields(c) for c in gold]
    assert poor_cards(read, gold) == []


@pytest.mark.parametrize("sector", sectors(FORM))
def test_every_line_is_used_once(sector: str) -> None:
    whole = source(FORM, sector)
    used = parse(whole).uses
    assert [u.line for u in used] == [n for n, line in enumerate(whole.split("\n"), 1) if line.strip()]
    assert not [u for u in used if u.use == "unread"]


@pytest.mark.parametrize("sector", sectors(FORM))
def test_the_form_is_told_from_page_text(sector: str) -> None:
    assert standard_columns.recognises(text.read(source(FORM, sector))) > 0.5


@pytest.mark.parametrize("sector", sectors(FORM))
def test_a_document_cut_anywhere_is_read_as_far_as_it_goes(sector: str) -> None:
    for part in cut_anywhere(FORM, sector):
        assert len(parse(part).cards) <= len(truth(FORM, sector))


def test_skills_in_two_lists_are_of_one_task() -> None:
    (_, task) = parse(source(FORM, "dairy")).cards[0].functions[1].tasks[::-1]
    assert (len(task.skills), texts(task.skills)[-1]) == (4, "Управлять сыроизготовителем")
