"""Education and years that a text asks for or has."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.labels import rows
from matching.columns import columns
from matching.formal import Claim, demanded, had, number, rank
from matching.reading import read
from matching.tables import Rule, rules


def value(claim: Claim | None) -> str | None:
    """The value of a claim."""
    return claim.value if claim else None


@pytest.mark.parametrize(
    "rule", [*rules("education"), *rules("education_bare"), *rules("education_cues"), *rules("no_claims")]
)
def test_every_rule_fires_on_its_example(rule: Rule) -> None:
    assert rule.pattern.search(rule.example)


@pytest.mark.parametrize("row", columns("years"))
def test_every_pattern_of_years_finds_its_example(row: tuple[str, ...]) -> None:
    whose, _, example = row
    found = demanded(read(f"Вакансия\n{example}", kind="vacancy")) if whose == "vacancy" else had(read(f"Резюме\n{example}", kind="cv"))  # fmt: skip
    assert found.years is not None


@pytest.mark.parametrize("row", columns("numbers"))
def test_every_number_word_is_read(row: tuple[str, ...]) -> None:
    assert all(number(word.replace("[её]", "ё")) == float(row[0]) for word in row[1].split("|"))


@pytest.mark.parametrize(
    ("text", "education", "years"),
    [
        ("Сиделка\nТребования: среднее образование, без опыта", "school", "0"),
        ("Соцработник\nТребования:\n– колледж либо вуз\n– стаж не менее двух лет", "college", "2"),
        ("Психолог\nТребования: высшее (или послевузовское) образование, опыт 3–6 лет", "higher", "3"),
        ("Психолог\nОпыт не требуется", None, "0"),
        ("Социальный работник\nПокупать продукты\nКолледж, опыт от 1 года", "college", "1"),
        ("Логопед\nЗанятия с детьми\nВуз (дефектология)", "higher", None),
        ("Психолог\nКолледж приглашает в дружную команду", None, None),
        ("Няня\nСреднее образование не важно", None, None),
        ("Маман\nТалаптар: жоғары білім, бір жылдан бастап жұмыс өтілі", "higher", "1"),
        ("Сиделка\nТребования: от 25 лет, без вредных привычек", None, None),
        ("Психолог\nОбязанности: консультировать учеников 5–11 классов", None, None),
        ("Няня\nТребования: опыт ухода от года", None, "1"),
        ("Директор\nПредлагаем: контракт на 3 года", None, None),
        ("Няня\nТребования: образование не ниже послесреднего", "post_secondary", None),
        ("Маман\nТалаптар: орта білімнен кейінгі немесе жоғары білім", "post_secondary", None),
        ("Швея\nТребования: ТжКБ немесе тәжірибе", "college", None),
        ("Юрист\nТребования: диплом вуза", "higher", None),
        ("Юрист\nЮжный колледж приглашает на работу", None, None),
        ("Юрист\nУкрепление института семьи, услуги высшего качества", None, None),
    ],
)
def test_what_a_vacancy_asks_for(text: str, education: str | None, years: str | None) -> None:
    found = demanded(read(text, kind="vacancy"))
    assert (value(found.education), value(found.years)) == (education, years)


@pytest.mark.parametrize(
    ("text", "education", "years"),
    [
        ("Резюме\nОбразование: колледж, потом университет, бакалавр, 2019", "higher", None),
        ("Резюме\nМужчина, 45 лет\nОпыт работы 14 лет", None, "14"),
        ("Резюме\nПрава B, стаж 11 лет", None, None),
        ("Резюме\nПринимала практиканток из колледжа", None, None),
        ("Резюме\nСемь лет подбирал людей", None, "7"),
        ("Резюме\n2010 – 2015 приют\n2013 – 2018 центр", None, "8"),
        ("Түйіндеме\nБалабақшада он бір жыл істедім", None, "11"),
        ("Резюме\nОбразование: 2005 – 2010, университет", "higher", None),
        ("Түйіндеме\nБілімі: жоғары, есепші", "higher", None),
        ("Түйіндеме\nБілімім жоғары, агроном", "higher", None),
        ("Түйіндеме\nБілімі: орта білімнен кейінгі", "post_secondary", None),
        ("Түйіндеме\nБілімі: ТжКБ, аспаз", "college", None),
        ("Түйіндеме\nБілімі: кәсіптік білім", "college", None),
        ("Түйіндеме\nБілімі: орта", "school", None),
        ("Резюме\nОбразование: ср-спец, швея", "college", None),
        ("Резюме\nОбразование: ср.спец.", "college", None),
        ("Резюме\nОбразование: среднее медицинское", "college", None),
        ("Резюме\nОбразование: среднее музыкальное", "college", None),
        ("Резюме\nОбразование: среднее", "school", None),
        ("Резюме\nОбразование: СПТУ № 12, токарь", "college", None),
        ("Резюме\nОбразование: незаконченное высшее", None, None),
        ("Резюме\nТомГУ, биофак, 2003", "higher", None),
        ("Резюме\nОкончила ЕҰУ, құқық", "higher", None),
        ("Резюме\nОбразование: ВКГУ, история", "higher", None),
        ("Резюме\nОбразование: УрГПИ, физика", "higher", None),
        ("Резюме\nОбразование: КГУ «Школа № 4», 9 классов", "school", None),
    ],
)
def test_what_a_cv_has(text: str, education: str | None, years: str | None) -> None:
    found = had(read(text, kind="cv"))
    assert (value(found.education), value(found.years)) == (education, years)


def test_work_that_goes_on_counts_up_to_the_year_given() -> None:
    reading = read("Резюме\n2017 – н. вр., центр поддержки семьи", kind="cv")
    assert value(had(reading, year=2026).years) == "9"
    assert had(reading).years is None


def test_the_basis_of_years_is_told() -> None:
    dated = had(read("Резюме\n2010 – 2015 приют", kind="cv")).years
    said = had(read("Резюме\nСтаж 5 лет", kind="cv")).years
    assert dated is not None
    assert said is not None
    assert (dated.basis, said.basis) == ("dates", "said")


def test_education_is_ranked() -> None:
    ranks = [rank(name) for name in ("school", "college", "post_secondary", "higher", "postgraduate")]
    assert ranks == [0, 1, 2, 3, 4]


def test_every_quote_stands_at_its_offsets() -> None:
    for name in ("dev", "tune"):
        for row in rows(name):
            reading = read(row["text"], kind=row["kind"])
            for found in (demanded(reading), had(reading, year=2026)):
                claims = [claim for claim in (found.education, found.years) if claim]
                assert all(row["text"][c.span.start : c.span.end] == c.quote != "" for c in claims)


@given(text=st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    reading = read(text)
    assert demanded(reading)
    assert had(reading, year=2026)


def test_a_word_for_no_number_is_none() -> None:
    assert number("сто") is None
    assert number("2,5") == 2.5
    assert re.fullmatch(columns("numbers")[3][1], "трех")
