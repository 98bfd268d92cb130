"""Statements beside rows of the catalogue: the same numbers whatever is asked for first."""

import numpy as np
import pytest

from indexing.said import said_rows
from matching.beside import Beside
from matching.evidence import Compared
from matching.matcher import Matcher
from matching.reading import read

TEXT = "Сиделка\nКормить и умывать лежачую бабушку\nМерить давление, давать лекарства"


@pytest.fixture
def compared(matcher: Matcher) -> Compared:
    return matcher.comparer.compare(read(TEXT))


def test_columns_are_the_same_alone_and_among_others(matcher: Matcher, compared: Compared) -> None:
    every = compared.beside.near(range(len(matcher.index.items)))
    fresh = Beside(matcher.comparer.tables, compared.vectors, compared.bags)
    rows = [700, 3, 41, 3]
    fresh.near([41, 9])
    assert fresh.near(rows) == pytest.approx(every[:, rows], abs=1e-6)
    assert fresh.similarity(rows) == pytest.approx(compared.beside.similarity(rows), abs=1e-6)


def test_similarity_is_the_mean_of_cosine_and_word_overlap(matcher: Matcher, compared: Compared) -> None:
    rows = [5, 10, 1500]
    cosine = np.maximum(compared.vectors @ matcher.index.item_vectors[rows].T, 0)
    dice = matcher.comparer.tables.items.dice(compared.bags, rows)
    assert compared.beside.similarity(rows) == pytest.approx((cosine + dice) / 2, abs=1e-6)


def test_a_tied_saying_lifts_its_item(matcher: Matcher) -> None:
    index = matcher.index
    said = next(n for n, row in enumerate(index.said) if row.items and not row.title)
    compared = matcher.comparer.compare(read(f"Работа\n{said_rows(index.catalogue)[said].text}", kind="vacancy"))
    item = index.item_number[index.said[said].items[0]]
    assert compared.beside.near([item]).max() > max(0.9, float(compared.beside.similarity([item]).max()))


def test_no_row_gives_no_column(compared: Compared) -> None:
    assert compared.beside.near([]).shape == (len(compared.statements), 0)
