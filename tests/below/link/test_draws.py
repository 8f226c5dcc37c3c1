"""Draws of partitions: compared with all partitions written out, on components of up to 7 records.

The numbers are invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vittne.link.calibrate import Calibration, calibrate, design, floor
from vittne.link.components import components
from vittne.link.draws import Draws, draw_partitions
from vittne.link.pairs import Pairs
from vittne.link.partition_kernel import Graph, person_score, score_all, walk
from vittne.link.partitions import LARGEST_BLOCK, all_partitions, blocks, first_labels

Partition = frozenset[frozenset[int]]


# ---------------------------------------------------------------- slow and readable


def every_partition(things: list[int]) -> Iterator[list[list[int]]]:
    """The first thing alone, or in each group of each partition of the others."""
    if not things:
        yield []
        return
    first, *others = things
    for rest in every_partition(others):
        yield [[first], *rest]
        for place in range(len(rest)):
            yield [*rest[:place], [first, *rest[place]], *rest[place + 1 :]]


def slow_person_score(odds: np.ndarray, records: list[int], repeat: float) -> float:
    groups = [[record] for record in records]
    score = 0.0
    while len(groups) > 1:
        mean, i, j = max(
            (float(np.mean([odds[p, q] for p in groups[i] for q in groups[j]])), i, j)
            for i in range(len(groups))
            for j in range(i + 1, len(groups))
        )
        score += mean * (len(groups[i]) * len(groups[j])) ** (1 - repeat)
        groups[i] += groups.pop(j)
    return score


def slow_chances(odds: np.ndarray, repeat: float) -> dict[Partition, float]:
    scores = {
        frozenset(map(frozenset, groups)): sum(
            slow_person_score(odds, sorted(group), repeat) for group in groups
        )
        for groups in every_partition(list(range(len(odds))))
    }
    weights = {partition: np.exp(score) for partition, score in scores.items()}
    total = sum(weights.values())
    return {partition: weight / total for partition, weight in weights.items()}


def invented_odds(size: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    odds = rng.normal(0, 2, (size, size))
    return (odds + odds.T) / 2


def partition(labels: np.ndarray) -> Partition:
    return frozenset(frozenset(np.flatnonzero(labels == one).tolist()) for one in np.unique(labels))


def as_pairs(odds: np.ndarray) -> Pairs:
    a, b = np.triu_indices(len(odds), 1)
    weight = odds[a, b] / np.log(2)
    return Pairs(a, b, weight, 1 / (1 + np.exp2(-weight)))


def known(draws: int, repeat: float = 0.5, **changed: float) -> Calibration:
    """A calibration without doubt: the weights mean what they say."""
    values = {"shift": 0.0, "slope": 1.0, "repeat": repeat, **changed}
    whole = {name: np.full(draws, value) for name, value in values.items()}
    return Calibration(
        **whole, effects=np.empty((draws, 0)), circumstances=(), verdicts=0, same=0, effective=draws
    )


def drawn(
    pairs: Pairs, draws: int = 300, seed: int = 1, on: tuple[int, ...] = (), **more: object
) -> Draws:
    size = max(int(pairs.b.max()) + 1, len(on))
    lists = np.array(on or range(size), dtype=np.int32)
    return draw_partitions(
        pairs,
        design(pairs, {}),
        more.pop("calibration", known(draws)),
        lists,
        verdicts=more.pop("verdicts", {}),
        rng=np.random.default_rng(seed),
        **more,
    )


def is_near(counted: Counter[Partition], chances: dict[Partition, float], draws: float) -> None:
    """Each share is within five standard errors (and one draw) of its chance."""
    for one, chance in chances.items():
        error = 5 * (chance * (1 - chance) / draws) ** 0.5 + 1 / draws
        assert abs(counted[one] / counted.total() - chance) < error, one


# ---------------------------------------------------------------- the arithmetic


@pytest.mark.parametrize(("size", "bell"), [(1, 1), (2, 2), (3, 5), (4, 15), (6, 203), (7, 877)])
def test_every_partition_is_there_once(size: int, bell: int) -> None:
    rows = all_partitions(size)
    found = {partition(row) for row in rows}
    assert len(rows) == len(found) == bell
    written = every_partition(list(range(size)))
    assert found == {frozenset(map(frozenset, groups)) for groups in written}


@settings(deadline=None)  # the first call compiles
@given(st.integers(2, 8), st.integers(0, 10**6), st.sampled_from([0.0, 0.3, 1.0]))
def test_the_score_of_a_person_is_that_of_average_linkage(
    size: int, seed: int, repeat: float
) -> None:
    odds = invented_odds(size, seed)
    fast = person_score(odds, np.arange(size), size, repeat)
    assert fast == pytest.approx(slow_person_score(odds, list(range(size)), repeat))


def test_without_repetition_the_score_is_the_sum_over_all_pairs() -> None:
    odds = invented_odds(6, 3)
    rows = all_partitions(6)
    pairs = [(i, j) for i in range(6) for j in range(i)]
    sums = [sum(odds[i, j] for i, j in pairs if row[i] == row[j]) for row in rows]
    np.testing.assert_allclose(score_all(odds, rows, 0.0), sums)


def test_evidence_that_is_repeated_counts_once() -> None:
    """A third record that agrees with two as strongly as they agree brings that, not twice it."""
    odds = np.full((3, 3), 4.0)
    whole = [person_score(odds, np.arange(3), 3, repeat) for repeat in (0.0, 1.0)]
    assert whole == pytest.approx([12.0, 8.0])


def test_two_pairs_may_be_two_people_when_nothing_speaks_for_more() -> None:
    """Neither is it held against four records that two of them agree so well."""
    odds = np.zeros((4, 4))
    odds[0, 1] = odds[1, 0] = odds[2, 3] = odds[3, 2] = 9.0
    two, one = np.array([0, 0, 1, 1]), np.array([0, 0, 0, 0])
    scores = score_all(odds, np.array([two, one]), 1.0)
    assert scores[0] == pytest.approx(scores[1])


# ---------------------------------------------------------------- draws


@pytest.mark.parametrize("size", [2, 3, 5, 6])
@pytest.mark.parametrize("repeat", [0.0, 0.6, 1.0])
def test_small_components_are_drawn_exactly(size: int, repeat: float) -> None:
    odds = invented_odds(size, size)
    found = drawn(as_pairs(odds), calibration=known(20_000, repeat))
    assert found.sampled == 0
    counted = Counter(partition(row) for row in found.labels)
    is_near(counted, slow_chances(odds, repeat), 20_000)


def as_graph(pairs: Pairs, size: int, absent: float) -> Graph:
    ends = np.concatenate([pairs.a, pairs.b])
    order = np.argsort(ends, kind="stable")
    start = np.searchsorted(ends[order], np.arange(size + 1))
    other = np.concatenate([pairs.b, pairs.a])[order]
    odds = np.tile(pairs.weight * np.log(2), 2)[order]
    return Graph(start, other, odds, np.zeros(size, dtype=np.int64), absent)


@pytest.mark.parametrize("size", [4, 7])
@pytest.mark.parametrize("repeat", [0.0, 0.7])
def test_the_chain_walks_through_all_partitions_by_their_chances(size: int, repeat: float) -> None:
    odds = invented_odds(size, 40 + size)
    pairs = as_pairs(odds)
    graph = as_graph(pairs, size, -9.0)
    moved = blocks(size, pairs.a, pairs.b, pairs.weight)
    labels, rng = np.arange(size), np.random.default_rng(2)
    counted: Counter[Partition] = Counter()
    for _ in range(10_000):
        walk(graph, *moved, labels, repeat, 2, rng)
        counted[partition(labels)] += 1
    # Neighbouring states are alike: a fifth of the draws, at the least, are independent.
    is_near(counted, slow_chances(odds, repeat), 2_000)


def test_two_persons_of_several_records_can_become_one() -> None:
    """Each is held together strongly, and the two agree weakly: no record would go alone."""
    odds = np.full((8, 8), 0.7)
    odds[:4, :4] = odds[4:, 4:] = 25.0
    found = drawn(as_pairs(odds), 400)
    assert found.sampled == 1
    persons = found.persons()
    chances = slow_two(0.7)
    assert set(persons.tolist()) == {1, 2}
    assert (persons == 1).mean() == pytest.approx(chances, abs=5 * (chances / 4 / 40) ** 0.5)


def slow_two(mean: float, cross: int = 16, repeat: float = 0.5) -> float:
    """The chance that two groups with so many pairs between them are one."""
    return float(1 / (1 + np.exp(-mean * cross ** (1 - repeat))))


def test_blocks_are_all_records_and_the_small_groups_that_hang_together() -> None:
    a, b = np.array([0, 2, 1]), np.array([1, 3, 2])
    start, records = blocks(5, a, b, np.array([3.0, 2.0, 1.0]))
    found = [sorted(records[i:j].tolist()) for i, j in pairwise(start)]
    assert found == [[0], [1], [2], [3], [4], [0, 1], [2, 3], [0, 1, 2, 3]]
    chain = np.arange(30)
    start, _ = blocks(31, chain, chain + 1, -chain.astype(float))
    assert np.diff(start).max() == LARGEST_BLOCK


def test_reviews_hold_in_every_draw() -> None:
    for size in (3, 9):  # enumerated, and walked through
        odds = np.full((size, size), 1.0)
        pairs = as_pairs(odds)
        found = drawn(pairs, 200, verdicts={0: True, 1: False})
        joined = found.together(pairs.a, pairs.b)
        assert joined[0] == 1.0, size
        assert joined[1] == 0.0, size


def test_a_list_without_duplicates_has_nobody_twice() -> None:
    for size in (3, 9):
        odds = np.full((size, size), 3.0)
        pairs = as_pairs(odds)
        on = (0, 0, *range(1, size - 1))
        found = drawn(pairs, 200, on=on, single=[0])
        assert found.together(np.array([0]), np.array([1]))[0] == 0.0, size
        free = drawn(pairs, 200, on=on)
        assert free.together(np.array([0]), np.array([1]))[0] > 0.5, size


def test_the_same_seed_gives_the_same_draws() -> None:
    pairs = as_pairs(invented_odds(9, 5))
    once, again, other = (drawn(pairs, 50, seed) for seed in (7, 7, 8))
    np.testing.assert_array_equal(once.labels, again.labels)
    assert (once.labels != other.labels).any()


def test_labels_are_the_first_records_of_persons() -> None:
    found = drawn(as_pairs(invented_odds(9, 5)), 50)
    for row in found.labels:
        assert (row <= np.arange(row.size)).all()
        assert (row[row] == row).all()
    assert first_labels(np.array([5, 5, 2, 5, 2])).tolist() == [0, 0, 2, 0, 2]


@given(st.integers(2, 60), st.integers(0, 10**6))
def test_components_are_what_can_be_reached(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    ends = np.unique(np.sort(rng.integers(0, size, (size // 2, 2))), axis=0)
    ends = ends[ends[:, 0] < ends[:, 1]]
    found = components(size, ends[:, 0], ends[:, 1])
    reached = {i: {i} for i in range(size)}
    for i, j in ends.tolist():
        joined = reached[i] | reached[j]
        for k in joined:
            reached[k] = joined
    expected = {frozenset(group) for group in reached.values() if len(group) > 1}
    assert {frozenset(part.records.tolist()) for part in found} == expected
    assert sorted(np.concatenate([part.pairs for part in found]).tolist() if found else []) == list(
        range(len(ends))
    )


# ---------------------------------------------------------------- what weights are worth


def invented_pairs(count: int, shift: float, slope: float, seed: int) -> tuple[Pairs, np.ndarray]:
    """Pairs that no record shares, and whether each is one person."""
    rng = np.random.default_rng(seed)
    weight = rng.normal(0, 9, count)
    same = rng.random(count) < 1 / (1 + np.exp(-shift - slope * weight * np.log(2)))
    a = np.arange(count) * 2
    return Pairs(a, a + 1, weight, 1 / (1 + np.exp2(-weight))), same


def test_reviews_teach_what_weights_are_worth() -> None:
    """The true shift and slope lie in their 99 % intervals in nearly all of 6 archives."""
    inside = 0
    for seed in range(6):
        pairs, same = invented_pairs(400, 0.8, 0.45, seed)
        verdicts = {i: bool(same[i]) for i in range(200)}
        found = calibrate(pairs, verdicts, {}, 800, 400, np.random.default_rng(seed))
        for values, true in ((found.shift, 0.8), (found.slope, 0.45)):
            low, high = np.quantile(values, [0.005, 0.995])
            inside += low < true < high
    # With chance .99 each, fewer than 10 of 12 happen twice in ten thousand times.
    assert inside >= 10


def test_where_names_are_missing_weights_may_be_worth_less() -> None:
    pairs, same = invented_pairs(600, 0.0, 0.6, 1)
    nameless = np.arange(600) % 2 == 0
    worth_less = np.where(nameless, same & (np.random.default_rng(2).random(600) < 0.3), same)
    verdicts = {i: bool(worth_less[i]) for i in range(300)}
    groups = {"nameless": nameless}
    found = calibrate(pairs, verdicts, groups, 1200, 200, np.random.default_rng(3))
    assert found.circumstances == ("nameless",)
    assert np.quantile(found.effects[:, 0], 0.99) < 0
    odds = found.odds(0, np.array([5.0, 5.0]), np.array([[1.0], [0.0]]))
    assert odds[0] < odds[1]


def test_without_reviews_the_doubt_is_wide() -> None:
    pairs, same = invented_pairs(400, 0.0, 0.5, 4)
    verdicts = {i: bool(same[i]) for i in range(200)}
    none, some = (
        calibrate(pairs, said, {}, 800, 300, np.random.default_rng(5)) for said in ({}, verdicts)
    )
    assert none.verdicts == 0
    assert some.verdicts == 200
    for name in ("shift", "slope"):
        assert np.std(getattr(none, name)) > 2 * np.std(getattr(some, name))
    on = np.arange(800, dtype=np.int32)
    widths = []
    for found in (none, some):
        persons = draw_partitions(
            pairs, design(pairs, {}), found, on, verdicts={}, rng=np.random.default_rng(6)
        ).persons()
        widths.append(np.ptp(np.quantile(persons, [0.025, 0.975])))
    assert widths[0] > 2 * widths[1]


def test_weights_that_were_too_sure_are_brought_down_among_near_records_too() -> None:
    """Persons of three lists: the chance that a reviewed pair is joined is that of the draws."""
    rng = np.random.default_rng(8)
    people = 300
    evidence = rng.normal(2, 6, people)
    same = rng.random(people) < 1 / (1 + np.exp(-0.4 * evidence))
    a, b, weight = [], [], []
    for person in range(people):
        records = range(3 * person, 3 * person + 3)
        for i in records:
            for j in records:
                if i < j:
                    a.append(i)
                    b.append(j)
                    weight.append(evidence[person])
    pairs = Pairs(np.array(a), np.array(b), np.array(weight), np.full(len(a), 0.5))
    truth = np.repeat(same, 3)
    verdicts = {i: bool(truth[i]) for i in range(0, 600, 3)}
    found = calibrate(pairs, verdicts, {}, 900, 300, rng)
    on = np.tile(np.arange(3, dtype=np.int32), people)
    drawn_ = draw_partitions(pairs, design(pairs, {}), found, on, verdicts={}, rng=rng)
    joined = drawn_.together(pairs.a, pairs.b)
    for low, high in ((-30, 0), (0, 4), (4, 30)):
        inside = (pairs.weight >= low) & (pairs.weight < high)
        n = inside.sum() / 3
        error = 4 * (truth[inside].mean() * (1 - truth[inside].mean()) / n) ** 0.5 + 0.02
        assert joined[inside].mean() == pytest.approx(truth[inside].mean(), abs=error)


def test_two_records_that_are_no_candidates_are_as_unlikely_as_two_picked_blindly() -> None:
    assert floor(1000) == pytest.approx(-np.log(1000))
    assert floor(0) == floor(2)
