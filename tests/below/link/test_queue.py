"""Which pair comes next: what would narrow the count most, and one in five from everywhere."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from invented_lists import invented_lists

from vittne.link.draws import Draws
from vittne.link.pairs import Pairs
from vittne.link.queue import explained, first_round, queue
from vittne.link.review import settled

Ints = npt.NDArray[np.int64]


def pairs_of(ends: list[tuple[int, int]], weight: npt.NDArray[np.float64]) -> Pairs:
    a, b = np.array(ends).T
    return Pairs(a, b, weight, 1 / (1 + np.exp2(-weight)))


def draws_of(groups: list[list[int]]) -> Draws:
    """Draws, each with the person of each record, as labels of first records."""
    rows = [[group.index(person) for person in group] for group in groups]
    return Draws(np.array(rows, dtype=np.int32), 0)


def test_what_a_pair_explains_is_what_the_variance_of_the_count_would_fall_by() -> None:
    rng = np.random.default_rng(1)
    # Records 0 and 1 are one person in half the draws; 2, 3, 4 all are, or none of them.
    coin, many = rng.random(4000) < 0.5, rng.random(4000) < 0.3
    groups = [
        [0, 0 if c else 1, 2, *((2, 2) if m else (3, 4))] for c, m in zip(coin, many, strict=True)
    ]
    ends = [(0, 1), (2, 3), (2, 4), (3, 4)]
    draws = draws_of(groups)
    on = np.array([0, 1, 0, 0, 0], dtype=np.int32)
    gain = explained(pairs_of(ends, np.zeros(4)), np.arange(4), draws, on)
    # The first pair moves persons and the overlap of two lists, the others two persons at once.
    assert np.allclose(gain[0], 2 * coin.var())
    assert np.allclose(gain[1], 4 * many.var())
    # The second of the three told everything: the others add nothing.
    assert np.allclose(gain[2:], 0)


def test_effect_comes_first_then_doubt() -> None:
    rng = np.random.default_rng(2)
    sure = rng.random(300) < 0.02
    open_ = rng.random(300) < 0.5
    groups = [[0, 0 if s else 1, 2, 2 if o else 3, 4, 5] for s, o in zip(sure, open_, strict=True)]
    ends = [(0, 1), (2, 3), (4, 5)]
    order = queue(
        pairs_of(ends, np.array([-5.0, 0.0, -15.0])),
        draws_of(groups),
        np.zeros(6, dtype=np.int32),
        rng=rng,
    )
    assert order.tolist() == [1, 0, 2]


def chain(n: int, rng: np.random.Generator) -> tuple[Pairs, Draws, npt.NDArray[np.int32]]:
    """n pairs of two records each, of all weights."""
    weight = np.linspace(-20, 20, n)
    same = rng.random((300, n)) < 1 / (1 + np.exp2(-weight))
    labels = np.tile(np.arange(2 * n, dtype=np.int32), (300, 1))
    labels[:, 1::2] -= same
    ends = [(2 * i, 2 * i + 1) for i in range(n)]
    on = np.tile(np.array([0, 1], dtype=np.int32), n)
    return pairs_of(ends, weight), Draws(labels, 0), on


def test_one_pair_in_five_comes_from_everywhere_in_the_range_of_weights() -> None:
    rng = np.random.default_rng(3)
    pairs, draws, on = chain(400, rng)
    order = queue(pairs, draws, on, rng=rng)
    assert sorted(order.tolist()) == list(range(400))
    at_random, chosen = order[4:100:5], np.delete(order[:100], np.arange(4, 100, 5))
    assert np.abs(pairs.weight[chosen]).max() < 10
    assert np.ptp(pairs.weight[at_random]) > 30
    assert min(np.histogram(pairs.weight[at_random], bins=4, range=(-20, 20))[0]) >= 3


def test_what_was_looked_at_does_not_come_again() -> None:
    rng = np.random.default_rng(4)
    pairs, draws, on = chain(40, rng)
    order = queue(pairs, draws, on, reviewed=[3, 17], rng=rng)
    assert sorted(order.tolist()) == sorted(set(range(40)) - {3, 17})


def test_the_first_pairs_are_those_that_need_somebody() -> None:
    made = invented_lists(60)
    records = made.records
    person = dict(zip(records.keys, made.people, strict=True))
    order = first_round(records, settled([], records), seed=1)
    assert order == first_round(records, settled([], records), seed=1)
    assert len(set(order)) == len(order)
    share = [person[a] == person[b] for a, b in order[:20]]
    # Neither all the same nor all different: both sides are asked about.
    assert 0 < sum(share) < 20
