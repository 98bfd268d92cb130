"""Roles of titles and texts."""

import pytest

from matching import roles
from matching.reading import read
from matching.tables import rules


@pytest.mark.parametrize("table", ["roles", "leads"])
def test_every_rule_matches_its_example(table: str) -> None:
    assert [rule.name for rule in rules(table) if not rule.pattern.search(rule.example)] == []


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Заместитель директора по социальной работе", "deputy"),
        ("Директордың әлеуметтік жұмыс жөніндегі орынбасары", "deputy"),
        ("Директор карьерного центра", "director"),
        ("Бөлім меңгерушісі", "head"),
        ("Консультант по социальной работе (Супервизор)", "supervisor"),
        ("Ассистент карьерного центра", "helper"),
        ("Социальный работник", "specialist"),
        ("Медсестра", ""),
    ],
)
def test_role_of_a_title(title: str, role: str) -> None:
    assert roles.of_title(title) == role


def test_a_text_without_a_leading_title_leads_by_what_it_says() -> None:
    reading = read("Выездная служба\nПод вашим началом тридцать пять женщин\nРаспределяете нагрузку")
    assert roles.of_reading(reading) == {"head"}


def test_a_leading_title_settles_the_role() -> None:
    reading = read("Директор центра\nВ подчинении 40 человек, замещать руководителя управления")
    assert roles.of_reading(reading) == {"director"}
