"""Which pairs a reviewer should look at next: those that would move the count most.

Knowing a pair's verdict narrows the count by the share of its variance that the verdict explains:
over draws of partitions, with T = 1 where the two are one person, cov(T, N)**2 / var(T) for the
number N of persons, and the same for the number of persons on two lists or more (the overlap, on
which an estimate of the unseen hangs). N and T are those of the pair's component: the rest of the
draw is noise to it. Of several pairs that tell the same only the first counts: what is already
explained by it is taken away before the next is chosen. Pairs that explain nothing follow, the most
uncertain first, p * (1 - p).

One pair in five is there to teach what weights are worth. The others all lie where the model
doubts; a calibration that has seen only those says little of the weights beyond, where most pairs
lie, and what it does not know there moves the whole count. Such a pair is drawn at random, in
proportion to the variance of the count that it explains by way of the calibration: that is
cov(p, N)**2 / (p * (1 - p)), with p the chance that a draw of the calibration gives to the pair.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from vittne.link.calibrate import REMOTE, design
from vittne.link.components import components
from vittne.link.draws import Draws
from vittne.link.linkage import Linkage, circumstances, link_records
from vittne.link.pairs import Pairs
from vittne.link.partition_kernel import Floats, Ints
from vittne.link.records import Records
from vittne.link.review import Pair, Settled, pair_of

ONE_IN = 5
"""One pair in so many is there to teach."""
DRAWS = 200
SUREST = 30.0
"""Log odds beyond which no chance is told from certainty."""
LEAST = 1e-9
"""Persons squared: what explains less explains nothing."""


def first_round(records: Records, found: Settled, *, seed: int) -> tuple[Pair, ...]:
    """Return the pairs of records to look at, those with a review left out.

    Parameters
    ----------
    found : Settled
        What reviews say so far: draws and their calibration go by it.
    seed : int
        Of the scoring, of the draws, and of the pairs at random.
    """
    linkage = link_records(records, found.verdicts, found=found.found, draws=DRAWS, seed=seed)
    pairs, keys = linkage.pairs, records.keys
    named = [
        pair_of(keys[a], keys[b]) for a, b in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)
    ]
    reviewed = [number for number, pair in enumerate(named) if pair in found.standing]
    rng = np.random.default_rng(seed)
    order = next_pairs(linkage, reviewed=reviewed, rng=rng)
    return tuple(named[number] for number in order.tolist())


def next_pairs(
    linkage: Linkage, *, reviewed: Collection[int] = (), rng: np.random.Generator
) -> Ints:
    """Return the pairs of a linkage in the order in which to look at them (`queue`)."""
    pairs, draws, on = linkage.pairs, linkage.draws, linkage.records.on
    return queue(pairs, draws, on, teaches(linkage), reviewed=reviewed, rng=rng)


def teaches(linkage: Linkage) -> Floats:
    """Return how much of the variance of the count each pair explains by way of the calibration."""
    pairs, calibration = linkage.pairs, linkage.calibration
    around = design(pairs, circumstances(linkage.records, pairs))
    persons = linkage.draws.persons()
    mean, both = np.zeros(len(pairs)), np.zeros(len(pairs))
    for draw, more in enumerate(persons - persons.mean()):
        odds = calibration.odds(draw, pairs.weight, around)
        chance = 1 / (1 + np.exp(-np.clip(odds, -SUREST, SUREST)))
        mean += chance / persons.size
        both += chance * more / persons.size
    told: Floats = both**2 / (mean * (1 - mean))
    return told


def queue(
    pairs: Pairs,
    draws: Draws,
    on: npt.NDArray[np.int32],
    teaching: Floats,
    *,
    reviewed: Collection[int] = (),
    rng: np.random.Generator,
) -> Ints:
    """Return the pairs in the order in which to look at them, as indices into ``pairs``.

    Parameters
    ----------
    draws : Draws
        Of partitions of the records.
    on : int32, shape (records,)
        List of each record.
    teaching : float64, shape (pairs,)
        How much each pair teaches of what weights are worth (`teaches`).
    reviewed : collection of int
        Pairs that were looked at: they are left out.
    rng : numpy.random.Generator
        For those that are drawn at random.
    """
    left = np.setdiff1d(np.arange(len(pairs)), np.fromiter(reviewed, dtype=np.int64))
    together = draws.together(pairs.a[left], pairs.b[left])
    gain = explained(pairs, left[(together > 0) & (together < 1)], draws, on)
    key = (left, np.abs(pairs.weight[left]), -together * (1 - together), -gain[left])
    return _mixed(left[np.lexsort(key)], _at_random(left, teaching[left], rng))


def explained(pairs: Pairs, doubted: Ints, draws: Draws, on: npt.NDArray[np.int32]) -> Floats:
    """Return how much of the variance of the count each pair would explain, shape (pairs,).

    Parameters
    ----------
    doubted : int64
        Pairs that are together in some draws, but not in all. Others explain nothing, and neither
        do remote ones: each is together by accident.
    """
    gain = np.zeros(len(pairs))
    wanted = np.zeros(len(pairs), dtype=bool)
    wanted[doubted] = True
    near = np.flatnonzero(pairs.weight > REMOTE)
    for part in components(on.size, pairs.a[near], pairs.b[near]):
        inside = near[part.pairs]
        inside = inside[wanted[inside]]
        if inside.size:
            same = draws.labels[:, pairs.a[inside]] == draws.labels[:, pairs.b[inside]]
            counts = _counts(draws.labels[:, part.records], on[part.records])
            gain[inside] = _one_after_another(same, counts)
    return gain


def _counts(labels: npt.NDArray[np.int32], on: npt.NDArray[np.int32]) -> Floats:
    """Return persons, and persons on two lists or more, in each draw, shape (draws, 2)."""
    rows = np.repeat(np.arange(labels.shape[0]), labels.shape[1])
    seen = np.unique(np.column_stack([rows, labels.ravel(), np.tile(on, labels.shape[0])]), axis=0)
    people, lists = np.unique(seen[:, :2], axis=0, return_counts=True)
    draws = labels.shape[0]
    persons = np.bincount(people[:, 0], minlength=draws)
    overlap = np.bincount(people[lists > 1, 0], minlength=draws)
    return np.column_stack([persons, overlap]).astype(np.float64)


def _one_after_another(same: npt.NDArray[np.bool_], counts: Floats) -> Floats:
    """Return what each pair explains beyond those before it, the best one first."""
    told = same - same.mean(axis=0)
    rest = counts - counts.mean(axis=0)
    draws = same.shape[0]
    gain = np.zeros(same.shape[1])
    least_told = LEAST * draws
    before = np.inf
    for _ in range(same.shape[1]):
        spread = (told**2).sum(axis=0)
        both = (told.T @ rest) ** 2 / np.maximum(spread, least_told)[:, None] / draws
        more = np.where((spread > least_told) & (gain == 0), both.sum(axis=1), 0)
        best = int(more.argmax())
        if more[best] <= LEAST:
            break
        # A later one may explain more once another is known; it still comes later.
        before = gain[best] = min(before, float(more[best]))
        one = told[:, best] / np.sqrt(spread[best])
        rest = rest - np.outer(one, one @ rest)
        told = told - np.outer(one, one @ told)
    return gain


def _at_random(left: Ints, teaching: Floats, rng: np.random.Generator) -> Ints:
    """Return pairs in random order: at each place one is drawn in proportion to what it teaches."""
    # Efraimidis and Spirakis 2006, Information Processing Letters 97.
    waits = rng.exponential(size=left.size) / np.maximum(teaching, 1e-300)
    return left[np.argsort(waits, kind="stable")]


def _mixed(first: Ints, at_random: Ints) -> Ints:
    """Return both, every `ONE_IN`-th from the second; each pair once."""
    several = (iter(first.tolist()), iter(at_random.tolist()))
    taken: dict[int, None] = {}
    while len(taken) < first.size:
        source = several[len(taken) % ONE_IN == ONE_IN - 1]
        pair = next(pair for pair in source if pair not in taken)
        taken[pair] = None
    return np.fromiter(taken, dtype=np.int64)
