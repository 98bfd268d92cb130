"""Catalogues made of real cards."""

from bench import generated
from bench.generated import ITEMS, Wording, cards, items
from corpus.catalogue import Catalogue
from indexing.rows import item_rows, profession_rows


def test_a_larger_catalogue_begins_with_the_smaller_one(catalogue: Catalogue) -> None:
    wording = Wording.of(catalogue)
    assert items(wording, 20)[: 5 * ITEMS] == items(wording, 5)


def test_words_are_those_of_the_field_and_items_differ_from_real_ones(catalogue: Catalogue) -> None:
    wording = Wording.of(catalogue)
    made, real = items(wording, 50), {row.text for row in item_rows(catalogue)}
    assert {word for text in made for word in text.split()} <= set(wording.words)
    assert sum(text in real for text in made) < len(made) / 4


def test_every_card_is_a_profession_with_its_items(catalogue: Catalogue) -> None:
    found = generated.catalogue(Wording.of(catalogue), 7)
    rows = item_rows(found)
    assert [row.text for row in rows] == items(Wording.of(catalogue), 7)
    assert [len(own) for own in profession_rows(found, rows)] == [ITEMS] * 7
    assert [p.title for p in found.professions] == [title for title, _, _ in cards(Wording.of(catalogue), 7)]
