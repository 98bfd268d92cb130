"""Statements, sections, marks, language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.language import language
from matching.reading import read
from matching.statements import statements
from matching.tables import rules

TABLES = ("sections", "boilerplate", "kind", "level", "negation", "required")


def drawn(text: str) -> str:
    """Statements joined by bars."""
    return "|".join(s.text for s in statements(text))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("- мыть полы;\n- гладить бельё.", "мыть полы|гладить бельё."),
        ("1) приём граждан; 2) ведение дел", "приём граждан|2) ведение дел"),
        ("Уход за больным. Готовка еды.", "Уход за больным.|Готовка еды."),
        ("Работа в г. Алматы и т.д.", "Работа в г. Алматы и т.д."),
        ("кормление • прогулки • стирка", "кормление|прогулки|стирка"),
        ("\n \n", ""),
        ("***", ""),
        ("• Опыт\r\n• Диплом", "Опыт|Диплом"),
    ],
)
def test_text_is_cut_into_statements(text: str, cut: str) -> None:
    assert drawn(text) == cut


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_quote_is_the_text_at_its_offsets(text: str) -> None:
    for s in read(text).statements:
        assert text[s.start : s.end] == s.text != ""


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_matches_its_example(table: str) -> None:
    for rule in rules(table):
        assert rule.pattern.search(rule.example), rule


def test_sections_are_told_by_their_heads() -> None:
    text = "Сиделка\nОбязанности: кормить\nТребования:\n- колледж\nУсловия:\n- соцпакет"
    assert [(s.section, s.text) for s in read(text).statements] == [
        ("title", "Сиделка"),
        ("duties", "кормить"),
        ("requirements", "колледж"),
        ("conditions", "соцпакет"),
    ]


def test_boilerplate_is_set_aside_with_its_reason() -> None:
    (_, pay, work) = read("Вакансия\nот 150 000 тг на руки\nУход за бабушкой").statements
    assert (pay.boilerplate, work.boilerplate) == ("salary", "")


def test_negation_and_demand_are_marked() -> None:
    one, two, three = read("a\nМедкнижка не требуется\nЗнание казахского обязательно\nПрава будут плюсом").statements[
        1:
    ]
    assert (one.negated, two.required, three.required) == (True, True, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Требуется социальный работник на дом", "ru"),
        ("Әлеуметтік қызметкер керек, қарттарға үйде көмек көрсету", "kk"),
        ("Social worker wanted for home care", "other"),
        ("12345 !!!", "other"),
    ],
)
def test_language_is_told(text: str, code: str) -> None:
    assert language(text) == code


def test_kind_is_told_by_cues() -> None:
    assert read("Ищу работу сиделкой. Работала в доме престарелых.").kind == "cv"
    assert read("Требуется сиделка. Обязанности: уход").kind == "vacancy"
