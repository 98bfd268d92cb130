"""The step that would close a gap."""

import re
from dataclasses import replace

import pytest

from corpus.catalogue import Catalogue
from matching.columns import columns
from matching.matcher import Matcher
from matching.result import Gaps
from matching.steps import OPEN, Step, owner_by_id, requirements, steps
from matching.tables import Rule, rules

HEAD = "ps-2023-262.nachalnik-strukturnogo-podrazdeleniya-otdela-sektora-46c87d.7"
CARER = "ps-2023-262.sotsialnyi-rabotnik.4"
DOCTOR = "ps-2022-383.vrach-mediko-sotsialnoi-ekspertizy.6"
FOREIGN = "Повар горячего цеха. Варю суп."


def all_missing(matcher: Matcher, card: str) -> Gaps:
    """The items of a card, every one missing."""
    found = matcher.gaps(FOREIGN, card, kind="cv")
    return replace(found, items=tuple(replace(item, status="missing") for item in found.items))


def step_of(matcher: Matcher, card: str, start: str) -> Step:
    """The step of the first item that begins with a text."""
    found = all_missing(matcher, card)
    item = next(i for i in found.items if i.text.startswith(start))
    return steps(matcher.index.catalogue, found)[item.id]


@pytest.mark.parametrize("row", columns("steps"), ids=lambda row: row[0])
def test_every_step_rule_fires_on_its_example(row: tuple[str, ...]) -> None:
    _, step, items, pattern, example = row
    assert step in ("education", "course", "practice", "reading")
    assert items in ("skill", "knowledge", "any")
    assert re.search(pattern, example, re.IGNORECASE)


@pytest.mark.parametrize("row", columns("fields"), ids=lambda row: row[0])
def test_every_field_of_study_fires_on_its_example(row: tuple[str, ...]) -> None:
    assert re.search(row[2], row[3], re.IGNORECASE)


@pytest.mark.parametrize("rule", rules("requirements"), ids=lambda rule: rule.name)
def test_every_requirement_rule_fires_on_its_example(rule: Rule) -> None:
    assert rule.pattern.search(rule.example)


def test_act_of_law_is_read(matcher: Matcher) -> None:
    found = step_of(matcher, CARER, "Социальный кодекс")
    assert (found.kind, found.rule, len(found.words)) == ("reading", "act", 1)


def test_skill_is_practised_under_its_task_and_function(matcher: Matcher) -> None:
    found = step_of(matcher, HEAD, "Рассмотрение и принятие мер по заявлениям")
    assert found.kind == "practice"
    assert [w.source for w in found.words] == ["item", "task", "function"]
    assert found.words[2].text == "Организация и предоставление специальных социальных услуг"
    assert found.words[2].line == 222


def test_knowledge_of_a_field_that_the_card_s_education_names_is_studied(matcher: Matcher) -> None:
    found = step_of(matcher, CARER, "психологические и физиологические особенности")
    assert (found.kind, found.rule) == ("education", "medical")
    assert found.words[1].source == "education"
    assert "психологическое образование" in found.words[1].text


def test_first_aid_is_learned_in_a_course_and_the_card_s_certificate_is_named(matcher: Matcher) -> None:
    found = step_of(matcher, CARER, "приемы оказания неотложной доврачебной помощи")
    assert (found.kind, found.rule) == ("course", "first_aid")
    assert any("сертификат по социальной подготовке" in words.text for words in found.words)


def test_a_gap_is_open_only_when_missing_or_partial(matcher: Matcher) -> None:
    found = matcher.gaps(FOREIGN, CARER, kind="cv")
    one_shown = replace(found, items=(replace(found.items[0], status="covered"), *found.items[1:]))
    expected = {item.id for item in one_shown.items if item.status in OPEN}
    assert set(steps(matcher.index.catalogue, one_shown)) == expected
    assert found.items[0].id not in expected


def test_a_vacancy_has_no_steps(matcher: Matcher) -> None:
    assert steps(matcher.index.catalogue, matcher.gaps("Ищем сиделку", CARER, kind="vacancy")) == {}


def test_every_item_of_every_description_gets_a_step_in_its_own_words(matcher: Matcher) -> None:
    catalogue = matcher.index.catalogue
    lines = {row.id: row.line for row in matcher.index.items}
    for profession in catalogue.professions:
        for member in profession.members:
            found = all_missing(matcher, member.id)
            told = steps(catalogue, found)
            assert set(told) == {item.id for item in found.items}
            assert all(
                (told[i.id].words[0].text, told[i.id].words[0].line) == (i.text, lines[i.id]) for i in found.items
            )


def test_every_word_beside_the_item_stands_in_the_card(matcher: Matcher) -> None:
    catalogue = matcher.index.catalogue
    for card in catalogue.cards:
        printed = {card.education, *card.qualification_requirements}
        printed |= {f.title for f in card.functions} | {t.title for f in card.functions for t in f.tasks}
        for step in steps(catalogue, all_missing(matcher, card.id)).values():
            assert all(words.text in printed for words in step.words[1:])


def test_demands_of_a_doctor_are_education_with_certificate_said_once(matcher: Matcher) -> None:
    found = requirements(owner_by_id(matcher.index.catalogue, DOCTOR))
    assert len({words.text for words in found}) == len(found)
    assert "медицинское образование" in found[0].text
    assert "сертификат специалиста" in found[0].text


def test_a_level_row_demands_nothing_in_words(matcher: Matcher, catalogue: Catalogue) -> None:
    assert requirements(catalogue.framework_levels[0]) == ()


def test_practice_of_a_level_row_is_its_role(matcher: Matcher) -> None:
    found = step_of(matcher, "ork-social-2019.sotsialnoe-pensionnoe-obespechenie.2.9", "Выполнять санитарно")
    assert [(w.source, w.text, w.line) for w in found.words[1:]] == [("level", "Вспомогательная деятельность", 960)]


def test_step_of_a_position_quotes_the_line_of_its_requirement(matcher: Matcher) -> None:
    found = step_of(
        matcher, "tkh-2017-360.zaveduyuschii-meditsinskim-otdeleniem-tsentra-de8d50", "основы социальной гигиены"
    )
    assert (found.kind, found.words[1].line) == ("education", 734)
