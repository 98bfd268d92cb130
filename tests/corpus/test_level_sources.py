"""Where the levels of professions come from."""

from corpus.catalogue import Catalogue
from corpus.level_sources import level_sources


def test_every_level_has_a_source(catalogue: Catalogue) -> None:
    sources = level_sources(catalogue)
    assert all(tuple(sources[p.id]) == p.levels for p in catalogue.professions if p.levels)


def test_a_printed_level_is_said_by_a_member_of_the_profession(catalogue: Catalogue) -> None:
    source = level_sources(catalogue)["sotsialnyi-rabotnik"][4]
    assert (source.basis, source.owner, source.line) == ("printed", "ps-2023-262.sotsialnyi-rabotnik.4", 788)


def test_sublevels_come_from_the_card_that_prints_them(catalogue: Catalogue) -> None:
    source = level_sources(catalogue)["sotsialnyi-rabotnik"][4]
    assert source.sublevels == ("4.1", "4.2", "4.3")
    assert source.divided_by is not None
    assert catalogue.card_by_id[source.divided_by].sublevels == source.sublevels
    assert [c.name for c in source.categories][:2] == ["высшей категории", "первой категории"]


def test_a_level_that_only_other_cards_name_is_named(catalogue: Catalogue) -> None:
    title = "Заведующий отделом (отделением) социальной помощи на дому"
    id_ = next(p.id for p in catalogue.professions if p.title == title)
    source = level_sources(catalogue)[id_][7]
    assert (source.basis, source.owner, source.line) == ("named", "ps-2023-262.spetsialist-po-sotsialnoi-rabote.6", 771)


def test_a_level_of_a_row_that_prints_none_is_inferred(catalogue: Catalogue) -> None:
    source = level_sources(catalogue)["massazhist-ne-meditsinskii"][2]
    assert source.basis == "inferred"
    assert catalogue.level_by_occupation[source.owner].levels_basis == "inferred"


def test_a_profession_without_levels_has_no_source(catalogue: Catalogue) -> None:
    known = level_sources(catalogue)
    assert [p.id for p in catalogue.professions if p.id not in known]
