"""The first by score are those that a stable sort of all would give."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matching.ordering import first

SCORES = st.lists(st.sampled_from([-1.5, 0.0, 0.25, 0.25001, 3.0]) | st.floats(-5, 5), max_size=30)


@given(SCORES, st.integers(0, 35))
def test_first_are_those_of_a_stable_sort(scores: list[float], count: int) -> None:
    everything = sorted(range(len(scores)), key=lambda n: -scores[n])
    assert first(np.array(scores, dtype=np.float64), count) == everything[:count]
