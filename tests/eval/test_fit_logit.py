"""Logits are those of the textbook, and keep the signs that they are told."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from eval.fit_logit import fit_logit, held_out

RNG = np.random.default_rng(1)
TABLE = RNG.normal(size=(80, 2)) * [1.0, 5.0]
TRUTH = [bool(n) for n in TABLE[:, 0] - 0.3 * TABLE[:, 1] + RNG.normal(size=80) > 0]
ROWS = [{"a": float(a), "b": float(b), "same": 1.0} for a, b in TABLE]


def test_without_signs_it_is_the_logit_of_scikit_learn() -> None:
    found = fit_logit(ROWS, TRUTH, ("a", "b"), shrink=2.0)
    scale = TABLE.std(axis=0)
    model = LogisticRegression(C=0.5, tol=1e-8).fit((TABLE - TABLE.mean(axis=0)) / scale, TRUTH)
    assert [found["a"], found["b"]] == pytest.approx(list(model.coef_[0] / scale), abs=2e-3)


def test_a_feature_never_speaks_against_its_sign() -> None:
    found = fit_logit(ROWS, TRUTH, ("a", "b"), signs={"a": 1, "b": 1})
    assert found["a"] > 0
    assert found["b"] == 0
    assert fit_logit(ROWS, TRUTH, ("a", "b"), signs={"a": -1})["a"] == 0


def test_a_feature_that_is_always_the_same_says_nothing() -> None:
    assert fit_logit(ROWS, TRUTH, ("a", "same"))["same"] == 0


def test_no_row_is_judged_by_a_model_that_saw_it() -> None:
    """Labels of pure chance can't be told: a model that had seen them would tell most."""
    labels = [bool(n) for n in RNG.integers(0, 2, 80)]
    chances = held_out(ROWS, labels, ("a", "b"), shrink=0.01)
    assert chances.shape == (80,)
    assert np.mean((chances > 0.5) == labels) < 0.65
