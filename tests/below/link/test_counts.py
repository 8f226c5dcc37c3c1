"""Persons are counted over draws: who has a marked record, and how sure that is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vittne.link.counts import Count, count_over, evenly, persons_with


@st.composite
def draws_and_marks(draw: st.DrawFn) -> tuple[list[list[int]], list[bool]]:
    records = draw(st.integers(1, 8))
    labels = st.lists(st.integers(0, records - 1), min_size=records, max_size=records)
    marks = st.lists(st.booleans(), min_size=records, max_size=records)
    return draw(st.lists(labels, min_size=1, max_size=4)), draw(marks)


@given(draws_and_marks())
def test_a_person_counts_once_however_many_of_their_records_are_marked(
    found: tuple[list[list[int]], list[bool]],
) -> None:
    labels, marked = found
    expected = [len({one for one, on in zip(draw, marked, strict=True) if on}) for draw in labels]
    assert persons_with(np.array(labels, dtype=np.int32), marked).tolist() == expected


def test_the_interval_is_of_the_draws_and_of_whole_people() -> None:
    assert count_over(np.arange(1, 1001)) == Count(26, 500, 975)
    assert count_over(np.array([7])) == Count(7, 7, 7)


def test_draws_are_taken_evenly_and_never_twice() -> None:
    labels = np.arange(300, dtype=np.int32).reshape(-1, 1)
    assert evenly(labels, 4).ravel().tolist() == [0, 99, 199, 299]
    assert evenly(labels, 1000).shape == (300, 1)
