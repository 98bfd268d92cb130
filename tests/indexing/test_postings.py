"""Entries of chosen columns, found in one pass."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexing.postings import entries, runs, sums

TABLES = st.lists(st.lists(st.integers(0, 9), max_size=4), min_size=1, max_size=6)


@given(TABLES, st.data())
def test_entries_of_columns_come_in_the_order_asked_for(table: list[list[int]], data: st.DataObject) -> None:
    columns = np.array(data.draw(st.lists(st.integers(0, len(table) - 1), max_size=5)), dtype=np.int64)
    starts = np.cumsum([0, *map(len, table)])
    flat = np.array([value for own in table for value in own], dtype=np.int64)
    places, owner = entries(starts, columns)
    assert flat[places].tolist() == [value for column in columns for value in table[column]]
    assert owner.tolist() == [n for n, column in enumerate(columns) for _ in table[column]]


def test_sums_count_a_place_as_often_as_it_stands_there() -> None:
    """Place 2 twice: 0.5 + 1.5 = 2; places 0 and 3 not at all."""
    assert sums(np.array([2, 1, 2]), np.array([0.5, 4.0, 1.5]), 4).tolist() == [0.0, 4.0, 2.0, 0.0]
    assert sums(np.zeros(0, dtype=np.int64), np.zeros(0), 2).tolist() == [0.0, 0.0]


def test_runs_begin_where_the_number_changes() -> None:
    numbers, first = runs(np.array([0, 0, 3, 5, 5, 5]))
    assert (numbers.tolist(), first.tolist()) == ([0, 3, 5], [0, 2, 3])
