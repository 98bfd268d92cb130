"""The clarifying question between two professions."""

import re
from dataclasses import replace

import pytest

from indexing.index import Index
from matching import question_rules
from matching.likeness import Likeness
from matching.question import HINTS, HintedQuestion, question
from matching.question_rules import LANGUAGES, RULES, sides, texts
from matching.result import Question
from matching.tables import Rule, rules

CARER = "sotsialnyi-rabotnik"
PRISON = "sotsialnyi-rabotnik-s-osuzhdennymi-v-penitentsiarnoi-sisteme"
SPECIALIST = "spetsialist-po-sotsialnoi-rabote-sotsialnyi-rabotnik"
DOCTOR, EXPERT = "vrach-mediko-sotsialnoi-ekspertizy", "ekspert-mediko-sotsialnoi-ekspertizy"
SWIMMING, LABOUR = "instruktor-po-plavaniyu", "instruktor-po-trudoterapii"
HOME_CARE = "zaveduyuschii-otdelom-otdeleniem-sotsialnoi-pomoschi-na-domu"
ADJUSTER, INSPECTOR = "adzhaster", "inspektor-strakhovykh-ubytkov"


@pytest.fixture(scope="module")
def likeness(index: Index) -> Likeness:
    """Likeness of the project's own catalogue."""
    return Likeness(index)


def test_it_is_a_question_as_the_contract_has_it(likeness: Likeness) -> None:
    found = question(likeness, CARER, SPECIALIST)
    assert isinstance(found, Question)
    assert found.options == (CARER, SPECIALIST)
    assert set(found.text) == {"ru", "kk", "en"}


def test_one_who_leads_and_one_who_works_are_told_apart_by_subordinates(likeness: Likeness) -> None:
    found = question(likeness, CARER, HOME_CARE)
    assert found.rule == "supervision"
    assert "подчинённые" in found.text["ru"]
    assert [h.label["ru"][:3] for h in found.hints] == ["нет", "да,"]


def test_doctor_or_expert_is_asked_by_what_their_titles_do_not_share(likeness: Likeness) -> None:
    found = question(likeness, DOCTOR, EXPERT)
    assert (found.rule, [h.label["ru"] for h in found.hints]) == ("title", ["Врач", "Эксперт"])
    assert "сертификат специалиста" in found.hints[0].demands[0].text


def test_a_preposition_stays_with_its_word(likeness: Likeness) -> None:
    found = question(likeness, SWIMMING, LABOUR)
    assert [h.label["ru"] for h in found.hints] == ["по плаванию", "по трудотерапии"]


def test_convicts_or_others_are_asked_by_clients(likeness: Likeness) -> None:
    found = question(likeness, PRISON, SPECIALIST)
    assert (found.rule, [h.label["en"] for h in found.hints]) == ("clients", ["convicts", "other people"])


def test_duties_that_only_one_has_are_asked_by_items_of_the_cards(likeness: Likeness) -> None:
    found = question(likeness, CARER, SPECIALIST)
    assert found.rule == "items"
    printed = {row.text for row in likeness.index.items}
    assert all(any(h.label["ru"] in text for text in printed) for h in found.hints)


def test_nothing_but_the_titles_is_asked_where_one_row_describes_both(likeness: Likeness) -> None:
    found = question(likeness, ADJUSTER, INSPECTOR)
    assert found.rule == "same"
    assert "Аджастер" in found.text["kk"]
    assert not any(h.items for h in found.hints)


def test_the_same_duties_at_different_levels_are_asked_by_level_and_education(likeness: Likeness) -> None:
    left, right = sides(likeness, CARER, SPECIALIST)
    left = replace(left, profession=replace(left.profession, levels=(4,)), own=[], beyond=0.0)
    right = replace(right, profession=replace(right.profession, levels=(5, 6)), own=[], beyond=0.0)
    assert question_rules.items(likeness, left, right) is None
    assert question_rules.extra(likeness, left, right) is None
    asked = question_rules.level(likeness, left, right)
    assert asked is not None
    assert asked.answers[0]["ru"].startswith("уровень 4 («Техническое и профессиональное")
    assert asked.answers[1]["en"].startswith("level 5–6 («")


def test_the_same_levels_are_not_asked_for(likeness: Likeness) -> None:
    left, right = sides(likeness, CARER, CARER)
    assert question_rules.level(likeness, left, right) is None


def test_only_what_one_demands_more_is_asked_with_yes_and_no(likeness: Likeness) -> None:
    left, right = sides(likeness, CARER, SPECIALIST)
    asked = question_rules.extra(likeness, replace(left, beyond=0.0), right)
    assert asked is not None
    assert [answer["en"] for answer in asked.answers] == ["no", "yes"]


def test_education_of_other_fields_is_asked_for(likeness: Likeness) -> None:
    left, right = sides(likeness, DOCTOR, "sotsialnyi-pedagog-shkolnyi")
    asked = question_rules.education(likeness, left, right)
    assert asked is not None
    assert "медицинское" in asked.words[0]["ru"]
    assert "педагогическое" in asked.words[1]["ru"]


def test_education_that_overlaps_separates_nobody(likeness: Likeness) -> None:
    assert question_rules.education(likeness, *sides(likeness, DOCTOR, EXPERT)) is None


def all_pairs(likeness: Likeness) -> list[HintedQuestion]:
    """Questions between professions that stand 1, 7 and 31 places apart."""
    ids = [p.id for p in likeness.index.professions]
    return [question(likeness, one, two) for step in (1, 7, 31) for one, two in zip(ids, ids[step:], strict=False)]


def test_every_pair_gets_a_question_in_three_languages_without_gaps(likeness: Likeness) -> None:
    names = {rule.__name__ for rule in RULES}
    for found in all_pairs(likeness):
        assert found.rule in names
        assert all(text.endswith(("?", ".")) and "{" not in text and "«»" not in text for text in found.text.values())
        assert all(set(h.label) == set(LANGUAGES) and all(h.label.values()) for h in found.hints)


def test_hints_are_items_of_the_option_that_the_other_has_not(likeness: Likeness) -> None:
    items, of = likeness.index.items, likeness.index.professions_of_item
    numbers, rows = likeness.index.profession_number, likeness.index.item_number
    for found in all_pairs(likeness)[::5]:
        for hint, other in zip(found.hints, reversed(found.options), strict=True):
            assert len(hint.items) <= HINTS
            assert all(numbers[hint.id] in of[rows[i.id]] and numbers[other] not in of[rows[i.id]] for i in hint.items)
            assert all(items[rows[i.id]].line == i.line for i in hint.items)


def test_answers_turn_with_the_order_of_the_options(likeness: Likeness) -> None:
    there, back = question(likeness, PRISON, SPECIALIST), question(likeness, SPECIALIST, PRISON)
    assert [h.label for h in there.hints] == [h.label for h in reversed(back.hints)]


def test_every_rule_has_its_question_in_every_language() -> None:
    for rule in RULES:
        assert set(texts()[rule.__name__]) == set(LANGUAGES)
        assert len({tuple(sorted(re.findall(r"{\w+}", t))) for t in texts()[rule.__name__].values()}) == 1


@pytest.mark.parametrize("rule", rules("clients"), ids=lambda rule: rule.name)
def test_every_client_fires_on_its_example_and_has_a_name(rule: Rule) -> None:
    assert rule.pattern.search(rule.example)
    assert set(texts()["labels"][rule.name]) == set(LANGUAGES)


def test_unknown_profession_is_a_key_error(likeness: Likeness) -> None:
    with pytest.raises(KeyError):
        question(likeness, CARER, "no-such")
