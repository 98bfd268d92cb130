"""Levels that cards name for professions without levels of their own."""

from corpus.catalogue import Catalogue
from corpus.related import named_levels


def test_positions_get_the_levels_that_cards_name_for_them(catalogue: Catalogue) -> None:
    named = {catalogue.profession_by_id[id_].title: levels for id_, levels in named_levels(catalogue).items()}
    assert named["Заведующий отделом (отделением) социальной помощи на дому"] == (7,)
    assert named["Заместитель директора по медицинской работе центра оказания специальных социальных услуг"] == (7,)


def test_printed_levels_are_never_replaced(catalogue: Catalogue) -> None:
    assert not [id_ for id_ in named_levels(catalogue) if catalogue.profession_by_id[id_].levels]


def test_one_general_word_names_nobody(catalogue: Catalogue) -> None:
    """«Эксперт» of level 7 is not the «Эксперт по оценке страховых убытков»."""
    assert not [id_ for id_ in named_levels(catalogue) if catalogue.profession_by_id[id_].title.startswith("Эксперт")]
