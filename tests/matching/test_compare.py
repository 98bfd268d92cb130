"""A CV beside a vacancy."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.labels import rows
from matching.compare import COUNTED, STATUSES, Comparison, compare
from matching.matcher import MAX_CHARACTERS, Matcher, TextTooLong

CARER_CV = """Резюме
Социальный работник на дому
Опыт работы
2014 – 2025 отделение помощи на дому
– покупала продукты и лекарства, платила за коммунальные услуги
– убирала, готовила, стирала
– раз в месяц сдавала отчёт заведующей
Образование
Колледж, социальная работа, 2013"""
CARER_VACANCY = """Социальный работник на дом
Обязанности:
– покупать продукты и лекарства;
– уборка, стирка, приготовление еды;
– сдавать отчёт в конце месяца;
– водить служебную машину.
Требования:
– высшее образование;
– стаж не менее 3 лет."""
JAVA_VACANCY = """Java-разработчик
Обязанности:
– писать микросервисы на Java и Kafka;
– английский для документации.
Требования:
– опыт от 3 лет."""
JAVA_CV = """Резюме
Java-разработчик
Навыки: Java, Kafka, английский B2
2019 – 2021 банк"""


@pytest.fixture(scope="module")
def carer(matcher: Matcher) -> Comparison:
    """A carer beside a carer's vacancy."""
    return compare(matcher, CARER_CV, CARER_VACANCY)


def test_a_vacancy_of_the_catalogue_is_compared_by_its_card(carer: Comparison) -> None:
    assert carer.status == "by_card"
    assert carer.vacancy.professions[0].title == "Социальный работник"
    assert carer.items
    assert all(entry.profession == carer.vacancy.professions[0].id for entry in carer.items)


def test_an_asked_item_has_the_words_of_both(matcher: Matcher) -> None:
    vacancy = "Методист\nОбязанности:\n– вести переговоры, проводить тренинги, вести документацию и служебную переписку"
    found = compare(
        matcher, vacancy.replace("Методист", "Психолог"), vacancy.replace("Методист", "Социальный психолог")
    )
    entry = next(e for e in found.items if e.item.text == "Вести документацию и служебную переписку")
    assert "служебную переписку" in entry.asked[0].quote
    assert entry.direct is not None
    assert entry.direct.quote == entry.asked[0].quote
    assert entry.status == "covered"


def test_every_demand_of_the_vacancy_stands_beside_the_cv_s_nearest_words(carer: Comparison) -> None:
    found = {demand.quote: demand for demand in carer.demands}
    report, driving = found["сдавать отчёт в конце месяца"], found["водить служебную машину."]
    assert report.nearest is not None
    assert report.nearest.quote == "раз в месяц сдавала отчёт заведующей"
    assert report.item is not None
    assert "отчет" in report.item.text
    assert (report.status, report.beyond) == ("shown", False)
    assert (driving.status, driving.item, driving.beyond) == ("not_shown", None, True)


def test_education_and_years_are_held_against_each_other(carer: Comparison) -> None:
    found = {r.name: (r.asked and r.asked.value, r.shown and r.shown.value, r.verdict) for r in carer.requirements}
    assert found == {"education": ("higher", "college", "short"), "years": ("3", "11", "met")}


def test_formal_demands_are_no_skills(carer: Comparison) -> None:
    assert not any("образование" in demand.quote or "стаж" in demand.quote for demand in carer.demands)


def test_missing_comes_before_partial_before_covered(carer: Comparison) -> None:
    order = [STATUSES.index(entry.status) for entry in carer.items]
    assert order == sorted(order)
    same = [(a, b) for a, b in pairwise(carer.items) if a.status == b.status]
    assert all(a.item.weight >= b.item.weight for a, b in same)


def test_summary_counts_items_demands_and_requirements(carer: Comparison) -> None:
    assert tuple(carer.summary) == COUNTED
    assert sum(carer.summary.values()) == len(carer.items) + len(carer.demands) + len(carer.requirements)


def test_both_levels_are_told(carer: Comparison) -> None:
    assert carer.vacancy.level.value in (4, 5)
    assert carer.cv.level.value in (4, 5)


def test_a_vacancy_outside_the_catalogue_is_compared_by_its_statements(matcher: Matcher) -> None:
    found = compare(matcher, JAVA_CV, JAVA_VACANCY)
    assert (found.status, found.vacancy.status, found.items) == ("by_statements", "out_of_scope", ())
    demands = {d.quote: d for d in found.demands}
    assert all(demand.beyond for demand in demands.values())
    english = demands["английский для документации."]
    assert english.nearest is not None
    assert "английский" in english.nearest.quote
    assert [(r.name, r.verdict) for r in found.requirements] == [("years", "short")]


def test_work_that_goes_on_needs_the_year(matcher: Matcher) -> None:
    cv = "Резюме\n2017 – н. вр., отделение помощи на дому"
    now = compare(matcher, cv, CARER_VACANCY, year=2026).requirements
    assert [r.shown.value for r in now if r.name == "years" and r.shown] == ["9"]


def test_every_quote_stands_in_its_own_text(matcher: Matcher) -> None:
    texts = list(rows("dev"))
    cvs, vacancies = ([r["text"] for r in texts if r["kind"] == kind][::4] for kind in ("cv", "vacancy"))
    for cv, vacancy in zip(cvs, vacancies, strict=False):
        found = compare(matcher, cv, vacancy)
        of_vacancy = [q for e in found.items for q in e.asked] + [*found.demands]
        of_cv = [q for e in found.items for q in e.item.evidence]
        of_cv_near = [n for n in (*(e.direct for e in found.items), *(d.nearest for d in found.demands)) if n]
        assert all(vacancy[q.span.start : q.span.end] == q.quote for q in of_vacancy)
        assert all(cv[q.span.start : q.span.end] == q.quote for q in of_cv)
        assert all(cv[n.span.start : n.span.end] == n.quote for n in of_cv_near)


def test_the_same_text_on_both_sides_shows_all_it_asks(matcher: Matcher) -> None:
    found = compare(matcher, CARER_VACANCY, CARER_VACANCY)
    assert {demand.status for demand in found.demands} == {"shown"}
    assert {r.verdict for r in found.requirements} == {"met"}


def test_a_vacancy_without_words_is_compared_with_nothing(matcher: Matcher) -> None:
    found = compare(matcher, CARER_CV, "")
    assert (found.status, found.vacancy.status, found.items, found.demands) == (
        "by_statements", "insufficient_text", (), (),
    )  # fmt: skip


def test_a_text_beyond_the_limit_is_refused(matcher: Matcher) -> None:
    with pytest.raises(TextTooLong):
        compare(matcher, "а" * (MAX_CHARACTERS + 1), CARER_VACANCY)


@settings(max_examples=15)
@given(cv=st.text(max_size=150), vacancy=st.text(max_size=150))
def test_any_two_texts_are_compared(matcher: Matcher, cv: str, vacancy: str) -> None:
    assert compare(matcher, cv, vacancy).status in ("by_card", "by_statements")
