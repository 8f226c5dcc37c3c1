"""One reading of the pairs joins groups only where their pairs together say so."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from vittne.link.pairs import Pairs
from vittne.link.reading import partition_at

LISTS = np.array([0, 1, 2, 0, 1, 2], dtype=np.int32)


def read(weights: Mapping[tuple[int, int], float], threshold: float = 0.5) -> list[int]:
    a, b = (np.array(side, dtype=np.int64) for side in zip(*sorted(weights), strict=True))
    weight = np.array([weights[pair] for pair in sorted(weights)])
    pairs = Pairs(a, b, weight, 1 / (1 + 2.0**-weight))
    return partition_at(pairs, LISTS, threshold).tolist()


def test_a_person_is_called_by_the_first_record() -> None:
    assert read({(0, 1): 5.0, (1, 2): 5.0, (0, 2): 5.0}) == [0, 0, 0, 3, 4, 5]


def test_one_likely_pair_does_not_join_what_the_others_keep_apart() -> None:
    assert read({(0, 1): 12.0, (1, 2): 3.0, (0, 2): -9.0}) == [0, 0, 2, 3, 4, 5]


def test_a_pair_that_was_not_looked_at_speaks_against() -> None:
    assert read({(0, 1): 12.0, (1, 2): 3.0}) == [0, 0, 2, 3, 4, 5]


def test_a_list_that_tells_two_people_apart_is_believed() -> None:
    groups = {(0, 1): 20.0, (3, 4): 20.0}
    across = {(0, 4): 6.0, (1, 3): 6.0}
    assert read({**groups, **across, (0, 3): -2.0, (1, 4): 1.0}) == [0, 0, 2, 3, 3, 5]
    assert read({**groups, **across, (0, 3): 2.0, (1, 4): 1.0}) == [0, 0, 2, 0, 0, 5]


def test_a_higher_threshold_asks_for_more() -> None:
    assert read({(0, 1): 4.0}, 0.9) == [0, 0, 2, 3, 4, 5]
    assert read({(0, 1): 4.0}, 0.99) == [0, 1, 2, 3, 4, 5]
