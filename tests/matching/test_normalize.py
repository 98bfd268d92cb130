"""Free skills as competences of the catalogue."""

import pytest

from matching.matcher import MAX_CHARACTERS, Matcher, TextTooLong
from matching.normalize import NEAR, normalize
from service.settings import PROJECT

LINES = (PROJECT / "tests" / "data" / "skills.tsv").read_text(encoding="utf-8").splitlines()[1:]
SKILLS = [tuple(line.split("\t")) for line in LINES]


def named(matcher: Matcher, *, of_the_field: bool) -> float:
    """Share of the listed skills that get a competence."""
    skills = [skill for skill, field in SKILLS if (field == "yes") == of_the_field]
    return sum(bool(n.competences) for n in normalize(matcher, skills)) / len(skills)


def test_skills_of_the_field_are_named(matcher: Matcher) -> None:
    assert named(matcher, of_the_field=True) >= 0.85


def test_skills_of_other_trades_are_mostly_not(matcher: Matcher) -> None:
    assert named(matcher, of_the_field=False) <= 0.25


@pytest.mark.parametrize(
    ("skill", "label"),
    [
        ("медиация", "медиации"),
        ("оказание первой помощи", "первой медицинской помощи"),
        ("знание трудового кодекса", "Трудовой кодекс"),
        ("қарттарға күтім жасау", "Правила ухода за престарелыми"),
    ],
)
def test_a_skill_finds_its_competence(matcher: Matcher, skill: str, label: str) -> None:
    found = normalize(matcher, [skill])[0]
    assert label in found.competences[0].label


def test_answers_keep_the_order_and_number_of_the_skills(matcher: Matcher) -> None:
    skills = ["медиация", "", "сварка труб", "медиация", "  "]
    found = normalize(matcher, skills)
    assert [n.skill for n in found] == skills
    assert found[0].competences == found[3].competences != ()
    assert found[1].competences == found[4].competences == ()


def test_the_nearest_comes_first_and_nothing_far_is_told(matcher: Matcher) -> None:
    for found in normalize(matcher, [skill for skill, _ in SKILLS]):
        near = [c.similarity for c in found.competences]
        assert near == sorted(near, reverse=True)
        assert all(similarity >= round(NEAR, 4) for similarity in near)
        assert len({c.id for c in found.competences}) == len(near)


def test_a_skill_is_named_as_it_is_alone(matcher: Matcher) -> None:
    alone = normalize(matcher, ["ведение документации"])[0]
    assert normalize(matcher, ["медиация", "ведение документации"])[1] == alone


def test_every_item_of_a_competence_is_one_of_its_mentions(matcher: Matcher) -> None:
    mentions = {c.id: c.mentions for c in matcher.index.catalogue.competences}
    found = [c for n in normalize(matcher, [skill for skill, _ in SKILLS]) for c in n.competences]
    assert all(c.item in mentions[c.id] for c in found)


def test_no_skills_are_no_answers(matcher: Matcher) -> None:
    assert normalize(matcher, []) == ()


def test_too_many_words_are_refused(matcher: Matcher) -> None:
    with pytest.raises(TextTooLong, match="fewer"):
        normalize(matcher, ["а" * MAX_CHARACTERS, "б"])
