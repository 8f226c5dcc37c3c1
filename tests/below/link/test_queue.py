"""Which pair comes next: what would narrow the count most, and one in five to teach."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from invented_lists import invented_lists

from vittne.link.calibrate import design
from vittne.link.contents import content_of
from vittne.link.draws import Draws
from vittne.link.linkage import circumstances, link_records
from vittne.link.model import score_pairs
from vittne.link.pairs import Pairs, Review
from vittne.link.queue import explained, first_round, queue, teaches
from vittne.link.records import Records
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
        np.zeros(3),
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


def test_one_pair_in_five_is_drawn_in_proportion_to_what_it_teaches() -> None:
    rng = np.random.default_rng(3)
    pairs, draws, on = chain(400, rng)
    teaching = np.where(pairs.weight > 12, 1.0, 1e-6)
    order = queue(pairs, draws, on, teaching, rng=rng)
    assert sorted(order.tolist()) == list(range(400))
    at_random, chosen = order[4:100:5], np.delete(order[:100], np.arange(4, 100, 5))
    assert np.abs(pairs.weight[chosen]).max() < 12
    assert pairs.weight[at_random].min() > 12
    assert np.ptp(pairs.weight[at_random]) > 4


def test_what_a_pair_teaches_is_the_variance_it_explains_by_way_of_the_calibration() -> None:
    made = invented_lists(60)
    linkage = link_records(made.records, {}, draws=100)
    pairs, calibration, persons = linkage.pairs, linkage.calibration, linkage.draws.persons()
    around = design(pairs, circumstances(linkage.records, pairs))
    told = teaches(linkage)
    for pair in np.argsort(np.abs(pairs.weight))[:20]:
        odds = [calibration.odds(draw, pairs.weight, around)[pair] for draw in range(100)]
        chance = 1 / (1 + np.exp(-np.array(odds)))
        both = np.cov(chance, persons, ddof=0)[0, 1]
        assert np.isclose(told[pair], both**2 / (chance.mean() * (1 - chance.mean())))


def test_what_was_looked_at_does_not_come_again() -> None:
    rng = np.random.default_rng(4)
    pairs, draws, on = chain(40, rng)
    order = queue(pairs, draws, on, np.ones(40), reviewed=[3, 17], rng=rng)
    assert sorted(order.tolist()) == sorted(set(range(40)) - {3, 17})


def test_the_first_pairs_are_those_that_need_somebody() -> None:
    made = invented_lists(60)
    records = made.records
    person = dict(zip(records.keys, made.people, strict=True))
    order = first_round(records, settled([], records), seed=1)
    assert order == first_round(records, settled([], records), seed=1)
    assert len(set(order)) == len(order)
    share = [person[a] == person[b] for a, b in order[:60]]
    # Neither all the same nor all different: both sides are asked about.
    assert 0 < sum(share) < 60


def test_decisions_hold_in_every_draw_of_a_new_run_with_a_new_list_and_new_ids() -> None:
    made = invented_lists(60)
    old = Records.of([row for row in made.rows if row.list != "c"])
    says = {row.key: content_of(row) for row in old.rows}
    # Decided against all appearance, so that it is the decision that holds: the best pair is two
    # people, and two records that have nothing in common are one.
    asked = first_round(old, settled([], old), seed=1)
    pairs = score_pairs(old)
    best = int(pairs.weight.argmax())
    alike = (old.keys[pairs.a[best]], old.keys[pairs.b[best]])
    known = {frozenset((old.keys[a], old.keys[b])) for a, b in zip(pairs.a, pairs.b, strict=True)}
    unlike = next(
        (old.keys[0], key)
        for key in old.keys
        if key not in (old.keys[0], *alike) and frozenset((old.keys[0], key)) not in known
    )
    reviews = [
        Review(
            a=a,
            b=b,
            verdict=verdict,
            reviewer="Anna",
            at="2031",
            a_content=says[a],
            b_content=says[b],
        )
        for (a, b), verdict in ((alike, "different"), (unlike, "same"))
    ]
    renamed = {key: f"{key.partition('/')[0]}/{1000 + n}" for n, key in enumerate(old.keys)}
    new = Records.of([replace(r, key=renamed.get(r.key, r.key)) for r in reversed(made.rows)])
    found = settled(reviews, new)
    now = {tuple(sorted(renamed[key] for key in pair)) for pair in (alike, unlike)}
    assert not now & set(first_round(new, found, seed=1))
    assert tuple(sorted(alike)) in asked

    draws = link_records(new, found.verdicts, draws=20).draws
    place = {key: n for n, key in enumerate(new.keys)}

    def together(pair: tuple[str, str]) -> float:
        a, b = (np.array([place[renamed[key]]]) for key in pair)
        return float(draws.together(a, b)[0])

    assert together(alike) == 0
    assert together(unlike) == 1
