"""A course programme beside cards."""

import pytest

from matching.matcher import Matcher, UnknownTarget
from matching.providers import NEAREST, TEACHES, TOUCHES, Coverage, coverage
from matching.result import GapItem

PROGRAMME = """Программа «Социальная работа на дому», 72 часа
Модуль 1. Правовые основы
– Социальный кодекс Республики Казахстан
– Закон о противодействии коррупции
Модуль 2. Уход за пожилыми людьми
– Правила оказания доврачебной помощи
– Психологические и физиологические особенности пожилых людей
– Уборка жилых помещений, приготовление пищи, покупка и доставка продуктов"""
CARER = "ps-2023-262.sotsialnyi-rabotnik.4"
SPECIALIST = "ps-2023-262.spetsialist-po-sotsialnoi-rabote-sotsialnyi-rabotnik.4"


@pytest.fixture(scope="module")
def carer(matcher: Matcher) -> Coverage:
    """The programme beside the carer's card."""
    return coverage(matcher, PROGRAMME, [CARER])


def items(found: Coverage) -> dict[str, GapItem]:
    """Items of the first target by their text."""
    return {item.text: item for group in found.targets[0].gaps.groups for item in group.items}


def test_the_programme_s_own_topics_are_taught(carer: Coverage) -> None:
    item = items(carer)["психологические и физиологические особенности пожилых людей"]
    assert item.status == "taught"
    assert item.evidence[0].quote == "Психологические и физиологические особенности пожилых людей"


def test_a_topic_in_near_words_is_taught(carer: Coverage) -> None:
    assert items(carer)["приемы оказания неотложной доврачебной помощи"].status == "taught"


def test_what_no_line_speaks_of_remains(carer: Coverage) -> None:
    item = items(carer)["организацию коммунально-бытового обслуживания"]
    assert (item.status, item.evidence) == ("not_taught", ())


def test_an_act_is_taught_where_it_is_named(carer: Coverage) -> None:
    found = items(carer)
    assert found["Социальный кодекс"].status == "taught"
    assert found["Закон о правах ребенка"].status == "not_taught"
    assert found["Конституция Республики Казахстан"].status == "not_taught"


def test_a_list_of_acts_is_taught_in_part_where_some_are_named(matcher: Matcher) -> None:
    card = "ps-2022-383.vrach-mediko-sotsialnoi-ekspertizy.6"
    found = coverage(matcher, "Тема: Конституция Республики Казахстан", [card])
    acts = [i for g in found.targets[0].gaps.groups if g.kind == "acts" for i in g.items]
    assert {i.status for i in acts if "Конституция" in i.text} <= {"partly", "not_taught"}
    assert all(0.0 < i.confidence < 1.0 for i in acts if "Конституция" in i.text)


def test_what_remains_comes_first_in_every_group(carer: Coverage) -> None:
    for group in carer.targets[0].gaps.groups:
        order = [("not_taught", "partly", "taught").index(item.status) for item in group.items]
        assert order == sorted(order)


def test_status_follows_the_nearest_statement(carer: Coverage) -> None:
    for item in items(carer).values():
        best = item.nearest.similarity if item.nearest else 0.0
        expected = "taught" if best >= TEACHES else "partly" if best >= TOUCHES else "not_taught"
        assert item.status == expected


def test_quotes_stand_in_the_programme(carer: Coverage) -> None:
    quotes = [q for item in items(carer).values() for q in item.evidence]
    assert quotes
    assert all(PROGRAMME[q.span.start : q.span.end] == q.quote for q in quotes)


def test_the_programme_of_home_care_fits_the_carer_most(matcher: Matcher) -> None:
    found = coverage(matcher, PROGRAMME)
    assert len(found.targets) == NEAREST
    assert found.targets[0].title == "Социальный работник"
    assert [t.fit for t in found.targets] == sorted((t.fit for t in found.targets), reverse=True)


def test_the_better_fit_of_named_cards_comes_first(matcher: Matcher) -> None:
    found = coverage(matcher, PROGRAMME, [SPECIALIST, CARER])
    assert [t.card for t in found.targets] == [CARER, SPECIALIST]


def test_shares_lie_between_nothing_and_one(matcher: Matcher) -> None:
    for target in coverage(matcher, PROGRAMME).targets:
        assert all(0.0 <= share <= 1.0 for share in (target.taught, target.used, target.fit))


def test_a_card_is_taught_whole_by_its_own_items(matcher: Matcher) -> None:
    card = matcher.index.catalogue.card_by_id[CARER]
    own = "\n".join(i.text for f in card.functions for t in f.tasks for i in (*t.skills, *t.knowledge))
    found = coverage(matcher, own, [CARER]).targets[0]
    assert found.gaps.counts["not_taught"] == 0
    assert found.taught > 0.95


@pytest.mark.parametrize("text", ["", "Варка борща"])
def test_a_foreign_programme_teaches_nothing(matcher: Matcher, text: str) -> None:
    found = coverage(matcher, text, [CARER]).targets[0]
    assert (found.gaps.counts["taught"], found.fit) == (0, 0.0)


def test_unknown_card_is_told(matcher: Matcher) -> None:
    with pytest.raises(UnknownTarget, match="no-such"):
        coverage(matcher, PROGRAMME, ["no-such"])
