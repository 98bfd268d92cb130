"""Weights of the level rules."""

import math
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.fit import NOTHING
from eval.fit_levels import fit_levels, one_peak
from eval.labels import Gold
from matching import level
from matching.matcher import Judged
from matching.reading import read

CHANCES = st.lists(st.floats(-3, 3), min_size=8, max_size=8)


def fitted(texts: dict[str, int]) -> dict[str, dict[str, float]]:
    """Weights learned from vacancies with their levels."""
    gold = [
        Gold(id=t, kind="vacancy", text=t, title="", in_scope=True, labels=(), levels=frozenset({n}), row={})
        for t, n in texts.items()
    ]
    judged: dict[str, Any] = {t: SimpleNamespace(compared=SimpleNamespace(reading=read(t))) for t in texts}
    return fit_levels(gold, cast("dict[str, Judged]", judged), NOTHING)


def test_a_rule_speaks_for_the_levels_of_the_texts_that_it_fires_in() -> None:
    heads = {f"Директор завода\nСмена {n}": 7 for n in range(6)}
    helpers = {f"Уборщица цеха\nСмена {n}": 2 for n in range(6)}
    weights = fitted(heads | helpers)
    assert weights["role_head"]["7"] > 0.3 > 0 > weights["role_head"]["2"]
    assert weights["role_helper"]["2"] > 0.3 > 0 > weights["role_helper"]["7"]


def test_a_stray_text_makes_no_second_peak() -> None:
    helpers = {f"Уборщица цеха\nСмена {n}": 2 for n in range(9)}
    others = {f"Токарь\nСмена {n}": 2 + n % 7 for n in range(40)}
    weights = fitted(helpers | others | {"Помощник повара\nСмена": 8})["role_helper"]
    says = [n for n in level.LEVELS if weights[str(n)] > 0]
    assert 2 in says
    assert 8 not in says
    assert says == list(range(says[0], says[-1] + 1))


@given(CHANCES)
def test_values_rise_to_one_peak_and_fall_behind_it(values: list[float]) -> None:
    found = one_peak(np.array(values), np.ones(8))
    signs = [math.copysign(1, step) for step in np.diff(found) if abs(step) > 1e-9]
    assert signs == sorted(signs, reverse=True)


@pytest.mark.parametrize("values", [[1, 2, 3, 4, 5, 4, 3, 2], [8, 7, 6, 5, 4, 3, 2, 1], [0, 0, 0, 0, 0, 0, 0, 1]])
def test_what_has_one_peak_stays_as_it_is(values: list[float]) -> None:
    assert one_peak(np.array(values, dtype=float), np.ones(8)).tolist() == values


def test_a_dent_is_filled_by_the_mean_of_its_sides() -> None:
    # 1 3 1 3 → the dent 3 1 becomes 2 2 before the peak; the other way round costs as much.
    assert one_peak(np.array([1.0, 3, 1, 3, 0, 0, 0, 0]), np.ones(8)).tolist() in (
        [1, 2, 2, 3, 0, 0, 0, 0],
        [1, 3, 2, 2, 0, 0, 0, 0],
    )
