"""Qualification categories of cards."""

from corpus.catalogue import Catalogue
from corpus.categories import Category, categories


def names(*requirements: str) -> list[str]:
    """Names of the categories found."""
    return [category.name for category in categories(requirements)]


def test_a_category_asks_for_what_stands_behind_its_head() -> None:
    found = categories(["второй категории: колледж и стаж не менее 1 года;", "без категории – колледж."])
    assert found == (
        Category(name="второй категории", asks="колледж и стаж не менее 1 года"),
        Category(name="без категории", asks="колледж"),
    )


def test_lines_behind_a_bare_head_belong_to_it() -> None:
    (found,) = categories(
        [
            "специалист первой категории:",
            "должен отвечать требованиям, кроме того: уметь",
            "Требования к квалификации: вуз",
        ]
    )
    assert found.asks == "должен отвечать требованиям, кроме того: уметь Требования к квалификации: вуз"


def test_a_head_inside_a_line_opens_a_category() -> None:
    assert names("первой категории: стаж 4 года. специалист высшей категории: стаж 5 лет") == [
        "первой категории",
        "специалист высшей категории",
    ]


def test_the_bare_name_behind_named_categories_is_the_one_without() -> None:
    lines = ("Психолог I категории: стаж 2 года", "Психолог: вуз", "Профконсультант: вуз и стаж")
    assert names(*lines) == ["Психолог I категории", "Психолог"]


def test_two_lists_of_a_card_keep_their_headings() -> None:
    found = categories(
        ["Специалист высшего уровня квалификации:", "без категории: вуз", "специалист среднего уровня квалификации:",
         "без категории: колледж"]
    )  # fmt: skip
    assert [(c.group, c.asks) for c in found] == [
        ("Специалист высшего уровня квалификации", "вуз"),
        ("специалист среднего уровня квалификации", "колледж"),
    ]


def test_requirements_without_categories_give_none() -> None:
    assert categories(["Отсутствует"]) == ()
    assert categories(["Высшее медицинское образование, сертификат специалиста"]) == ()


def test_what_a_category_asks_for_stands_in_its_card(catalogue: Catalogue) -> None:
    for card in catalogue.cards:
        whole = " ".join(" ".join(card.qualification_requirements).split())
        for category in categories(card.qualification_requirements):
            assert category.asks in whole
