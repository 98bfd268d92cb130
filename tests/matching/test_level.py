"""The level of a text and its reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.categories import Category
from corpus.level_sources import LevelSource
from eval.labels import read as gold
from matching import level
from matching.coefficients import Coefficients, coefficients
from matching.reading import read
from matching.result import Level, LevelReason
from matching.tables import Rule, rules

POSTS = ("role_helper", "role_specialist", "role_supervisor", "role_head")


def cut(text: str, reason: LevelReason) -> bool:
    """Whether the quote of a reason begins or ends inside a word, or with a blank."""
    start, end = reason.span.start, reason.span.end
    inside = [n for n in (start, end) if 0 < n < len(text) and text[n - 1].isalnum() and text[n].isalnum()]
    return bool(inside) or reason.quote != reason.quote.strip() or reason.quote != text[start:end]


def fired(text: str, kind: str) -> dict[str, str]:
    """Rules that fire with their quotes."""
    return {reason.rule: reason.quote for reason in level.reasons(read(text, kind=kind), coefficients())}


def weighing(**weights: dict[str, float]) -> Coefficients:
    """Coefficients of which only the rules given say something."""
    return coefficients().model_copy(update={"level_rules": weights})


@pytest.mark.parametrize("rule", rules("level"), ids=lambda rule: rule.name)
def test_every_rule_quotes_whole_words_of_its_example(rule: Rule) -> None:
    text = f"Работа\n{rule.example}"
    found = level.reasons(read(text), coefficients())
    assert rule.name in [reason.rule for reason in found]
    assert not [reason for reason in found if cut(text, reason)]


@pytest.mark.parametrize("rule", rules("level_posts"), ids=lambda rule: rule.name)
def test_every_rule_of_posts_fires_on_its_example_as_a_title(rule: Rule) -> None:
    assert rule.name in fired(f"{rule.example}\nПолная занятость", "vacancy")


def test_reasons_quote_whole_words_of_real_texts() -> None:
    for text in [g.text for g in gold("dev")]:
        assert not [reason for reason in level.reasons(read(text), coefficients()) if cut(text, reason)]


@given(st.text(alphabet="заведующая отделением 9 классов,.\n", max_size=60))
def test_a_quote_never_leaves_its_statement(text: str) -> None:
    reading = read(text)
    for reason in level.reasons(reading, coefficients()):
        assert any(s.start <= reason.span.start < reason.span.end <= s.end for s in reading.statements)


@pytest.mark.parametrize(
    ("text", "kind", "rule", "quote"),
    [
        ("Старшая медсестра отделения\nВедение документации", "vacancy", "role_supervisor", "Старшая"),
        ("Резюме\n2018–2022 заведующая аптекой, ТОО «Дару»", "cv", "role_head", "заведующая"),
        ("Резюме\nИщу место помощника воспитателя", "cv", "role_helper", "место помощника"),
        ("Резюме\nЖелаемая должность: инспектор по делам детей", "cv", "role_specialist", "инспектор"),
        ("Резюме\nВосемь лет работала старшей медсестрой хосписа", "cv", "role_supervisor", "старшей"),
        ("Резюме\nБыл начальником участка связи", "cv", "role_head", "начальником"),
        ("Түйіндеме\nАлты жыл банкте сарапшы болдым", "cv", "role_specialist", "сарапшы"),
        ("Бөлім меңгерушісі\nҚұжаттарды жүргізу", "vacancy", "role_head", "меңгерушісі"),
        ("Педагог-психолог детского сада\nКонсультации родителей", "vacancy", "role_specialist", "Педагог-психолог"),
    ],
)
def test_a_role_is_read_where_the_post_is_named(text: str, kind: str, rule: str, quote: str) -> None:
    assert fired(text, kind)[rule] == quote


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Кассир\nВыдача чеков, отчёт перед директором и главным бухгалтером", "vacancy"),
        ("Кассир\nЗнание санитарных норм, рабочий день до 18 часов, спросить старшего", "vacancy"),
        ("Кассир, помощь покупателям со специалистами зала\nРабота рядом с врачами", "vacancy"),
        ("Резюме\nПовар\nВысшее педагогическое, курсы психологической помощи", "cv"),
        ("Резюме\nПовар\nПомогала заведующей и санитаркам, начальник хвалил", "cv"),
        ("Резюме\n2012–2019 ведущий свадеб и концертов", "cv"),
        ("Резюме\nВрачом не работала, не работала и педагогом", "cv"),
        ("Резюме\n2010–2014 Дом культуры, руководитель театральной студии", "cv"),
        ("Резюме\nРаботала с психологом и под началом директора", "cv"),
        ("Аспаз\nДиректорға және мамандарға тамақ дайындау", "vacancy"),
    ],
)
def test_roles_of_others_and_parts_of_words_are_no_role(text: str, kind: str) -> None:
    assert not set(fired(text, kind)) & set(POSTS)


@pytest.mark.parametrize("said", ["Руковожу отделом кадров", "Планирование бюджета филиала", "В подчинении трое"])
def test_leading_people_or_means_is_management(said: str) -> None:
    assert "management" in fired(f"Резюме\n{said}", "cv")


@pytest.mark.parametrize(
    "said",
    [
        "Бюджетное учреждение, работа в штате",
        "Выплаты из бюджета",
        "Составлял отчетность, сдавал анализы",
        "Сплочённый штат",
    ],
)
def test_words_that_only_sound_like_management_are_no_reason(said: str) -> None:
    assert not {"management", "autonomy"} & set(fired(f"Резюме\n{said}", "cv"))


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("12 жыл тәжірибе", "experience_long"),
        ("22 жыл өтілім бар", "experience_long"),
        ("4 жыл жұмыс тәжірибесі", "experience_medium"),
        ("Опыт работы 1 год", "experience_short"),
        ("Стаж 31 год", "experience_long"),
    ],
)
def test_years_are_one_number_and_one_rule(said: str, rule: str) -> None:
    assert {name for name in fired(f"Резюме\n{said}", "cv") if name.startswith("experience")} == {rule}


@pytest.mark.parametrize(
    ("text", "kind", "rule"),
    [
        ("Вакансия\nТребования: высшее либо среднее специальное образование", "vacancy", "education_college"),
        ("Резюме\nОбразование: медучилище, потом университет, 2009", "cv", "education_higher"),
        ("Түйіндеме\nБілімі: орта білімнен кейінгі", "cv", "education_college"),
    ],
)
def test_the_least_education_asked_for_and_the_highest_one_had_count(text: str, kind: str, rule: str) -> None:
    assert {name for name in fired(text, kind) if name.startswith("education")} == {rule}


def test_lacking_one_kind_of_experience_is_not_lacking_all() -> None:
    assert "experience_none" in fired("Резюме\nГотова начать без опыта", "cv")
    assert "experience_none" not in fired("Резюме\nБез опыта руководства, зато в цехе с юности", "cv")


def test_what_is_denied_is_no_reason_but_a_denied_demand_is() -> None:
    found = fired("Вакансия\nТребования:\n– опыт не требуется\n– управление коллективом не требуется", "vacancy")
    assert set(found) == {"experience_none"}


def test_only_levels_that_a_rule_makes_likelier_are_said() -> None:
    text = "Директор завода\nПолная занятость"
    found = level.reasons(read(text), weighing(role_head={"6": -0.2, "7": 0.8, "8": 1.1}))
    assert [reason.says for reason in found] == [(7, 8)]


def test_reasons_weigh_between_candidates_too() -> None:
    found = level.reasons(read("Директор завода\nПолная занятость"), coefficients())
    weights = weighing(role_head={"2": -2.0, "7": 1.0})
    assert level.estimate([((2,), 0.5), ((7,), 0.4)], (), weights).value == 2
    assert level.estimate([((2,), 0.5), ((7,), 0.4)], found, weights).value == 7


def test_chances_of_levels_are_worked_out_by_hand() -> None:
    # 0.5 / 2 for 4 and for 5, 0.5 for 6; without reasons each stays.
    found = level.estimate([((4, 5), 0.5), ((6,), 0.5)], (), coefficients())
    assert found.distribution == {"4": 0.25, "5": 0.25, "6": 0.5}


def test_a_level_says_where_it_comes_from() -> None:
    card = LevelSource(
        basis="printed", owner="card.4", line=7, sublevels=("4.1", "4.2"), divided_by="card.4",
        categories=(Category(name="без категории", asks="колледж"),),
    )  # fmt: skip
    found = level.of_profession([4], (), coefficients(), {4: card})
    assert (found.value, found.basis, found.owner, found.line) == (4, "printed", "card.4", 7)
    assert (found.sublevels, found.divided_by, found.categories) == (card.sublevels, "card.4", card.categories)


def test_no_level_has_no_source() -> None:
    assert level.of_profession([], (), coefficients()) == Level(value=None, confidence=0.0)
