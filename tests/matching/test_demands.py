"""What a vacancy asks for in its own words."""

import pytest

from matching.demands import demands, said_by
from matching.evidence import Compared
from matching.formal import demanded
from matching.matcher import Matcher


def asked(matcher: Matcher, text: str) -> list[str]:
    """The statements that ask for something."""
    compared = compare(matcher, text)
    return [compared.statements[n].text for n in demands(compared, demanded(compared.reading))]


def compare(matcher: Matcher, text: str) -> Compared:
    """A vacancy beside the catalogue."""
    return matcher.judge(text, kind="vacancy").compared


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сиделка\nТараз, центр\nОбязанности:\n– кормить;\n– мыть", ["кормить", "мыть"]),
        ("Сиделка\nкормить бабушку\nмыть полы", ["кормить бабушку", "мыть полы"]),
        ("Сиделка\nТребования:\n– высшее образование;\n– терпение", ["терпение"]),
        ("Сиделка\nТребования:\n– стаж врача от 6 лет, лучше в стационаре или экспертизе", ["стаж врача от 6 лет, лучше в стационаре или экспертизе"]),
        ("Сиделка", []),
        ("", []),
    ],
)  # fmt: skip
def test_duties_and_requirements_are_demands(matcher: Matcher, text: str, expected: list[str]) -> None:
    assert asked(matcher, text) == expected


def test_an_item_of_the_profession_says_a_statement_in_its_words(matcher: Matcher) -> None:
    profession = matcher.index.catalogue.profession_by_id["sotsialnyi-psikholog"]
    compared = compare(matcher, "Психолог\nОбязанности:\n– вести документацию и служебную переписку;\n– варить борщ")
    found = said_by(matcher, compared, [profession])
    texts = {compared.statements[n].text: item.text for n, item in found.items()}
    assert texts == {"вести документацию и служебную переписку": "Вести документацию и служебную переписку"}


def test_no_profession_says_nothing(matcher: Matcher) -> None:
    assert said_by(matcher, compare(matcher, "Сиделка\nкормить"), []) == {}
