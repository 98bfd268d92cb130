"""Which member of a profession speaks for a level."""

from corpus.catalogue import Catalogue

CARER = "sotsialnyi-rabotnik"


def test_the_member_of_a_level_is_the_newest_card_that_prints_it(catalogue: Catalogue) -> None:
    profession = catalogue.profession_by_id[CARER]
    assert profession.member_at(5).id == f"ps-2023-262.{CARER}.5"


def test_a_level_that_nobody_prints_takes_the_best_member(catalogue: Catalogue) -> None:
    profession = catalogue.profession_by_id[CARER]
    assert profession.member_at(8) == profession.member_at(None) == profession.members[0]
