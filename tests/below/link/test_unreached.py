"""People whose records no key brought together are in the doubt, and in no partition that is kept.

The numbers are invented: people with two records on two lists, and three ways to find each pair.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vittne.link.calibrate import Calibration, design
from vittne.link.draws import Draws, draw_partitions
from vittne.link.linkage import Linkage
from vittne.link.pairs import Pairs
from vittne.link.records import Record, Records
from vittne.link.unreached import expected

SURE = 60.0
WAYS = 3


def known(draws: int) -> Calibration:
    """A calibration without doubt: the weights mean what they say."""
    one, none = np.ones(draws), np.zeros(draws)
    return Calibration(none, one, none, np.empty((draws, 0)), (), 0, 0, draws)


def people(number: int, each: float, seed: int = 1) -> tuple[Pairs, np.ndarray]:
    """Pairs of so many people; each way leads to each pair by this chance, on its own.

    As many more people stand on the first list only, and as many on the second only.
    """
    rng = np.random.default_rng(seed)
    reached = (rng.random((number, WAYS)) < each).sum(axis=1).astype(np.int8)
    a = 2 * np.flatnonzero(reached)
    weight = np.full(a.size, SURE)
    pairs = Pairs(a, a + 1, weight, np.ones(a.size), reached=reached[reached > 0])
    return pairs, np.tile(np.array([0, 1], dtype=np.int32), 2 * number)


def drawn(pairs: Pairs, on: np.ndarray, draws: int = 100, seed: int = 1, **more: object) -> Draws:
    return draw_partitions(
        pairs,
        design(pairs, {}),
        known(draws),
        on,
        verdicts=more.pop("verdicts", {}),
        rng=np.random.default_rng(seed),
        **more,
    )


def added(found: Draws, pairs: Pairs) -> np.ndarray:
    """Joins of each draw beside those of its pairs, all of which are sure."""
    return found.labels.shape[1] - len(pairs) - found.persons()


@pytest.mark.parametrize("each", [0.5, 0.6])
def test_as_many_are_joined_as_no_way_led_to(each: float) -> None:
    pairs, on = people(1_500, each)
    missed = 1_500 - len(pairs)
    joined = added(drawn(pairs, on, 60), pairs)
    assert abs(joined.mean() / missed - 1) < 0.25
    assert joined.std() > missed**0.5  # nobody knows how many: the draws say so


def test_the_mean_that_is_expected_is_the_bound_of_chao() -> None:
    rng = np.random.default_rng(1)
    drawn_numbers = [expected([100, 70, 30], rng) for _ in range(4_000)]
    assert np.mean(drawn_numbers) == pytest.approx(2 / 3 * 30 * 29 / (2 * 41), rel=0.03)


def test_nobody_is_joined_where_nothing_shows_that_anything_is_missed() -> None:
    pairs, on = people(300, 0.7)
    for reached in (np.full(len(pairs), 3, np.int8), np.ones(len(pairs), np.int8), np.empty(0)):
        told = replace(pairs, reached=reached)  # by all ways; by the only one; nobody counted
        assert not added(drawn(told, on), told).any()


def test_where_hardly_any_pair_was_reached_twice_no_more_are_joined_than_were_found() -> None:
    rng = np.random.default_rng(1)
    assert max(expected([40, 0, 0], rng) for _ in range(50)) == 40


def test_the_same_seed_joins_the_same_people() -> None:
    pairs, on = people(300, 0.5)
    once, again, other = (drawn(pairs, on, 20, seed).labels for seed in (7, 7, 8))
    np.testing.assert_array_equal(once, again)
    assert (once != other).any()


def test_what_holds_two_people_apart_holds() -> None:
    """Of ten people four could be joined: the first two pairs of records that stand alone."""
    alone = np.arange(40, 60)
    first, second = np.meshgrid(alone[::2], alone[1::2], indexing="ij")
    apart = (first > 42) | (second > 43)  # were weighed, and are two people
    weighed = np.sort(np.stack([first[apart], second[apart]]), axis=0)
    a = np.concatenate([2 * np.arange(20), weighed[0], [0]])
    b = np.concatenate([2 * np.arange(20) + 1, weighed[1], [41]])
    order = np.lexsort((b, a))
    weight = np.concatenate([np.full(20, SURE), np.full(weighed.shape[1], -SURE), [0.0]])[order]
    reached = np.concatenate([np.tile([1, 2], 10), np.full(weighed.shape[1] + 1, 1)])[order]
    pairs = Pairs(a[order], b[order], weight, weight, reached=reached.astype(np.int8))
    reviewed = int(np.flatnonzero((pairs.a == 0) & (pairs.b == 41))[0])
    on = np.tile(np.array([0, 1], dtype=np.int32), 30)
    found = drawn(pairs, on, 300, verdicts={reviewed: False})
    assert 0 < (60 - 20 - found.persons()).max() <= 2
    may = {(40, 41), (40, 43), (42, 41), (42, 43)}
    for labels in found.labels:
        assert labels[0] != labels[41]
        persons = [np.flatnonzero(labels == head) for head in np.unique(labels)]
        assert all(np.unique(on[person]).size == person.size for person in persons)
        joined = {tuple(sorted(p.tolist(), key=lambda i: i % 2)) for p in persons if p.size == 2}
        assert {pair for pair in joined if min(pair) >= 40} <= may
        assert (labels[labels] == labels).all()
        assert (labels <= np.arange(60)).all()


def test_a_pair_that_a_reviewer_found_is_one_of_those_that_were_missed() -> None:
    pairs, on = people(300, 0.6)
    missed = sorted(set(range(0, 600, 2)) - set(pairs.a.tolist()))
    a = np.concatenate([pairs.a, missed])
    order = np.argsort(a)
    weight = np.full(a.size, -10.0)
    weight[: len(pairs)] = SURE
    reached = np.concatenate([pairs.reached, np.zeros(len(missed), np.int8)])[order]
    told = Pairs(a[order], a[order] + 1, weight[order], weight, reached=reached)
    verdicts = {int(n): True for n in np.flatnonzero(reached == 0)}
    left = added(drawn(told, on, verdicts=verdicts), told)
    assert left.mean() < added(drawn(pairs, on), pairs).mean() / 2


def test_nobody_is_joined_by_accident_in_the_typical_partition() -> None:
    pairs, on = people(200, 0.5)
    records = Records.of(Record(key=f"{'ab'[one]}/{n}", list="ab"[one]) for n, one in enumerate(on))
    found = drawn(pairs, on)
    best = Linkage(records, pairs, pairs, {}, known(100), found, 1).best()
    assert added(found, pairs).min() > 0
    assert np.unique(best).size == on.size - len(pairs)
