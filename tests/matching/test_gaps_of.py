"""Gaps against one member of a profession."""

from matching.matcher import Matcher

CARER = "sotsialnyi-rabotnik"


def test_they_are_the_gaps_of_that_card(matcher: Matcher) -> None:
    profession = matcher.index.catalogue.profession_by_id[CARER]
    text = "Резюме\nСиделка\nготовлю обеды"
    compared = matcher.judge(text, kind="cv").compared
    for member in profession.members[:3]:
        assert matcher.gaps_of(compared, profession, member) == matcher.gaps(text, member.id, kind="cv")


def test_the_member_of_a_level_is_the_newest_card_that_prints_it(matcher: Matcher) -> None:
    profession = matcher.index.catalogue.profession_by_id[CARER]
    assert profession.member_at(5).id == f"ps-2023-262.{CARER}.5"


def test_a_level_that_nobody_prints_takes_the_best_member(matcher: Matcher) -> None:
    profession = matcher.index.catalogue.profession_by_id[CARER]
    assert profession.member_at(8) == profession.member_at(None) == profession.members[0]
