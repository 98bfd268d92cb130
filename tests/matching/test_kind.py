"""The kind of a text."""

import pytest

from matching.coefficients import coefficients
from matching.kind import features, kind_of, likelier, names
from matching.reading import read
from matching.tables import Rule, rules


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ищу работу сиделкой. Работала в доме престарелых.", "cv"),
        ("Требуется сиделка. Обязанности: уход", "vacancy"),
        ("Күтуші болып жұмыс іздеймін, қарттар үйінде үш жыл істедім", "cv"),
        ("Мектепке әлеуметтік педагог керек. Талаптар: жоғары білім", "vacancy"),
        ("Воспитатель\n2015–2021 детский сад, Тараз. Умею ладить с детьми, готова к переезду", "cv"),
        ("Вам предстоит встречать посетителей и записывать их на приём. Оклад 150 000 тг", "vacancy"),
    ],
)
def test_kind_is_told_by_how_people_write(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize("text", ["", "Психолог", "12345"])
def test_a_text_without_cues_is_a_vacancy(text: str) -> None:
    assert not any(features(text).values())
    assert kind_of(text, {"bias": 1.0}) == "vacancy"


def test_every_cue_has_a_weight() -> None:
    assert {*coefficients().kind} == {"bias", *names()}


def test_no_cue_of_either_kind_speaks_for_the_other() -> None:
    weights = coefficients().kind
    assert min(weights["head_cv"], weights["seeks_work"], weights["person_i"]) > 0
    assert max(weights["head_vacancy"], weights["seeks_worker"], weights["demand"]) < 0


def test_many_places_of_a_cue_count_no_more_than_a_few() -> None:
    assert features("Работала. " * 100) == features("Работала. " * 5)


def test_the_weights_decide() -> None:
    found = features("Требуется сиделка")
    assert likelier(found, {"seeks_worker": -1.0}) == "vacancy"
    assert likelier(found, {"seeks_worker": 1.0}) == "cv"


@pytest.mark.parametrize("rule", rules("kind"), ids=lambda rule: f"{rule.name}: {rule.example}")
def test_every_example_shows_its_cue(rule: Rule) -> None:
    assert features(rule.example)[rule.name] > 0
