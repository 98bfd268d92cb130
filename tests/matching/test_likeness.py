"""Which items say the same, and how much an item tells professions apart."""

import numpy as np
import pytest

from indexing.index import Index
from matching.likeness import ACT_WEIGHT, Likeness


@pytest.fixture(scope="module")
def likeness(index: Index) -> Likeness:
    """Likeness of the project's own catalogue."""
    return Likeness(index)


def row_of(index: Index, start: str) -> int:
    """The first item that begins with a text."""
    return next(n for n, row in enumerate(index.items) if row.text.startswith(start))


def test_telling_lies_between_nothing_and_one(likeness: Likeness) -> None:
    assert likeness.telling.shape == (len(likeness.index.items),)
    assert float(likeness.telling.min()) >= 0.0
    assert float(likeness.telling.max()) <= 1.0


def test_what_many_cards_demand_tells_less_than_what_one_card_demands(likeness: Likeness) -> None:
    common = row_of(likeness.index, "специфику работы в различной социальной среде")
    own = row_of(likeness.index, "Покупать за счет средств получателя социальных услуг")
    assert likeness.telling[common] < 0.5 < likeness.telling[own]


def test_acts_of_law_tell_little(likeness: Likeness) -> None:
    acts = np.array([row.act for row in likeness.index.items])
    assert float(likeness.telling[acts].max()) == pytest.approx(ACT_WEIGHT)


def test_every_item_holds_a_competence(likeness: Likeness) -> None:
    assert all(likeness.competences)


def test_wider_words_say_the_narrower_ones_too(likeness: Likeness) -> None:
    wide = row_of(likeness.index, "формы и методы воспитательной и социальной работы")
    narrow = row_of(likeness.index, "методы воспитательной и социальной работы")
    held = likeness.held([narrow])
    assert likeness.known([wide]).lacks(held) == []


def test_other_words_are_lacking(likeness: Likeness) -> None:
    cooking = likeness.held([row_of(likeness.index, "Осуществлять помощь в приготовлении пищи")])
    cleaning = row_of(likeness.index, "Проводить уборку жилых помещений")
    assert likeness.known([cleaning]).lacks(cooking) == cooking


def test_an_act_is_known_by_its_own_name_only(likeness: Likeness) -> None:
    index = likeness.index
    labour = next(n for n, row in enumerate(index.items) if row.text == "Трудовой кодекс")
    social = next(n for n, row in enumerate(index.items) if row.text == "Социальный кодекс")
    assert likeness.known([labour]).lacks(likeness.held([social])) == likeness.held([social])
    assert likeness.known([labour]).lacks(likeness.held([labour])) == []


def test_nothing_is_known_without_rows(likeness: Likeness) -> None:
    held = likeness.held(likeness.index.profession_items[0])
    assert likeness.known([]).lacks(held) == held
