"""Gaps against one member of a profession."""

from matching.matcher import Matcher

CARER = "sotsialnyi-rabotnik"


def test_they_are_the_gaps_of_that_card(matcher: Matcher) -> None:
    profession = matcher.index.catalogue.profession_by_id[CARER]
    text = "Резюме\nСиделка\nготовлю обеды"
    compared = matcher.judge(text, kind="cv").compared
    for member in profession.members[:3]:
        assert matcher.gaps_of(compared, profession, member) == matcher.gaps(text, member.id, kind="cv")
